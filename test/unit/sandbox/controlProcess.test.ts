// The sandbox as the process that people and other tests start.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findNode24, startSandbox } from '../../support/sandbox';
import { bundleSandbox } from '../../support/sandboxBundle';
import { RawClient } from '../../support/sandboxHttp';

const members = [
  'environmentUrl',
  'authority',
  'caFile',
  'tenantId',
  'clientId',
  'clientSecret',
  'userName',
  'password',
  'controlUrl',
];

describe('startSandbox', () => {
  it('starts one, which answers WhoAmI to a token of its own, and stops it without a trace', async () => {
    const sandbox = await startSandbox({ tokenLifetime: 30, clientSecret: 'planted-secret', rows: 10 });
    try {
      const http = new RawClient(sandbox.ca);
      const answer = await http.post(`${sandbox.authority}/${sandbox.tenantId}/oauth2/v2.0/token`, {
        grant_type: 'client_credentials',
        client_id: sandbox.clientId,
        client_secret: 'planted-secret',
        scope: `${sandbox.environmentUrl}/.default`,
      });
      const { access_token, expires_in } = answer.json();
      expect(expires_in).toBe(30);
      const url = `${sandbox.environmentUrl}/api/data/v9.2/WhoAmI()`;
      const who = await http.get(url, { authorization: `Bearer ${String(access_token)}` });
      expect(who.status).toBe(200);
      expect(who.json()).toHaveProperty('UserId');
      expect(await sandbox.control.tokenRequests()).toHaveLength(1);
    } finally {
      await sandbox.stop();
    }
    expect(existsSync(path.dirname(sandbox.caFile))).toBe(false);
  });

  it('says what is wrong where it cannot start', async () => {
    await expect(startSandbox({ tokenLifetime: 5 })).rejects.toThrow(
      '--token-lifetime takes a whole number from 10 to 100800, not "5".',
    );
    const first = await startSandbox({ rows: 1 });
    const port = Number(new URL(first.environmentUrl).port);
    await expect(startSandbox({ port, rows: 1 })).rejects.toThrow('EADDRINUSE');
    await first.stop();
  });
});

describe('the command', () => {
  async function run(flags: readonly string[]) {
    const [node, bundle] = await Promise.all([findNode24(process.cwd()), bundleSandbox(process.cwd())]);
    const child = spawn(node, [bundle, ...flags], { stdio: ['pipe', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    const exited = once(child, 'close').then(() => child.exitCode);
    return { child, output, exited };
  }

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line of JSON and ends cleanly on %s',
    async (signal) => {
      const { child, output, exited } = await run(['--json', '--rows', '1']);
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await exited).toBe(0);
      expect(output.stdout.split('\n')).toHaveLength(2);
      expect(Object.keys(JSON.parse(output.stdout) as object)).toEqual(members);
    },
  );

  it('ends when its standard input closes, if told to', async () => {
    const { child, output, exited } = await run(['--exit-with-parent', '--rows', '1']);
    await once(child.stdout, 'data');
    child.stdin.end();
    expect(await exited).toBe(0);
    for (const word of [
      'Environment URL',
      'Authority',
      'CA file',
      'Tenant',
      'client id',
      'secret',
      'password',
    ]) {
      expect(output.stdout).toContain(word);
    }
  });

  it('explains itself', async () => {
    const help = await run(['--help']);
    expect(await help.exited).toBe(0);
    expect(help.output.stdout).toContain('--identity-port N');
    const wrong = await run(['--colour']);
    expect(await wrong.exited).toBe(2);
    expect(wrong.output.stderr).toContain("Unknown option '--colour'");
  });
});
