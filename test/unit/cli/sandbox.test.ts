import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../support/sandbox';
import { startSandbox } from '../../support/sandbox';
import type { CommandBundle, Finished } from './support/commandBundle';
import { bundleCommand } from './support/commandBundle';

let sandbox: Sandbox;
let command: CommandBundle;

beforeAll(async () => {
  [command, sandbox] = await Promise.all([bundleCommand(), startSandbox({ tokenLifetime: 10 })]);
}, 240_000);

afterAll(async () => {
  await sandbox?.stop();
  await command?.remove();
});

async function run(text: string, more: readonly string[] = []): Promise<Finished> {
  const file = path.join(command.folder, 'query.odata');
  await writeFile(file, text);
  const { environmentUrl, tenantId, clientId, clientSecret, authority, caFile } = sandbox;
  const args = [
    'run',
    file,
    '--url',
    `${environmentUrl}/main.aspx`,
    '--tenant',
    tenantId,
    '--client-id',
    clientId,
  ];
  const place = ['--authority', `${authority}/${tenantId}`, '--ca-file', caFile];
  return command.run([...args, ...place, ...more], { secret: clientSecret });
}

const namesOf = (done: Finished): unknown[] =>
  (JSON.parse(done.out) as { name?: unknown }[]).map((row) => row.name);

describe('against the sandbox', () => {
  it('reads rows, a record, a count, a function and the metadata', async () => {
    const rows = await run('accounts?$select=name&$orderby=name&$top=3');
    expect(rows.code, rows.err).toBe(0);
    expect(namesOf(rows)).toHaveLength(3);
    const count = await run('accounts/$count');
    expect(Number(count.out)).toBeGreaterThan(3);
    const who = await run('WhoAmI()');
    expect(JSON.parse(who.out)).toHaveProperty('UserId');
    const metadata = await run('$metadata');
    expect(metadata.out).toContain('<edmx:Edmx');
  });

  it('reads a table page by page, each row once and in order', async () => {
    const headers = 'Prefer: odata.maxpagesize=50';
    const all = await run(`GET accounts?$select=accountid,name&$orderby=name\n${headers}`, ['--all']);
    expect(all.code, all.err).toBe(0);
    const whole = await run('accounts?$select=accountid,name&$orderby=name', ['--all']);
    expect(namesOf(all)).toEqual(namesOf(whole));
    expect(new Set((JSON.parse(all.out) as { accountid: string }[]).map((row) => row.accountid)).size).toBe(
      namesOf(all).length,
    );
  });

  it('creates, changes and deletes a record', async () => {
    const created = await run('POST accounts\n\n{"name":"Made headless"}', ['--yes']);
    expect(created.code, created.err).toBe(0);
    const url = /https:\/\/\S+\)/.exec(created.err)?.[0] ?? '';
    expect((await run(`PATCH ${url}\n\n{"name":"Renamed"}`, ['--yes'])).code).toBe(0);
    expect(JSON.parse((await run(`${url}?$select=name`)).out)).toMatchObject({ name: 'Renamed' });
    expect((await run(`DELETE ${url}`, ['--yes'])).code).toBe(0);
    expect(await run(url)).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no account with the id') as string,
    });
  });

  it('says in plain words what was wrong', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['acounts', 'There is no table, function or action called "acounts"'],
      ['accounts?$select=Name', 'no column or relationship called "Name"'],
      ["accounts?$filter=name eq 'O'Bryan'", 'position'],
      ['accounts?$skip=5', 'does not support $skip'],
    ];
    for (const [query, words] of cases) {
      const done = await run(query);
      expect(done.code, query).toBe(1);
      expect(done.err, query).toContain(words);
    }
  });
});
