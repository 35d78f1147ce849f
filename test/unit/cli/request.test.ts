import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestCommand } from '../../../src/cli/requestCommand';
import { isProblemError } from '../../../src/core/base/problem';
import { FakeIo } from './support/fakeIo';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'request-'));
  file = path.join(folder, 'a.odata');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function request(content: string | Uint8Array, ...options: string[]) {
  await writeFile(file, content);
  const io = new FakeIo();
  const code = await requestCommand([file, ...options], io);
  return { code, out: io.written, notes: io.notes.map((note) => note.replace(file, 'a.odata')) };
}

const read = {
  Accept: 'application/json',
  'OData-MaxVersion': '4.0',
  'OData-Version': '4.0',
  Prefer: 'odata.include-annotations="*"',
};

describe('request --json', () => {
  it('prints every request as it would be sent', async () => {
    const text = `@id = {{$guid}}
### Read
GET accounts
  ?$select=name
  &$filter=name eq 'Marks & Spencer + 100%'
Authorization: Bearer planted
Prefer: odata.maxpagesize=5
Prefer: return=minimal

### Write
POST accounts
Content-Type: application/json

{
  "name": "Ä {{id}}"
}

### Elsewhere
https://contoso.crm4.dynamics.com/api/data/v9.1/$metadata
`;
    const { code, out, notes } = await request(
      text,
      '--json',
      '--url',
      'https://contoso.crm4.dynamics.com/main.aspx',
    );
    const [first, second, third, ...none] = JSON.parse(out) as Record<string, unknown>[];
    expect([code, notes, none]).toEqual([0, [], []]);
    expect(first).toEqual({
      name: 'Read',
      line: 3,
      method: 'GET',
      url: "https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$select=name&$filter=name%20eq%20'Marks%20%26%20Spencer%20%2B%20100%25'",
      headers: { ...read, Prefer: 'odata.maxpagesize=5, return=minimal' },
      body: null,
    });
    expect(second).toMatchObject({
      name: 'Write',
      line: 11,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: expect.stringMatching(/^\{\n {2}"name": "Ä [\da-f]{8}-[\da-f-]{27}"\n\}$/) as unknown,
    });
    expect(third).toMatchObject({
      name: 'Elsewhere',
      url: 'https://contoso.crm4.dynamics.com/api/data/v9.1/$metadata',
      headers: { Accept: 'application/xml' },
    });
    expect(out).not.toContain('planted');
  });

  it('leaves a relative address relative where no environment is named', async () => {
    const { out } = await request(
      'accounts?$top=1\n\n/api/data/v9.1/contacts\n\nhttps://a.crm.dynamics.com/api/data/v9.2/leads',
      '--json',
    );
    expect((JSON.parse(out) as { url: string }[]).map(({ url }) => url)).toEqual([
      '/api/data/v9.2/accounts?$top=1',
      '/api/data/v9.1/contacts',
      'https://a.crm.dynamics.com/api/data/v9.2/leads',
    ]);
  });

  it('tells what cannot be sent, and prints the rest', async () => {
    const text =
      '\ufeff@a = {{a}}\n\naccounts\n  ?$top={{top}}\n\nGET contacts\nCookie: a=b\n\nleads\n\naccounts({{a}})\n\n"stray"';
    const { code, out, notes } = await request(text, '--json');
    expect(code).toBe(1);
    expect((JSON.parse(out) as { url: string; line: number }[]).map(({ url, line }) => [url, line])).toEqual([
      ['/api/data/v9.2/leads', 9],
    ]);
    expect(notes).toEqual([
      expect.stringMatching(/^a\.odata:4:9: There is no variable "top"/),
      expect.stringMatching(/^a\.odata:6:1: The header "Cookie" cannot be set/),
      expect.stringMatching(/^a\.odata:11:10: These variables need each other: a → a/),
      expect.stringMatching(/^a\.odata:13:1: .*is not a query/),
    ]);
  });

  it('does not send to another environment than the one named', async () => {
    const { code, out, notes } = await request(
      'https://fabrikam.crm4.dynamics.com/api/data/v9.2/accounts',
      '--json',
      '--url',
      'contoso.crm4.dynamics.com',
    );
    expect([code, JSON.parse(out)]).toEqual([1, []]);
    expect(notes[0]).toContain('fabrikam');
  });

  it('reads UTF-16', async () => {
    const bytes = Buffer.from('\ufeff### Ä\r\naccounts\r\n', 'utf16le');
    expect(JSON.parse((await request(bytes, '--json')).out)).toMatchObject([{ name: 'Ä', line: 2 }]);
    expect(JSON.parse((await request(bytes.swap16(), '--json')).out)).toMatchObject([{ name: 'Ä', line: 2 }]);
  });
});

describe('request', () => {
  it('prints text that is a query file again', async () => {
    const { out } = await request('### A\naccounts?$top=1\n\n### B\nPATCH accounts(1)\n\n{"a":1}');
    const again = await request(out);
    expect(again.out).toBe(out);
    expect(out).toContain('### B\nPATCH /api/data/v9.2/accounts(1)\n');
  });

  it.each([
    [[], 'No file was named'],
    [['a', 'b'], 'too many'],
    [['--jsn', 'a'], 'no option --jsn'],
    [['a', '--api-version', 'x'], 'not a version'],
  ])('refuses %j', async (args, words) => {
    const error: unknown = await requestCommand(args, new FakeIo()).catch((reason: unknown) => reason);
    expect(isProblemError(error) && error.problem.title).toContain(words);
  });
});
