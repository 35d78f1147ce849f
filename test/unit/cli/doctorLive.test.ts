import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedPort } from '../http/support/tlsServer';
import type { Sandbox } from '../../support/sandbox';
import { startSandbox } from '../../support/sandbox';
import type { CommandBundle, Finished } from './support/commandBundle';
import { bundleCommand } from './support/commandBundle';

let sandbox: Sandbox;
let command: CommandBundle;

beforeAll(async () => {
  [command, sandbox] = await Promise.all([bundleCommand(), startSandbox()]);
}, 240_000);

afterAll(async () => {
  await sandbox?.stop();
  await command?.remove();
});

interface Given {
  readonly url?: string;
  readonly caFile?: boolean;
  readonly secret?: string;
  readonly more?: readonly string[];
}

async function run(name: 'doctor' | 'token', given: Given = {}): Promise<Finished> {
  const { environmentUrl, tenantId, clientId, clientSecret, authority, caFile } = sandbox;
  const args = [name, '--url', given.url ?? environmentUrl, '--client-id', clientId, '--tenant', tenantId];
  const trust = given.caFile === false ? [] : ['--ca-file', caFile];
  return command.run([...args, '--authority', authority, ...trust, ...(given.more ?? [])], {
    secret: given.secret ?? clientSecret,
  });
}

interface Report {
  readonly healthy: boolean;
  readonly steps: readonly { readonly id: string; readonly state: string }[];
  readonly causes: readonly { readonly cause: string }[];
}

async function report(given: Given = {}): Promise<Report & { readonly code: number | null }> {
  const done = await run('doctor', { ...given, more: ['--json', ...(given.more ?? [])] });
  return { ...(JSON.parse(done.out) as Report), code: done.code };
}

const statesOf = ({ steps }: Report): Record<string, string> =>
  Object.fromEntries(steps.map(({ id, state }) => [id, state]));

describe('doctor against the sandbox', () => {
  it('goes the whole way, telling each step', async () => {
    const done = await run('doctor');
    expect(done.code, done.out + done.err).toBe(0);
    const lines = done.out.split('\n').filter((line) => /^(?:ok|note|skip|FAIL) /.test(line));
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(/^ok {4}Find the name: localhost is /);
    expect(lines.at(-1)).toMatch(/^ok {4}Read one row/);
    expect(done.out).toContain('The access token is in order.');
    expect(done.out + done.err).not.toContain(sandbox.clientSecret);
    expect(done.out + done.err).not.toMatch(/eyJ/);
  });

  it('finds a wrong secret, at the token', async () => {
    const found = await report({ secret: 'wr0ng~secret-of-no-application-at-all-000' });
    expect(found.code).toBe(1);
    expect(statesOf(found)).toMatchObject({
      authority: 'ok',
      token: 'failed',
      claims: 'skipped',
      read: 'skipped',
    });
    expect(found.causes[0]?.cause).toBe('invalid-client-secret');
  });

  it('finds a port where nobody listens, a name that is none, and a certificate that nobody vouches for', async () => {
    const closed = await report({ url: `https://localhost:${await closedPort()}` });
    expect(closed).toMatchObject({ code: 1, causes: [{ cause: 'connection-refused' }] });
    const nameless = await report({ url: 'https://no-such-host.invalid' });
    expect(statesOf(nameless)).toMatchObject({ dns: 'failed', tls: 'skipped', challenge: 'failed' });
    expect(nameless.causes[0]?.cause).toBe('dns-failure');
    const untrusted = await report({ caFile: false });
    expect(statesOf(untrusted)).toMatchObject({ dns: 'ok', tls: 'failed', challenge: 'failed' });
    expect(untrusted.causes[0]?.cause).toBe('certificate-untrusted');
  });

  it('says what is missing on the command line', async () => {
    const done = await command.run(['doctor', '--url', sandbox.environmentUrl, '--ca-file', sandbox.caFile]);
    expect(done.code).toBe(1);
    expect(done.out).toContain('no login server of Microsoft');
  });
});

describe('token against the sandbox', () => {
  it('explains the claims and keeps the token to itself', async () => {
    const done = await run('token');
    expect(done.code, done.err).toBe(0);
    expect(done.out).toContain('Audience (aud): https://localhost');
    expect(done.out).toContain('Version 1.0 is normal');
    expect(done.out + done.err).not.toMatch(/eyJ/);
  });

  it('prints the token where it is asked for, and only there', async () => {
    const quiet = JSON.parse((await run('token', { more: ['--json'] })).out) as Record<string, unknown>;
    expect(Object.keys(quiet)).toEqual(['claims', 'explained', 'causes']);
    const loud = JSON.parse((await run('token', { more: ['--json', '--show-token'] })).out) as {
      token: string;
    };
    expect(loud.token.split('.')).toHaveLength(3);
  });

  it('goes with other methods too, and the environment told by its scope', async () => {
    const { token } = JSON.parse((await run('token', { more: ['--json', '--show-token'] })).out) as {
      token: string;
    };
    const { environmentUrl, caFile, authority } = sandbox;
    const place = ['--scope', `${environmentUrl}/.default`, '--ca-file', caFile, '--authority', authority];
    const done = await command.run(['doctor', ...place, '--method', 'token', '--json'], {
      env: { DATAVERSE_ACCESS_TOKEN: token },
    });
    expect(done.code, done.out + done.err).toBe(0);
    expect(JSON.parse(done.out)).toMatchObject({ healthy: true, causes: [{ cause: 'healthy' }] });
    expect(done.out + done.err).not.toContain(token);
  });

  it('fails in words', async () => {
    const wrong = await run('token', { secret: 'wr0ng~secret-of-no-application-at-all-000' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('The client secret is wrong.');
    const none = await run('token', { secret: '' });
    expect(none.code).toBe(2);
    expect(none.err).toContain('DATAVERSE_CLIENT_SECRET');
  });
});
