import assert from 'node:assert/strict';
import { MemorySecrets } from '../../src/adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, type Connection } from '../../src/adapters/connection';
import { secretKey } from '../../src/core/auth/secretKeys';
import { neverCancelled } from '../../src/core/base/cancel';
import { problemOf } from '../../src/core/base/problem';
import { retrieveOrganization, whoAmI } from '../../src/core/dataverse/organization';
import { executeQuery } from '../../src/core/dataverse/queryExecution';
import { buildRequest } from '../../src/core/dataverse/requestBuilder';
import { parseQueryFile, resolveBlock } from '../../src/core/queryfile';
import { before, describe, it } from './harness/suite';
import { sandboxEnvironment, sandboxInfo } from './harness/sandboxInfo';

// In the extension host, where VS Code has patched http, https and fetch for proxies and certificates.
describe('a connection inside the extension host', () => {
  const info = sandboxInfo();
  const secrets = new MemorySecrets();
  const environment = sandboxEnvironment(info);
  const keys = (['client-secret', 'token-cache'] as const).map((purpose) =>
    secretKey(purpose, secretBindingOf(environment)),
  );
  let connection: Connection;

  before(async () => {
    await secrets.store(keys[0]!, info.clientSecret);
    connection = openConnection({
      environment,
      secrets,
      openBrowser: () => Promise.reject(new Error('No browser is needed.')),
    });
  });

  it('signs in with a client secret, and WhoAmI answers', async () => {
    await connection.keeper.signIn(neverCancelled);
    assert.equal(connection.keeper.status.state, 'fresh');
    const identity = await whoAmI(connection.api, neverCancelled);
    assert.match(identity.userId, /^[0-9a-f-]{36}$/);
    const organization = await retrieveOrganization(connection.api, neverCancelled);
    assert.notEqual(organization.friendlyName, '');
  });

  it('renews: another token, a later expiry', async () => {
    const first = await connection.keeper.token(neverCancelled);
    const second = await connection.keeper.renew(neverCancelled);
    assert.notEqual(second.value, first.value);
    assert.ok(second.expiresAt >= first.expiresAt);
  });

  it('runs a query of a file page by page, every row once and in order', async () => {
    const file = parseQueryFile(
      'accounts\n  ?$select=name,accountid\n  &$orderby=name,accountid\nPrefer: odata.maxpagesize=250\n',
    );
    const resolved = resolveBlock(file, file.blocks[0]!, { guid: () => '', now: () => 0 });
    assert.equal(resolved.kind, 'request');
    const execution = executeQuery(connection.api, buildRequest(resolved.request, environment));
    const ids: string[] = [];
    let pages = 0;
    while (execution.more) {
      const page = await execution.next({ signal: neverCancelled });
      const rows = JSON.parse(Buffer.from(page?.response.body ?? []).toString('utf8')) as {
        value: { accountid: string }[];
      };
      ids.push(...rows.value.map((row) => row.accountid));
      pages += 1;
    }
    assert.ok(pages >= 4, `${pages} pages`);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 1200);
  });

  it('refuses a certificate that nobody vouches for, and says what to do', async () => {
    const { caFile: _unused, ...withoutCa } = environment;
    const other = openConnection({
      environment: withoutCa,
      secrets,
      openBrowser: () => Promise.reject(new Error('No browser is needed.')),
    });
    try {
      await assert.rejects(whoAmI(other.api, neverCancelled), (error) => {
        const problem = problemOf(error);
        assert.equal(problem?.kind, 'certificate');
        assert.notEqual(problem?.remedy, '');
        return true;
      });
    } finally {
      other.dispose();
    }
  });

  it('leaves no secret and no token behind after signing out', async () => {
    await connection.keeper.signOut();
    for (const key of keys) assert.equal(await secrets.get(key), undefined);
    assert.equal(connection.keeper.status.state, 'signed-out');
    connection.dispose();
  });
});
