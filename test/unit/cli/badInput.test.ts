import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedPort } from '../http/support/tlsServer';
import type { CommandBundle, Finished } from './support/commandBundle';
import { bundleCommand } from './support/commandBundle';
import type { DataverseServer } from './support/dataverseServer';
import { clientId, secret, servePages, startDataverseServer, tenantId } from './support/dataverseServer';

let command: CommandBundle;
let server: DataverseServer;
let file: string;

beforeAll(async () => {
  [command, server] = await Promise.all([bundleCommand(), startDataverseServer()]);
  file = path.join(command.folder, 'query.odata');
}, 120_000);

beforeEach(async () => {
  server.web = servePages(server, 1, 2);
  await writeFile(file, 'rows');
});

afterAll(async () => {
  await server.close();
  await command.remove();
});

interface Given {
  readonly url?: string;
  readonly authority?: string | undefined;
  readonly caFile?: string | undefined;
  readonly tenant?: string;
  readonly more?: readonly string[];
  readonly secret?: string;
}

async function run(given: Given = {}): Promise<Finished> {
  const { url = server.origin, tenant = tenantId, more = [] } = given;
  const authority = 'authority' in given ? given.authority : server.origin;
  const caFile = 'caFile' in given ? given.caFile : server.caFile;
  const args = ['run', file, '--url', url, '--tenant', tenant, '--client-id', clientId];
  const place = [...(authority ? ['--authority', authority] : []), ...(caFile ? ['--ca-file', caFile] : [])];
  return command.run([...args, ...place, ...more], { secret: given.secret ?? secret });
}

/** Says what happened and what to do, and prints no rows. */
function expectMessage(done: Finished, code: number, ...words: readonly string[]): void {
  expect(done.code, done.err).toBe(code);
  expect(done.out).toBe('');
  for (const word of words) expect(done.err).toContain(word);
  expect(done.err.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThan(1);
  expect(done.err).not.toMatch(/planted-token|Plant~ed-secret|\bat .*\.js:\d+/);
}

describe('bad usage ends with 2', () => {
  it.each([
    [[], 'No command was given'],
    [['walk'], 'no command "walk"'],
    [['run'], 'No file was named'],
    [['run', 'a', 'b'], 'One file at a time'],
    [['run', 'a'], '--url is missing'],
    [['run', 'a', '--url', 'http://x.example'], 'not encrypted'],
    [['run', 'a', '--url', 'x.example'], '--tenant is missing'],
    [['run', 'a', '--url', 'x.example', '--tenant', 'a b'], 'neither a tenant id nor a domain'],
    [['run', 'a', '--url', 'x.example', '--tenant', 't'], '--client-id is missing'],
    [
      ['run', 'a', '--url', 'x.example', '--tenant', 't', '--client-id', 'c', '--format', 'xls'],
      'none of json, ndjson',
    ],
    [['run', 'a', '--url', 'x.example', '--tenant', 't', '--authority', 'http://x'], 'not an https address'],
    [
      ['run', 'a', '--url', 'x.example', '--tenant', 't', '--authority', 'https://x/other/'],
      'names the tenant other',
    ],
    [
      ['run', 'a', '--api-version', '9', '--url', 'x.example', '--tenant', 't', '--client-id', 'c'],
      'not a version',
    ],
    [['run', 'a', '--client-secret=Plant~ed-secret'], 'DATAVERSE_CLIENT_SECRET'],
    [['run', 'a', '--nonsense'], 'no option --nonsense'],
    [['run', 'a', '--url'], '--url'],
  ])('%j', async (args, words) => {
    expectMessage(await command.run(args, { secret }), 2, words);
  });

  it('help and version end with 0', async () => {
    for (const args of [['--help'], ['help'], ['run', '--help']]) {
      expect(await command.run(args)).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining('Usage') as string,
      });
    }
    expect((await command.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('input that cannot be used ends with 2', () => {
  it('no secret', async () => {
    const done = await command.run([
      'run',
      file,
      '--url',
      server.origin,
      '--tenant',
      tenantId,
      '--client-id',
      clientId,
    ]);
    expectMessage(done, 2, 'There is no client secret', 'DATAVERSE_CLIENT_SECRET');
  });

  it.each([
    ['an empty file', '', 'holds no request'],
    ['comments only', '# nothing\n\n// here\n', 'holds no request'],
    ['a file that is no text', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 3]), 'is not a text file'],
    [
      'an address elsewhere',
      'https://fabrikam.crm4.dynamics.com/api/data/v9.2/accounts',
      'fabrikam.crm4.dynamics.com',
    ],
    ['a header that signs in', 'GET rows\nCookie: session=planted', 'cannot be set in a file'],
    ['an unknown variable', 'rows?$filter=id eq {{who}}', 'who'],
  ])('%s', async (_, content, words) => {
    await writeFile(file, content);
    const before = server.requests.length;
    const done = await run();
    expectMessage(done, 2, words);
    expect(server.requests.length).toBe(before);
  });

  it('a file that is not there, or a folder', async () => {
    const args = ['--url', server.origin, '--tenant', tenantId, '--client-id', clientId];
    expectMessage(await command.run(['run', `${file}.none`, ...args], { secret }), 2, 'does not exist');
    await mkdir(`${file}.d`, { recursive: true });
    expectMessage(await command.run(['run', `${file}.d`, ...args], { secret }), 2, 'is a folder');
  });

  it('a CA file that is not there or is none', async () => {
    expectMessage(await run({ caFile: `${file}.pem` }), 2, 'does not exist');
    expectMessage(await run({ caFile: file }), 2, 'holds no certificate');
  });

  it('several requests, and none chosen: lists them', async () => {
    await writeFile(file, '### First one\nrows\n\n### Second\nrows?page=1\n');
    expectMessage(await run(), 2, 'holds 2 requests', '1  First one', '2  Second');
    expectMessage(await run({ more: ['--block', 'third'] }), 2, 'no request "third"', 'First one');
    for (const block of ['2', 'second', 'Second']) {
      const done = await run({ more: ['--block', block] });
      expect(done.code).toBe(0);
      expect(server.requests.at(-1)?.url).toBe('/api/data/v9.2/rows?page=1');
    }
  });

  it('a write without --yes: is not sent', async () => {
    await writeFile(file, 'POST rows\nContent-Type: application/json\n\n{"name":"x"}\n');
    const before = server.requests.length;
    expectMessage(await run(), 2, `POST ${server.origin}/api/data/v9.2/rows`, '--yes');
    expect(server.requests.length).toBe(before);
    server.web = (_, response) =>
      void response.writeHead(204, { 'odata-entityid': `${server.origin}/x(1)` }).end();
    const done = await run({ more: ['--yes'] });
    expect(done).toMatchObject({ code: 0, out: '' });
    expect(done.err).toContain(`Done (status 204, no content). ${server.origin}/x(1)`);
    expect(server.requests.at(-1)?.method).toBe('POST');
  });
});

describe('a refusal ends with 1', () => {
  it('wrong secret', async () => {
    expectMessage(await run({ secret: 'Plant~ed-secret-wrong' }), 1, 'AADSTS7000215');
  });

  it('closed port', async () => {
    const port = await closedPort();
    expectMessage(await run({ url: `localhost:${port}` }), 1, `Nothing answers at localhost:${port}`);
    expectMessage(await run({ url: `localhost:${port}`, authority: undefined }), 1, 'Nothing answers at');
  });

  it('certificate that is not trusted', async () => {
    expectMessage(await run({ caFile: undefined }), 1, 'is not trusted', '--ca-file');
  });

  it('no Dataverse: a web page', async () => {
    server.web = (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    expectMessage(await run(), 1, 'A web page came instead of data');
  });

  it('unknown table', async () => {
    server.web = (_, response) =>
      void response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(
          `{"error":{"code":"0x80060888","message":"Resource not found for the segment 'row\\u001b[31ms'."}}`,
        );
    const done = await run();
    expectMessage(done, 1, 'There is no table, function or action called "row␛[31ms"', 'code 0x80060888');
    expect(done.err).not.toContain('\u001b');
  });

  it('a login server that nobody named: the secret is not sent there', async () => {
    const issued = server.issued.length;
    expectMessage(
      await run({ authority: undefined }),
      1,
      'no login server of Microsoft',
      `--authority ${server.origin}`,
    );
    expect(server.issued.length).toBe(issued);
  });
});

describe('answers that are no rows', () => {
  it.each([
    ['a number', 'text/plain', '\ufeff5000', 'json', '5000\n'],
    ['a number', 'text/plain', '\ufeff5000', 'csv', 'value\r\n5000\r\n'],
    ['a number', 'text/plain', '\ufeff5000', 'table', '5000\n'],
    ['a text', 'text/plain', 'Contoso "GmbH"', 'json', '"Contoso \\"GmbH\\""\n'],
    ['a text', 'text/plain', 'Contoso', 'ndjson', '"Contoso"\n'],
    [
      'a record',
      'application/json',
      '{\n "@odata.etag": "1",\n "a": 1.0\n}',
      'ndjson',
      '{"@odata.etag":"1","a":1.0}\n',
    ],
    [
      'a record',
      'application/json',
      '{"@odata.etag":"1","a":1.0,"b":{"c":[1, 2]}}',
      'csv',
      'a,b\r\n1.0,"{""c"":[1, 2]}"\r\n',
    ],
    ['XML', 'application/xml', '<edmx:Edmx/>', 'csv', '<edmx:Edmx/>'],
    ['no rows', 'application/json', '{"value":[]}', 'json', '[]\n'],
    ['no rows', 'application/json', '{"value":[]}', 'csv', ''],
    ['texts', 'application/json', '{"value":["a","b,c"]}', 'csv', 'value\r\na\r\n"b,c"\r\n'],
  ])('%s as %s: %j in %s', async (_, type, body, format, out) => {
    server.web = (__, response) => void response.writeHead(200, { 'content-type': type }).end(body);
    expect(await run({ more: ['--format', format] })).toMatchObject({ code: 0, out });
  });
});
