// The rings of `npm test`: what each runs, for how long at most, and how its result is counted.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const minute = 60_000;
const bin = (name, entry) => path.join(root, 'node_modules', name, ...entry.split('/'));
const results = (name) => path.join(root, 'out', 'results', `${name}.json`);

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ args: string[], limitMs: number, name?: string }} Command Arguments for Node.
 * @typedef {object} Ring
 * @property {string} name
 * @property {Command[]} commands
 * @property {string} [resultsFile]
 * @property {(codes: number[]) => Counts} count
 */

/** One check, one test: a wrong type anywhere fails one of them. */
const checks = [
  ['types of the core', bin('typescript', 'bin/tsc'), '-p', 'src/core/tsconfig.json'],
  ['types of the webview', bin('typescript', 'bin/tsc'), '-p', 'src/webview/tsconfig.json'],
  ['types of the rest', bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json'],
  ['lint', bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings'],
  ['format', bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  ['dead code', bin('knip', 'bin/knip.js')],
];

/** @type {Ring[]} */
export const rings = [
  {
    name: 'checks',
    commands: checks.map(([name, ...args]) => ({ name, args, limitMs: 3 * minute })),
    count: countCodes,
  },
  {
    name: 'build',
    commands: [
      { name: 'bundles', args: ['esbuild.mjs', '--production'], limitMs: 2 * minute },
      { name: 'VSIX', args: ['scripts/package.mjs'], limitMs: 2 * minute },
    ],
    count: countCodes,
  },
  vitestRing('unit', 12 * minute),
  vitestRing('package', 2 * minute),
  {
    name: 'host',
    commands: [{ args: ['scripts/test-host.mjs'], limitMs: 7 * minute }],
    resultsFile: results('host'),
    count: ([code]) => countHost(results('host'), code),
  },
  vitestRing('ui', 45 * minute),
];

function vitestRing(name, limitMs) {
  const file = results(name);
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    commands: [{ args: [bin('vitest', 'vitest.mjs'), 'run', '--project', `${name}*`, ...report], limitMs }],
    resultsFile: file,
    count: ([code]) => countVitest(file, code),
  };
}

/** @param {Ring} ring Results of an earlier run must not pass for this one's. */
export function forgetResults(ring) {
  if (ring.resultsFile) rmSync(ring.resultsFile, { force: true });
}

function countCodes(codes) {
  const failed = codes.filter((code) => code !== 0).length;
  return { passed: codes.length - failed, failed, skipped: 0 };
}

function countVitest(file, code) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  return atLeastOneFailure(code, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  });
}

function countHost(file, code) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.filter(({ status }) => status === 'failed').length;
  return atLeastOneFailure(code, { passed: report.length - failed, failed, skipped: 0 });
}

/** A run that ended badly has failed, even where every test that it got to report had passed; so has an empty one. */
function atLeastOneFailure(code, counts) {
  const bad = code !== 0 || counts.passed + counts.failed === 0;
  return bad && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function read(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
