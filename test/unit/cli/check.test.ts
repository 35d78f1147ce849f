import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSchemaFile } from '../../../src/adapters/metadata/schemaFile';
import { checkCommand } from '../../../src/cli/checkCommand';
import { problemOf } from '../../../src/core/base/problem';
import { FakeIo } from './support/fakeIo';

let folder: string;
const at = (name: string): string => path.join(folder, name);

const metadata = `<?xml version="1.0"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="account"><Key><PropertyRef Name="accountid"/></Key>
<Property Name="accountid" Type="Edm.Guid"/><Property Name="name" Type="Edm.String"/></EntityType>
<EntityContainer Name="System"><EntitySet Name="accounts" EntityType="mscrm.account"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'check-'));
  await writeFile(at('metadata.xml'), metadata);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const io = new FakeIo();
  const code = await checkCommand(args, io, { readSchemaFile });
  return { code, out: io.written, notes: io.notes.join('\n') };
}

describe('check', () => {
  it('prints a place from 1 in UTF-16 units, for each file as it was passed', async () => {
    await writeFile(
      at('a.odata'),
      "accounts?\r\n  $select=name\r\n  &$filter=name eq '😀' and nam eq 'x'\r\n",
    );
    await writeFile(at('b.odata'), 'accounts?$select=name\n');
    const files = [at('b.odata'), at('a.odata')];
    const { code, out } = await run('--json', ...files, '--metadata', at('metadata.xml'));
    expect(JSON.parse(out)).toEqual([
      {
        file: at('a.odata'),
        line: 3,
        column: 29,
        endLine: 3,
        endColumn: 32,
        severity: 'error',
        code: 'unknown-column',
        message: '"account" has no column "nam". Did you mean "name"?',
      },
    ]);
    expect(code).toBe(1);
  });

  it('knows no unknown names without metadata, and ends with 0 where there is no error', async () => {
    await writeFile(at('c.odata'), 'accounts?$select=nam,\n');
    const { code, out, notes } = await run(at('c.odata'));
    expect({ code, notes }).toEqual({ code: 0, notes: '' });
    expect(out).toMatch(
      /^.*c\.odata:1:21: warning: A column is missing behind the comma\..* \(trailing-comma\)\n$/,
    );
  });

  it('prints an empty array where nothing is wrong', async () => {
    expect(await run('--json', at('b.odata'))).toEqual({ code: 0, out: '[]\n', notes: '' });
  });

  it('goes on after a file that it cannot read, and ends with 2', async () => {
    const { code, out, notes } = await run(
      '--json',
      at('none.odata'),
      at('a.odata'),
      '--metadata',
      at('metadata.xml'),
    );
    expect(code).toBe(2);
    expect(notes).toContain('does not exist');
    expect(JSON.parse(out)).toHaveLength(1);
  });

  it.each([
    ['a file that is not there', 'none.xml', 'cannot be read'],
    ['a file that is no metadata', 'b.odata', 'not a $metadata document'],
  ])('ends with 2 for metadata from %s', async (_, file, words) => {
    const { code, out, notes } = await run(at('a.odata'), '--metadata', at(file));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain(words);
  });

  it('needs a file, and explains itself', async () => {
    await expect(run('--json')).rejects.toSatisfy((error) => problemOf(error)?.kind === 'bad-input');
    await expect(run('--jsn', at('a.odata'))).rejects.toSatisfy(
      (error) => problemOf(error)?.kind === 'bad-input',
    );
    expect((await run('--help')).out).toContain('check FILE...');
  });
});
