import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../src/core/base/http';
import { codeTargets } from '../../../src/core/codegen';
import { buildRequest } from '../../../src/core/dataverse/requestBuilder';
import { startTlsServer, type TlsServer } from '../http/support/tlsServer';

const nasty = `it's "quoted" \\ back\\\\slash $HOME \`whoami\` $(id) !history 100% #no &and; | < > * ? [a-z] {b} ~ @at äöü €😀`;
const environmentOf = (url: string) => ({ url, apiVersion: 'v9.2' });

function requests(origin: string): [string, HttpRequest][] {
  const build = (
    method: string,
    target: string,
    headers: [string, string][] = [],
    body?: string,
  ): HttpRequest =>
    buildRequest({ method, target, headers, ...(body === undefined ? {} : { body }) }, environmentOf(origin));
  return [
    ['a read', build('GET', "accounts?$select=name&$filter=name eq 'O''Brien & Söhne 100% + #1 $x `y` !z'")],
    [
      'headers',
      build('GET', 'accounts', [
        ['Prefer', 'odata.include-annotations="*"'],
        ['X-Odd', `a'b"c\\d$e\`f!g%h`],
        ['X-Empty', ''],
      ]),
    ],
    ['dots', build('GET', '/api/data/v9.2/a/../b/./c')],
    [
      'a write',
      build(
        'POST',
        'accounts',
        [['Prefer', 'return=representation']],
        `{\n  "name": ${JSON.stringify(nasty)},\n\t"x": 1\n}`,
      ),
    ],
    [
      'line ends',
      build(
        'POST',
        '$batch',
        [['Content-Type', 'multipart/mixed; boundary=b']],
        '--b\r\nContent-Type: application/http\r\n\r\nGET x\r\n\r\n--b--\r\n',
      ),
    ],
    ['an at sign', build('PATCH', 'accounts(1)', [['Content-Type', 'text/plain']], '@/etc/passwd')],
    [
      'every sign',
      build(
        'PUT',
        'x',
        [['Content-Type', 'text/plain']],
        Array.from({ length: 126 }, (_, i) => String.fromCharCode(i + 1)).join(''),
      ),
    ],
    ['no body', build('POST', 'WinOpportunity')],
    ['a removal', build('DELETE', 'accounts(1)', [['If-Match', '*']])],
    [
      'the ends of a here-string',
      build('POST', 'x', [['Content-Type', 'text/plain']], 'a\n"@\n\'@\nEOF\n$(x)`n"'),
    ],
  ];
}

function target(id: string): (request: HttpRequest) => string {
  const found = codeTargets.find((one) => one.id === id);
  if (!found) throw new Error(`No target ${id}`);
  return (request) => found.write(request);
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe.skipIf(!has('curl') || !has('bash'))('cURL, run by curl itself (needs curl and bash)', () => {
  let server: TlsServer;
  let home: string;
  const seen: Seen[] = [];

  beforeAll(async () => {
    server = await startTlsServer((request, response) => {
      void readText(request).then((body) => {
        seen.push({ method: request.method, url: request.url, headers: request.headers, body });
        response.end();
      });
    });
    home = await mkdtemp(path.join(os.tmpdir(), 'curl-'));
    await writeFile(path.join(home, '.curlrc'), 'insecure\nsilent\nfail\n');
  });

  afterAll(async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  });

  function expectSent(request: HttpRequest): void {
    const got = seen.pop();
    expect(got).toMatchObject({
      method: request.method,
      url: request.url.slice(server.origin.length),
      body: request.body ?? '',
      headers: Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value])),
    });
    expect(got?.headers.authorization).toBe('Bearer planted-token');
    const own = new Set([
      'host',
      'user-agent',
      'authorization',
      'content-length',
      ...request.headers.map(([name]) => name.toLowerCase()),
    ]);
    expect(Object.keys(got?.headers ?? {}).filter((name) => !own.has(name))).toEqual([]);
  }

  it('sends the request byte for byte from bash', async () => {
    const env = { ...process.env, CURL_HOME: home, HOME: home, TOKEN: 'planted-token' };
    for (const [, request] of requests(server.origin)) {
      const command = target('curl-bash')(request);
      await promisify(execFile)('bash', ['-c', command], { env });
      expectSent(request);
    }
  });

  it("sends the request byte for byte from PowerShell's here-string", async () => {
    for (const [, request] of requests(server.origin)) {
      const config = expandHereString(target('curl-powershell')(request), 'planted-token');
      const child = spawn('curl', ['--config', '-'], {
        env: { ...process.env, CURL_HOME: home, HOME: home },
      });
      child.stdin.end(`${config}\n`);
      expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
      expectSent(request);
    }
  });
});

/** What PowerShell makes of `@"…"@` (about_Quoting_Rules): a backtick takes a sign as it is, $TOKEN is put in. */
function expandHereString(script: string, token: string): string {
  const [, lines = ''] = /@"\n([^]*)\n"@ \| curl\.exe --config -\n$/.exec(script) ?? [];
  expect(lines).not.toMatch(/^\s*"@/m);
  return lines.replace(/`([^])|\$(\w+|\()/g, (whole, kept: string | undefined, name: string | undefined) => {
    if (kept !== undefined) return kept;
    if (name === 'TOKEN') return token;
    throw new Error(`PowerShell would put something in for ${whole}`);
  });
}

describe('copied code', () => {
  it('never holds a token, and always a place for it', () => {
    for (const { write } of codeTargets) {
      for (const [, request] of requests('https://contoso.crm4.dynamics.com')) {
        expect(write(request)).toMatch(/Bearer \$TOKEN|AuthenticationHeaderValue\("Bearer", token\)/);
      }
    }
  });

  it('reads well', () => {
    const [[, read], , , [, write]] = requests('https://contoso.crm4.dynamics.com') as [
      [string, HttpRequest],
      unknown,
      unknown,
      [string, HttpRequest],
    ];
    expect(target('curl-bash')({ ...read, url: 'https://a/b' })).toBe(`curl \\
  --url 'https://a/b' \\
  --header "Authorization: Bearer $TOKEN" \\
  --header 'Accept: application/json' \\
  --header 'OData-MaxVersion: 4.0' \\
  --header 'OData-Version: 4.0' \\
  --header 'Prefer: odata.include-annotations="*"'
`);
    expect(target('curl-powershell')({ ...write, body: '{"a":"$b"}' }))
      .toBe(`$OutputEncoding = [System.Text.UTF8Encoding]::new($false)
@"
request = "POST"
url = "https://contoso.crm4.dynamics.com/api/data/v9.2/accounts"
header = "Authorization: Bearer $TOKEN"
header = "Prefer: return=representation"
header = "Accept: application/json"
header = "OData-MaxVersion: 4.0"
header = "OData-Version: 4.0"
header = "Content-Type: application/json; charset=utf-8"
data-binary = "{\\"a\\":\\"\`$b\\"}"
"@ | curl.exe --config -
`);
  });
});
