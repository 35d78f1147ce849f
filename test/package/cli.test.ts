import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { artifact, manifest } from './artifacts';

// `process.execPath` is the Node that runs the tests, 20 or later, and nothing is on its module path.

describe('dist/cli.js on plain Node', () => {
  it('says its version', () => {
    const run = cli('--version');
    expect(run.status).toBe(0);
    expect(run.stdout.trim()).toContain(manifest().version);
    expect(run.stderr).toBe('');
  });

  it('explains itself and exits with 2 where it is used wrongly', () => {
    const run = cli('no-such-command');
    expect(run.status).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('no-such-command');
  });

  it('exits with 2 and names the missing option', () => {
    const run = cli('run', 'query.odata');
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--url');
  });
});

function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [artifact('dist/cli.js'), ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    timeout: 20_000,
  });
}
