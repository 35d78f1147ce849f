// A token goes to the origin that it was issued for, whatever that origin answers and whatever a workspace says.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AxiosTransport } from '../../../src/adapters/http/axiosTransport';
import { systemClock } from '../../../src/adapters/node/systemClock';
import { TokenKeeper } from '../../../src/core/auth/keeper';
import { neverCancelled } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { DataverseClient } from '../../../src/core/dataverse/client';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import { FakeSource } from '../auth/support/fakeSource';
import { startTlsServer, type Handler, type TlsServer } from '../http/support/tlsServer';

let own: TlsServer;
let thief: TlsServer;
let folder: string;
let transport: AxiosTransport;
let source: FakeSource;
let keeper: TokenKeeper;
let client: DataverseClient;

beforeEach(async () => {
  own = await startTlsServer((_, response) => response.end());
  thief = await startTlsServer((_, response) => response.end('{"value":[]}'));
  folder = await mkdtemp(path.join(tmpdir(), 'own-origin-'));
  // Both are trusted, so that nothing but our own rules keeps the token from the second.
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, (await readFile(own.caFile, 'utf8')) + (await readFile(thief.caFile, 'utf8')));
  transport = new AxiosTransport({ caFile });
  source = new FakeSource(systemClock, 3_600_000);
  const subject = {
    environment: 'own',
    origin: own.origin,
    method: 'interactive' as const,
    tenantId: 'contoso.com',
  };
  keeper = new TokenKeeper({ subject, source, clock: systemClock });
  client = new DataverseClient({
    origin: own.origin,
    apiVersion: 'v9.2',
    transport,
    tokens: keeper,
    clock: systemClock,
  });
});
afterEach(async () => {
  keeper.dispose();
  transport.dispose();
  await Promise.all([own.close(), thief.close(), rm(folder, { recursive: true, force: true })]);
});

const quiet = { signal: neverCancelled };
const url = (): string => `${own.origin}/api/data/v9.2/accounts`;
const send = (method = 'GET', to = url()): Promise<unknown> =>
  client.send({ method, url: to, headers: [] }, quiet);
const kindOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'no error',
    (error: unknown) => problemOf(error)?.kind,
  );

function answerJson(body: unknown): Handler {
  return (_, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

describe('a token', () => {
  it('could be stolen: the other server is there, trusted and reachable', async () => {
    own.handler = answerJson({ value: [] });
    await send();
    expect(own.requests[0]?.headers.authorization).toBe('Bearer PLANTED-TOKEN-1');
    const there = await transport.send({ method: 'GET', url: `${thief.origin}/`, headers: [] }, quiet);
    expect([there.status, thief.requests.length]).toEqual([200, 1]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect %i, of a read or a write', async (status) => {
    own.handler = (_, response) => response.writeHead(status, { location: `${thief.origin}/in` }).end();
    expect(await kindOf(send())).not.toBe('no error');
    expect(await kindOf(send('POST'))).not.toBe('no error');
    expect([own.requests.length, thief.requests.length]).toEqual([2, 0]);
  });

  it.each([
    (origin: string) => `${origin}/api/data/v9.2/accounts?$skiptoken=2`,
    (origin: string) => origin.replace('https:', ''),
    (origin: string) => origin.replace('https://', 'http://'),
    (origin: string) => origin.replace('https://', 'HTTPS://'),
    (origin: string) => ` ${origin}/x`,
    (origin: string) => `${origin}/x#${'a'.repeat(10)}`,
    (origin: string) => `https://user:word@${origin.slice('https://'.length)}/x`,
    (origin: string) => `${own.origin}@${origin.slice('https://'.length)}/x`,
    (origin: string) => `${own.origin}:443@${origin.slice('https://'.length)}/x`,
    (origin: string) => `\\\\${origin.slice('https://'.length)}/x`,
  ])('follows no next link of a foreign origin (%#)', async (hostile) => {
    own.handler = answerJson({ value: [{ name: 'one' }], '@odata.nextLink': hostile(thief.origin) });
    const query = executeQuery(client, { method: 'GET', url: url(), headers: [] });
    await query.next(quiet);
    await query.next(quiet).catch(() => undefined);
    expect(thief.requests).toEqual([]);
    // The rows that came before are there, and no further page was asked for with the token at another server.
    expect(own.requests.length).toBeLessThanOrEqual(2);
  });

  it.each([
    (origin: string) => `Bearer authorization_uri=${origin}/common/oauth2/authorize, resource_id=${origin}/`,
    (origin: string) => `Bearer authorization_uri="${origin}/t/oauth2/authorize", error="invalid_token"`,
    (origin: string) =>
      `Bearer realm="${origin}", resource="${origin}", error="insufficient_claims", claims="e30="`,
  ])('is renewed where it always was, whatever a challenge names (%#)', async (challenge) => {
    own.handler = (_, response) => {
      response.writeHead(401, { 'www-authenticate': challenge(thief.origin), location: thief.origin }).end();
    };
    expect(await kindOf(send())).not.toBe('no error');
    // One renewal and one repetition, both at home.
    expect([source.issued, own.requests.length, thief.requests.length]).toEqual([2, 2, 0]);
  });

  it('goes with no request that a file or setting of a workspace points elsewhere', async () => {
    const host = thief.origin.slice('https://'.length);
    for (const foreign of [
      `${thief.origin}/api/data/v9.2/accounts`,
      `${own.origin}@${host}/`,
      `//${host}/`,
    ]) {
      expect(await kindOf(send('GET', foreign))).toBe('foreign-origin');
    }
    // Environments, and with them every address, come from the user's own settings alone.
    const manifest = JSON.parse(await readFile(path.resolve('package.json'), 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { scope: string }> } };
      capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
    };
    const setting = 'dataverseWorkbench.environments';
    expect(manifest.contributes.configuration.properties[setting]?.scope).toBe('application');
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(setting);
    expect([own.requests.length, thief.requests.length]).toEqual([0, 0]);
  });
});
