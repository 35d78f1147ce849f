import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { Reply } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const send = (lines: readonly string[], headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
  host.send('$batch', {
    method: 'POST',
    headers: { 'content-type': 'multipart/mixed; boundary="b1"', ...headers },
    body: lines.join('\r\n'),
  });

const http = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary'];
const get = (target: string): string[] => [
  '--b1',
  ...http,
  '',
  `GET ${target} HTTP/1.1`,
  'Accept: application/json',
  '',
  '',
];

const changeSet = (...requests: readonly (readonly [id: string, line: string, body: object])[]): string[] => [
  '--b1',
  'Content-Type: multipart/mixed; boundary=c1',
  '',
  ...requests.flatMap(([id, line, body]) => [
    '--c1',
    ...http,
    `Content-ID: ${id}`,
    '',
    `${line} HTTP/1.1`,
    'Content-Type: application/json; type=entry',
    '',
    JSON.stringify(body),
  ]),
  '--c1--',
];

describe('$batch', () => {
  it('answers each request in a part of its own', async () => {
    const reply = await send([
      ...get('/api/data/v9.2/accounts?$select=name&$top=1'),
      ...get(`${root}contacts?$select=fullname&$top=1`),
      ...get('WhoAmI()'),
      '--b1--',
      '',
    ]);
    expect(reply.status).toBe(200);
    const boundary = /^multipart\/mixed; boundary=(batchresponse_.+)$/.exec(
      String(reply.headers['content-type']),
    )?.[1];
    const parts = reply.text.split(`--${boundary}`);
    expect(parts.at(-1)).toBe('--\r\n');
    expect(parts.filter((part) => part.includes('HTTP/1.1 200 OK'))).toHaveLength(3);
    expect(parts[1]).toMatch(
      /^\r\nContent-Type: application\/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP\/1.1 200 OK\r\n/,
    );
    expect(parts[1]).toContain('OData-Version: 4.0\r\n');
    expect(parts[1]).toContain('$metadata#accounts(name)');
    expect(parts[3]).toContain('WhoAmIResponse');
  });

  it('makes rows of a change set that refer to each other', async () => {
    const reply = await send([
      ...changeSet(
        ['1', 'POST /api/data/v9.2/accounts', { name: 'Batch one' }],
        ['2', 'POST contacts', { lastname: 'Batch two', 'parentcustomerid_account@odata.bind': '$1' }],
        ['3', 'PUT $1/telephone1', { value: '555-0199' }],
      ),
      '--b1--',
      '',
    ]);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.text).toMatch(/Content-Type: multipart\/mixed; boundary=changesetresponse_/);
    expect(reply.text).toMatch(/Content-ID: 1\r\n\r\nHTTP\/1.1 204 No Content\r\n/);
    expect(reply.text).toMatch(/OData-EntityId: https:\/\/contoso.test\/api\/data\/v9.2\/accounts\(/);
    const [contact] = await host.rows(
      "contacts?$select=fullname&$filter=lastname eq 'Batch two'&$expand=parentcustomerid_account($select=name,telephone1)",
    );
    expect(contact?.['parentcustomerid_account']).toMatchObject({
      name: 'Batch one',
      telephone1: '555-0199',
    });
  });

  it('does a change set whole or not at all', async () => {
    const reply = await send([
      ...changeSet(['1', 'POST accounts', { name: 'Half a batch' }], ['2', 'POST accounts', { nme: 'x' }]),
      '--b1--',
      '',
    ]);
    expect(reply.status).toBe(400);
    expect(reply.error?.code).toBe('0x80048d19');
    expect(await host.rows("accounts?$select=name&$filter=name eq 'Half a batch'")).toEqual([]);
  });

  it('stops at the first refusal, or goes on where that is preferred', async () => {
    const parts = [...get('acounts'), ...get('WhoAmI'), '--b1--', ''];
    const stopped = await send(parts);
    expect(stopped.status).toBe(404);
    expect(stopped.error?.message).toBe("Resource not found for the segment 'acounts'.");
    const went = await send(parts, { prefer: 'odata.continue-on-error' });
    expect(went.status).toBe(200);
    expect(went.text).toContain('HTTP/1.1 404 Not Found');
    expect(went.text).toContain('WhoAmIResponse');
  });

  it('refuses lines that end otherwise than in CR LF, in the documented words', async () => {
    const reply = await host.send('$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary="b1"' },
      body: [
        '--b1',
        ...http,
        '',
        'POST /api/data/v9.2/accounts HTTP/1.1',
        '',
        '{"name":"x"}',
        '--b1--',
        '',
      ].join('\n'),
    });
    expect(reply.status).toBe(400);
    expect(reply.error).toEqual({
      code: '0x80048d19',
      message:
        "Error identified in Payload provided by the user for Entity :'accounts', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : System.ArgumentException: Stream was not readable.",
    });
  });

  it('takes longer URLs than a request of its own does, and 1,000 parts at most', async () => {
    const long = `accounts?$select=name&$filter=name eq '${'x'.repeat(40_000)}'`;
    expect((await host.send(long)).status).toBe(414);
    expect((await send([...get(long), '--b1--', ''])).status).toBe(200);
    const many = Array.from({ length: 1001 }, () => get('WhoAmI')).flat();
    expect((await send([...many, '--b1--', ''])).status).toBe(400);
  });

  it('changes and reads nothing that the caller may not', async () => {
    const reply = await host.send('$batch', {
      method: 'POST',
      as: 'reader',
      headers: { 'content-type': 'multipart/mixed; boundary=b1' },
      body: [...changeSet(['1', 'POST accounts', { name: 'Not mine' }]), '--b1--', ''].join('\r\n'),
    });
    expect(reply.status).toBe(403);
  });
});
