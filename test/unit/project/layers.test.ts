import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The lint rules for the layers must be able to fail: wrong imports are planted in a temporary copy.

const root = path.resolve(import.meta.dirname, '../../..');

interface Plant {
  readonly file: string;
  readonly imports: string;
}

const wrong: readonly Plant[] = [
  { file: 'src/core/odata/planted.ts', imports: 'vscode' },
  { file: 'src/core/auth/planted.ts', imports: 'axios' },
  { file: 'src/core/auth/planted2.ts', imports: '@azure/msal-node' },
  { file: 'src/core/base/planted.ts', imports: 'node:fs' },
  { file: 'src/core/base/planted2.ts', imports: 'crypto' },
  { file: 'src/core/dataverse/planted.ts', imports: '../../adapters/http/axiosTransport' },
  { file: 'src/core/dataverse/planted2.ts', imports: '../../vscode/platform/commands' },
  { file: 'src/core/results/planted.ts', imports: '../../protocol/results' },
  { file: 'src/protocol/planted.ts', imports: 'vscode' },
  { file: 'src/protocol/planted2.ts', imports: '../vscode/platform/commands' },
  { file: 'src/protocol/planted3.ts', imports: '../webview/results/main' },
  { file: 'src/webview/results/planted.ts', imports: 'vscode' },
  { file: 'src/webview/results/planted2.ts', imports: 'node:path' },
  { file: 'src/webview/results/planted3.ts', imports: '../../vscode/results/register' },
  { file: 'src/adapters/http/planted.ts', imports: 'vscode' },
  { file: 'src/adapters/http/planted2.ts', imports: '../../protocol/results' },
  { file: 'src/adapters/http/planted3.ts', imports: '../../vscode/platform/commands' },
  { file: 'src/vscode/run/planted.ts', imports: 'axios' },
  { file: 'src/vscode/run/planted2.ts', imports: '@azure/msal-node' },
  { file: 'src/vscode/run/planted3.ts', imports: '../../adapters/http/axiosTransport' },
  { file: 'src/vscode/run/planted4.ts', imports: '../../webview/results/main' },
  { file: 'src/vscode/run/planted5.ts', imports: '../../extension' },
  { file: 'src/vscode/run/planted6.ts', imports: '../results/register' },
  { file: 'src/vscode/run/planted7.ts', imports: '../../composition/environments' },
  { file: 'src/core/auth/planted3.ts', imports: '../../composition/environments' },
  { file: 'src/vscode/token/planted.ts', imports: '../accounts/provider' },
  { file: 'src/vscode/language/planted.ts', imports: '../run/register' },
  { file: 'src/vscode/status/planted.ts', imports: '../auth/register' },
  { file: 'src/vscode/environments/planted.ts', imports: '../language/register' },
  { file: 'src/vscode/results/planted.ts', imports: '../environments/register' },
  { file: 'src/cli/planted.ts', imports: 'vscode' },
  { file: 'src/cli/planted2.ts', imports: '../adapters/connection' },
  { file: 'src/cli/planted3.ts', imports: '../extension' },
  { file: 'src/cli/output/planted.ts', imports: '../../composition/environments' },
  { file: 'src/composition/planted.ts', imports: '../extension' },
  { file: 'src/composition/planted2.ts', imports: '@azure/msal-node' },
  // Every feature there is, so that a new one cannot be forgotten in the rule.
  ...features().map((feature) => ({
    file: `src/vscode/${feature === 'run' ? 'status' : 'run'}/planted-${feature}.ts`,
    imports: `../${feature}/register`,
  })),
];

const right: readonly Plant[] = [
  { file: 'src/core/auth/allowed.ts', imports: '../base/http' },
  { file: 'src/protocol/allowed.ts', imports: '../core/results/columns' },
  { file: 'src/webview/results/allowed.ts', imports: '../../protocol/results' },
  { file: 'src/adapters/http/allowed.ts', imports: '../../core/base/http' },
  { file: 'src/adapters/http/allowed2.ts', imports: 'axios' },
  { file: 'src/vscode/run/allowed.ts', imports: '../platform/commands' },
  { file: 'src/vscode/run/allowed2.ts', imports: '../../core/base/http' },
  { file: 'src/vscode/run/allowed3.ts', imports: 'vscode' },
  { file: 'src/cli/allowed.ts', imports: '../core/base/http' },
  { file: 'src/composition/allowed.ts', imports: '../vscode/run/register' },
  { file: 'src/composition/allowed2.ts', imports: '../adapters/connection' },
];

const rule = 'eslint(no-restricted-imports)';
let dir = '';
let reported: ReadonlyMap<string, readonly string[]> = new Map();

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'dataverse-workbench-layers-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'tsconfig.json']) {
    copyFileSync(path.join(root, file), path.join(dir, file));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(dir, 'node_modules'), 'junction');
  for (const { file, imports } of [...wrong, ...right]) {
    const full = path.join(dir, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, `import * as planted from '${imports}';\nexport default planted;\n`);
  }
  reported = lint(dir);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the lint run', () => {
  it.each(wrong)('reports $imports in $file', ({ file }) => {
    expect(reported.get(file)).toContain(rule);
  });

  it.each(right)('takes $imports in $file', ({ file }) => {
    expect(reported.get(file) ?? []).not.toContain(rule);
  });
});

function features(): string[] {
  return readdirSync(path.join(root, 'src', 'vscode')).filter((name) => name !== 'platform');
}

/** Rules that were broken, by file. */
function lint(cwd: string): ReadonlyMap<string, readonly string[]> {
  const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], { cwd, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
  const byFile = new Map<string, string[]>();
  for (const { code, filename } of report.diagnostics) {
    const file = path.relative(cwd, path.resolve(cwd, filename)).split(path.sep).join('/');
    byFile.set(file, [...(byFile.get(file) ?? []), code]);
  }
  return byFile;
}
