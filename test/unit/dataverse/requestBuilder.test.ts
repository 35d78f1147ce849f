import { describe, expect, it } from 'vitest';
import type { HttpHeader } from '../../../src/core/base/http';
import { ProblemError, problemOf } from '../../../src/core/base/problem';
import { asksForFormatted } from '../../../src/core/dataverse/headers';
import { buildRequest } from '../../../src/core/dataverse/requestBuilder';
import { origin } from './support/fakes';

const environment = { url: origin, apiVersion: 'v9.2' };
const root = `${origin}/api/data/v9.2`;

function build(
  target: string,
  more: { method?: string; headers?: readonly HttpHeader[]; body?: string; pageSize?: number } = {},
) {
  const { method = 'GET', headers = [], body, pageSize } = more;
  return buildRequest(
    { method, target, headers, ...(body === undefined ? {} : { body }) },
    environment,
    pageSize === undefined ? {} : { pageSize },
  );
}

const header = (request: { headers: readonly HttpHeader[] }, name: string): string | undefined =>
  request.headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];

function kind(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return problemOf(error)?.kind;
    throw error;
  }
  return undefined;
}

describe('the address', () => {
  it.each([
    ['accounts', `${root}/accounts`],
    ['/accounts?$select=name', `${root}/accounts?$select=name`],
    ['//accounts', `${root}/accounts`],
    ['/api/data/v9.1/accounts', `${origin}/api/data/v9.1/accounts`],
    ['api/data/v9.1/accounts', `${origin}/api/data/v9.1/accounts`],
    [`${root}/accounts`, `${root}/accounts`],
    ['HTTPS://CONTOSO.crm4.dynamics.com:443/api/data/v9.2/accounts', `${root}/accounts`],
    ['https://contoso.api.crm4.dynamics.com/api/data/v9.2/accounts', `${root}/accounts`],
    ['[Organization URI]/api/data/v9.2/accounts', `${root}/accounts`],
    ["accounts?$filter=name eq 'A & B #1'", `${root}/accounts?$filter=name%20eq%20'A%20%26%20B%20%231'`],
    ['accounts?$filter=name eq %27x%27', `${root}/accounts?$filter=name%20eq%20%27x%27`],
    ['WhoAmI()', `${root}/WhoAmI()`],
  ])('%s', (target, url) => {
    expect(build(target).url).toBe(url);
  });

  it.each([
    'https://fabrikam.crm4.dynamics.com/api/data/v9.2/accounts',
    'http://contoso.crm4.dynamics.com/api/data/v9.2/accounts',
    'https://contoso.crm4.dynamics.com@evil.example/x',
    'https://contoso.crm4.dynamics.com:444/x',
    'ftp://contoso.crm4.dynamics.com/x',
  ])('%s is of no other environment', (target) => {
    expect(kind(() => build(target))).toBe('foreign-origin');
  });

  it('never leaves the environment, whatever stands in it', () => {
    for (const target of [
      '\\\\evil.example/x',
      '/\\evil.example',
      '//evil.example/x',
      '@evil.example',
      '.evil.example',
      ':8443/x',
    ]) {
      expect(new URL(build(target).url).origin).toBe(origin);
    }
  });

  it('is not empty, and no longer than Dataverse takes', () => {
    expect(kind(() => build('  '))).toBe('bad-input');
    expect(kind(() => build(`accounts?$select=${'a'.repeat(33_000)}`))).toBe('bad-input');
  });

  it.each(['Dear reader, no query at all', '%PDF-1.7 \u{1F600}', '<html>', '{"a":1}', 'select name;'])(
    'is refused where nothing of the Web API can be called so: %s',
    (target) => {
      expect(kind(() => build(target))).toBe('bad-input');
    },
  );

  it.each([
    '',
    'accounts (1)',
    '$metadata',
    '%24metadata',
    "EntityDefinitions(LogicalName='account')",
    'WhoAmI',
  ])('may be any resource: /%s', (target) => {
    expect(build(`/${target}`).url).toMatch(/^https:/);
  });

  it('holds visible ASCII only, so that nothing can be slipped into the request', () => {
    const url = build("accounts?$filter=name eq 'Grüße\r\nX-Evil: 1\u0000'").url;
    expect(url).toMatch(/^[\x21-\x7e]+$/);
  });
});

describe('the headers', () => {
  it('are those of OData 4.0 with annotations', () => {
    expect(build('accounts').headers).toEqual([
      ['Accept', 'application/json'],
      ['OData-MaxVersion', '4.0'],
      ['OData-Version', '4.0'],
      ['Prefer', 'odata.include-annotations="*"'],
    ]);
  });

  it('ask for pages of a size, but not beside $top, which Dataverse would ignore', () => {
    expect(header(build('accounts', { pageSize: 50 }), 'Prefer')).toBe(
      'odata.include-annotations="*",odata.maxpagesize=50',
    );
    expect(header(build('accounts?$top=3', { pageSize: 50 }), 'Prefer')).not.toContain('maxpagesize');
    const nested = build('accounts?$expand=contact_customer_accounts($top=1)', { pageSize: 50 });
    expect(header(nested, 'Prefer')).toContain('maxpagesize=50');
  });

  it('of the file win, in any case and in their order', () => {
    const request = build('accounts', {
      headers: [
        ['prefer', 'return=minimal'],
        ['ACCEPT', 'application/json;odata.metadata=full'],
      ],
      pageSize: 5,
    });
    expect(request.headers).toEqual([
      ['prefer', 'return=minimal'],
      ['ACCEPT', 'application/json;odata.metadata=full'],
      ['OData-MaxVersion', '4.0'],
      ['OData-Version', '4.0'],
    ]);
  });

  it('ask for XML where there is nothing else, and for anything where a bare value comes', () => {
    expect(header(build('$metadata'), 'Accept')).toBe('application/xml');
    expect(header(build('$metadata?annotations=true'), 'Accept')).toBe('application/xml');
    expect(header(build('accounts/$count'), 'Accept')).toBe('*/*');
  });

  it('say what a body is', () => {
    const request = build('accounts', { method: 'post', body: '{"name":"x"}' });
    expect(request).toMatchObject({ method: 'POST', body: '{"name":"x"}' });
    expect(header(request, 'Content-Type')).toBe('application/json; charset=utf-8');
    expect(header(request, 'Prefer')).toBeUndefined();
    expect(header(build('x', { method: 'DELETE' }), 'Content-Type')).toBeUndefined();
  });

  it.each([
    ['Authorization', 'Bearer secret-token'],
    ['COOKIE', 'a=b'],
    ['Host', 'evil.example'],
    ['X-HTTP-Method-Override', 'DELETE'],
    ['Proxy-Authorization', 'Basic x'],
    ['Content-Length', '0'],
    ['Transfer-Encoding', 'chunked'],
    ['X-Ok', 'a\r\nAuthorization: x'],
    ['X-Ok', 'a\u0000'],
    ['X-Ok', '€'],
    ['X Bad', 'a'],
    ['X-Bad\r\nHost', 'a'],
    ['', 'a'],
  ])('%j: %j of a file is refused', (name, value) => {
    expect(kind(() => build('accounts', { headers: [[name, value]] }))).toBe('bad-input');
  });

  it('that are refused do not show their values', () => {
    let problem;
    try {
      build('x', { headers: [['Authorization', 'Bearer secret-token']] });
    } catch (error) {
      problem = problemOf(error);
    }
    expect(problem?.title).toContain('Authorization');
    expect(JSON.stringify(problem)).not.toContain('secret-token');
  });
});

describe('formatted values', () => {
  it.each([
    ['odata.include-annotations="*"', true],
    ['odata.maxpagesize=5,odata.include-annotations="OData.Community.Display.V1.FormattedValue"', true],
    ['odata.include-annotations=OData.Community.Display.V1.*', true],
    ['Odata.Include-Annotations="Microsoft.*, *"', true],
    ['odata.include-annotations="Microsoft.Dynamics.CRM.*"', false],
    ['odata.include-annotations="-*"', false],
    ['odata.maxpagesize=5', false],
  ])('Prefer: %s', (value, expected) => {
    expect(asksForFormatted([['prefer', value]])).toBe(expected);
  });

  it('are asked for where the file says nothing else', () => {
    expect(asksForFormatted(build('accounts').headers)).toBe(true);
    expect(asksForFormatted([])).toBe(false);
  });

  it('are asked for by whichever of several headers does', () => {
    const size: HttpHeader = ['Prefer', 'odata.maxpagesize=5'];
    expect(asksForFormatted([size, ['prefer', 'odata.include-annotations="*"']])).toBe(true);
    expect(asksForFormatted([size, size])).toBe(false);
  });
});
