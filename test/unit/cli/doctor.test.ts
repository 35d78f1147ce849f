import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInMethods } from '../../../src/core/auth/methods';
import { appClaims, nowSeconds, origin, otherTenant, tenantId, userClaims } from '../diagnosis/support';
import type { CommandBundle, Finished } from './support/commandBundle';
import { bundleCommand } from './support/commandBundle';

let command: CommandBundle;

beforeAll(async () => {
  command = await bundleCommand();
}, 120_000);

afterAll(async () => command.remove());

async function file(name: string, content: string | Buffer): Promise<string> {
  const full = path.join(command.folder, name);
  await writeFile(full, content);
  return full;
}

const doctor = (...args: string[]): Promise<Finished> =>
  command.run(['doctor', '--url', `${origin}/main.aspx`, '--json', '--now', String(nowSeconds), ...args]);

interface Printed {
  readonly causes: readonly Record<string, unknown>[];
}

async function firstOf(...args: string[]): Promise<unknown> {
  const done = await doctor(...args);
  expect(done.code, done.err).toBe(0);
  const { causes } = JSON.parse(done.out) as Printed;
  for (const cause of causes) {
    expect(Object.keys(cause)).toEqual([
      'cause',
      'certainty',
      'title',
      'explanation',
      'remedy',
      'action',
      'source',
    ]);
  }
  return causes[0]?.['cause'];
}

describe('doctor with evidence', () => {
  it('reads claims in every form that people have them in', async () => {
    const jwt = `e30.${Buffer.from(JSON.stringify(userClaims)).toString('base64url')}.c2ln`;
    const plain = JSON.stringify({ ...userClaims, exp: nowSeconds - 5 });
    const forms: readonly (readonly [string | Buffer, string])[] = [
      [plain, 'token-expired'],
      [`\uFEFF${plain}`, 'token-expired'],
      [Buffer.from(`\uFEFF${plain}`, 'utf16le'), 'token-expired'],
      [JSON.stringify({ header: {}, payload: JSON.parse(plain) as unknown }), 'token-expired'],
      [jwt, 'healthy'],
      [`Bearer ${jwt}\n`, 'healthy'],
      [JSON.stringify({ token_type: 'Bearer', access_token: jwt }), 'healthy'],
      [`{"typ":"JWT"}.${plain}.[Signature]`, 'token-expired'],
      [JSON.stringify(appClaims), 'healthy'],
    ];
    for (const [content, cause] of forms) {
      expect(
        await firstOf('--claims', await file('claims.json', content), '--tenant', tenantId),
        String(content),
      ).toBe(cause);
    }
  });

  it('combines what it is given', async () => {
    const claims = await file('app.json', JSON.stringify(appClaims));
    const body = await file(
      'body.json',
      '{"error":{"code":"0x80072560","message":"The user is not a member of the organization."}}',
    );
    const challenge = await file(
      'challenge.txt',
      `Bearer authorization_uri=https://login.microsoftonline.com/${otherTenant}/oauth2/authorize\r\n`,
    );
    expect(await firstOf('--claims', claims, '--status', '403', '--error-body', body)).toBe(
      'application-user-missing',
    );
    expect(await firstOf('--status', '403', '--error-body', body, '--method', 'interactive')).toBe(
      'not-a-member',
    );
    expect(await firstOf('--challenge', challenge, '--tenant', tenantId, '--status', '401')).toBe(
      'wrong-tenant',
    );
    expect(await firstOf('--transport-error', 'ENOTFOUND')).toBe('dns-failure');
    expect(await firstOf('--location', 'https://login.microsoftonline.com/x/oauth2/authorize')).toBe(
      'login-page-redirect',
    );
  });

  it.each(signInMethods.map(({ id }) => id))('takes the method %s', async (id) => {
    expect(await firstOf('--status', '429', '--method', id)).toBe('throttled');
  });

  it('tells what the token is for', async () => {
    const claims = await file(
      'graph.json',
      JSON.stringify({ ...userClaims, aud: 'https://graph.microsoft.com' }),
    );
    const done = await command.run(['doctor', '--url', origin, '--claims', claims]);
    expect((JSON.parse(done.out) as Printed).causes[0]?.['title']).toContain('Microsoft Graph');
  });

  it.each([
    [['--claims', 'missing.json'], 'does not exist'],
    [['--claims', '.'], 'cannot be read'],
    [['--status', 'bad'], '--status'],
    [['--method', 'magic', '--status', '401'], 'no way to sign in'],
    [['--now', 'soon', '--status', '401'], '--now'],
    [['--claim', 'x'], 'There is no option --claim'],
    [['extra'], 'extra'],
    [['--scope', 'https://other.crm4.dynamics.com/.default', '--status', '401'], 'names https://other'],
    [[], '--now goes with evidence'],
  ])('%j ends with 2 and a message', async (args, words) => {
    const done = await doctor(...args);
    expect(done.code, done.err).toBe(2);
    expect(done.out).toBe('');
    expect(done.err).toContain(words);
  });

  it('refuses files that hold no claims', async () => {
    for (const content of ['', '{', 'not a token', '[]', '7']) {
      const done = await doctor('--claims', await file('bad.json', content));
      expect(done.code, content).toBe(2);
      expect(done.err, content).toContain('holds neither claims');
    }
  });
});
