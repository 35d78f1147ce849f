import { describe, expect, it } from 'vitest';
import { parseQueryFile, resolveBlock } from '../../../src/core/queryfile';
import { readRequests } from './support/readRequests';

const context = {
  guid: () => '11111111-2222-4333-8444-800000000000',
  now: () => Date.UTC(2026, 0, 31, 4, 30, 5, 678),
};

const read = (text: string): unknown[] => readRequests(text, context);

function value(expression: string): string {
  return String(read(`x?v={{${expression}}}`)[0]).replace('GET x?v=', '');
}

describe('files of REST Client', () => {
  it('reads a file for Dataverse that signs in with $aadToken', () => {
    const text = `# This file uses $aadToken

@baseUrl = https://contoso.crm.dynamics.com/api/data/v9.2

### WhoAmI
GET {{baseUrl}}/WhoAmI
Authorization: {{$aadToken 77f7d709-77d9-4511-9d3d-f33e5ea1c963}}

### All users with a domain name
### and only three columns
GET {{baseUrl}}/systemusers?$filter=contains(domainname,'@contoso.com')&$select=fullname HTTP/1.1
Authorization: Bearer {{token}}

### Share
POST {{baseUrl}}/GrantAccess
Authorization: {{$aadToken}}
Content-Length: 12
Content-Type: application/json

{
  // who
  "Target": { "@odata.type": "Microsoft.Dynamics.CRM.account" },
  # what
  "PrincipalAccess": { "AccessMask": "ReadAccess" }
}
# end
`;
    expect(parseQueryFile(text).blocks.map(({ name }) => name?.name)).toEqual([
      'WhoAmI',
      'All users with a domain name',
      'Share',
    ]);
    expect(read(text)).toEqual([
      ['GET https://contoso.crm.dynamics.com/api/data/v9.2/WhoAmI'],
      [
        "GET https://contoso.crm.dynamics.com/api/data/v9.2/systemusers?$filter=contains(domainname,'@contoso.com')&$select=fullname",
      ],
      [
        'POST https://contoso.crm.dynamics.com/api/data/v9.2/GrantAccess',
        'Content-Type: application/json',
        '{\n  "Target": { "@odata.type": "Microsoft.Dynamics.CRM.account" },\n  "PrincipalAccess": { "AccessMask": "ReadAccess" }\n}',
      ],
    ]);
  });

  it.each([
    [
      'GET /api/data/v9.2/accounts\nHost: contoso.crm.dynamics.com',
      'GET https://contoso.crm.dynamics.com/api/data/v9.2/accounts',
    ],
    [
      'GET https://a.crm.dynamics.com/api\n    ?$select=name\n    &$top=2',
      'GET https://a.crm.dynamics.com/api?$select=name&$top=2',
    ],
    ['@name = a\\nb\\tc\\\\d\nx?v={{name}}', 'GET x?v=a\nb\tc\\d'],
    ['@name = CONTOSO\\alice\nx?v={{name}}', 'GET x?v=CONTOSO\\alice'],
    ["@q = it's 50% & more\nx?v={{%q}}", "GET x?v=it's%2050%25%20%26%20more"],
    [
      '@host = contoso.crm.dynamics.com\n@base = https://{{host}}/api\n{{base}}/x',
      'GET https://contoso.crm.dynamics.com/api/x',
    ],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual([[expected]]);
  });

  it('keeps ids, notes and prompts', () => {
    const file = parseQueryFile(
      '###\n# @name login\n# @note\n// @prompt who The user\nDELETE accounts(1)\n\n### next\nGET accounts?$filter=name eq {{who}}',
    );
    expect(file.blocks[0]).toMatchObject({ id: { name: 'login' }, note: true });
    expect(file.prompts.map(({ name }) => name)).toEqual(['who']);
    const [, second] = read(file.text);
    expect(second).toEqual([expect.stringContaining('"# @prompt", which cannot be done yet')]);
    const resolved = resolveBlock(file, file.blocks[0]!, context);
    expect(resolved).toMatchObject({ kind: 'request', request: { note: true, name: 'login' } });
  });

  it.each([
    ['$guid', '11111111-2222-4333-8444-800000000000'],
    ['$randomInt 10 20', '15'],
    ['$randomInt -4 -2', '-3'],
    ['$timestamp', '1769833805'],
    ['$timestamp -1 d', '1769747405'],
    ['$datetime iso8601', '2026-01-31T04:30:05.678Z'],
    ['$datetime rfc1123', 'Sat, 31 Jan 2026 04:30:05 GMT'],
    ['$datetime rfc1123 1 h', 'Sat, 31 Jan 2026 05:30:05 GMT'],
    ["$datetime 'YYYY-MM-DD'", '2026-01-31'],
    ['$datetime "YYYY-MM-DD[T]HH:mm:ss.SSSZ" 1 M', '2026-02-28T04:30:05.678+00:00'],
    ["$datetime 'dddd D. MMMM YY h:m a' -1 Q", 'Friday 31. October 25 4:30 am'],
    ['$now', '2026-01-31T04:30:05Z'],
    ['$now +1 M', '2026-02-28T04:30:05Z'],
    ['$now -500 ms', '2026-01-31T04:30:05Z'],
    ['$now -2w', '2026-01-17T04:30:05Z'],
    ['$now-1h', '2026-01-31T03:30:05Z'],
  ])('{{%s}} is %s', (expression, expected) => {
    expect(value(expression)).toBe(expected);
  });

  it('tells the local time with its distance from UTC', () => {
    const local = value('$localDatetime iso8601');
    expect(local).toMatch(/[+-]\d\d:\d\d$/);
    expect(new Date(local).getTime()).toBe(context.now());
    expect(new Date(value('$localDatetime rfc1123')).getTime()).toBe(Math.floor(context.now() / 1000) * 1000);
  });

  it.each([
    ['$processEnv USERNAME', "the system's environment variables"],
    ['$dotenv SECRET', 'a .env file'],
    ['$aadV2Token', 'a sign-in of REST Client'],
    ['$randomInt 5', 'not written as it has to be'],
    ['$randomInt 5 5', 'not written as it has to be'],
    ['$datetime', 'not written as it has to be'],
    ['$datetime iso8601 1 fortnight', 'not written as it has to be'],
    ['$timestamp 99999999999999999999 y', 'not written as it has to be'],
    ['$now 999999999 y', 'not written as it has to be'],
    ['$guid 1', 'not written as it has to be'],
    ['$random', 'is not known'],
    ['login.response.body.$.token', 'a result of another request, which cannot be used yet'],
    ['login.request.headers.X', 'a result of another request, which cannot be used yet'],
  ])('says why {{%s}} has no value', (expression, words) => {
    expect(value(expression)).toContain(words);
  });

  it('says it in a body, too', () => {
    const text = '### a\nPOST accounts\n\n{ "a": "{{login.response.body.$.value[0].id}}", "b": "{{#if}}" }';
    expect(read(text)).toEqual([[expect.stringContaining('a result of another request')]]);
  });

  it('says that a cURL command is none of its requests', () => {
    const { problems } = parseQueryFile('curl -X POST https://contoso.crm.dynamics.com/api\n\ncurl\n');
    expect(problems).toMatchObject([
      { code: 'unknown-method', start: 0, message: 'A cURL command cannot be run here.' },
    ]);
  });

  it.each(['< ./body.json', '<@ body.json', '<@latin1 ./a b.txt', '< /tmp/x.json'])(
    'says that a body cannot come from a file: %s',
    (line) => {
      const { problems } = parseQueryFile(`### a\nPOST accounts\n\n${line}\n`);
      expect(problems.map(({ code }) => code)).toEqual(['body-from-file']);
    },
  );
});

describe('files of httpYac', () => {
  it('reads titles, ids and references', () => {
    const text =
      '### Create\n# @name create\nPOST accounts\n\n{ "name": "a" }\n\n### Read\n# @ref create\n// @forceRef create\nGET accounts';
    expect(parseQueryFile(text).blocks.map(({ name, id }) => [name?.name, id?.name])).toEqual([
      ['Create', 'create'],
      ['Read', undefined],
    ]);
    expect(read(text)).toEqual([['POST accounts', '{ "name": "a" }'], ['GET accounts']]);
  });
});

describe('files of JetBrains and what httpYac adds', () => {
  it('goes over scripts, answers that are kept and what is asserted of them', () => {
    const text = `### Rows
< {%
  request.variables.set("top", 5)
%}
GET accounts
    ?$select=name,
             revenue

> {%
  client.test("ok", () => client.assert(response.status === 200))

  client.global.set("id", 1)
%}

### New row
POST accounts
Content-Type: application/json

{ "name": "{{$uuid}}" }

> ./handler.js
>> answer.json

<> 2026-01-31T043005.200.json

### Short
{{
  exports.now = 1

}}
GET contacts?$top=1

?? status == 200
?? body value exists
`;
    const file = parseQueryFile(text);
    expect(file.problems).toEqual([]);
    expect(file.blocks.map(({ name }) => name?.name)).toEqual(['Rows', 'New row', 'Short']);
    expect(read(text)).toEqual([
      ['GET accounts?$select=name, revenue'],
      [
        'POST accounts',
        'Content-Type: application/json',
        '{ "name": "11111111-2222-4333-8444-800000000000" }',
      ],
      ['GET contacts?$top=1'],
    ]);
  });

  it('ends a script at the next request, and takes what is no JSON as it is', () => {
    expect(read('### a\n> {%\nGET x\n### b\nPOST accounts\nContent-Type: text/plain\n\na\n>> b')).toEqual([
      ['POST accounts', 'Content-Type: text/plain', 'a\n>> b'],
    ]);
  });
});

describe('files of XrmTools', () => {
  it('reads variables, titles, relative addresses, headers and bodies', () => {
    const text =
      '# Select your environment.\r\n@limit = 5\r\n\r\n### Current user\r\nGET /WhoAmI\r\n\r\n### Account names\r\nGET /accounts?$select=accountid,name&$top={{limit}}\r\nPrefer: odata.include-annotations="*"\r\n\r\n### Change\r\nPATCH /accounts(7a0ca9e2-a2b3-f111-aaab-7ced8d731d43)\r\n\r\n\r\n{\r\n  "name": "Test"\r\n}\r\n';
    expect(read(text)).toEqual([
      ['GET /WhoAmI'],
      ['GET /accounts?$select=accountid,name&$top=5', 'Prefer: odata.include-annotations="*"'],
      ['PATCH /accounts(7a0ca9e2-a2b3-f111-aaab-7ced8d731d43)', '{\r\n  "name": "Test"\r\n}'],
    ]);
  });
});

describe('files of stansw.vscode-odata', () => {
  it('reads paragraphs whose lines are trimmed and joined, with comments between', () => {
    const text = `https://contoso.crm.dynamics.com/api/data/v9.2/tasks
    ?$select=subject,statecode
    &$filter=statecode eq 0
        // Functions
        // http://docs.oasis-open.org/odata/
        and startswith(subject, 'a')
        and Iterations/any(d:d/Name eq 'b')

// another one
https://contoso.crm.dynamics.com/api/data/v9.2/contacts?$filter=fullname eq 'Marks & Spencer'
`;
    const base = 'GET https://contoso.crm.dynamics.com/api/data/v9.2';
    expect(read(text)).toEqual([
      [
        `${base}/tasks?$select=subject,statecode&$filter=statecode eq 0 and startswith(subject, 'a') and Iterations/any(d:d/Name eq 'b')`,
      ],
      [`${base}/contacts?$filter=fullname eq 'Marks & Spencer'`],
    ]);
  });
});

describe('files of odata-vscode', () => {
  it.each([
    [
      "https://contoso.crm.dynamics.com/api/data/v9.2/\n    accounts?\n        $expand=primarycontactid&\n        $filter=name eq 'a'",
      "GET https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$expand=primarycontactid&$filter=name eq 'a'",
    ],
    [
      'https://contoso.crm.dynamics.com/api/data/v9.2/accounts\n\n?$select=name\n\n&$top=1\n',
      'GET https://contoso.crm.dynamics.com/api/data/v9.2/accounts?$select=name&$top=1',
    ],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual([[expected]]);
  });

  it('goes over blank lines in reads only', () => {
    expect(read('POST accounts\nContent-Type: text/plain\n\n?not=an option')).toEqual([
      ['POST accounts', 'Content-Type: text/plain', '?not=an option'],
    ]);
    expect(read('accounts\n\n?$top=1\n\ncontacts')).toEqual([['GET accounts?$top=1'], ['GET contacts']]);
  });
});

describe('long lines', () => {
  it.each([
    ['blanks in an address', `accounts${' '.repeat(200_000)}x`],
    ['blanks behind <', `POST accounts\n\n<${' '.repeat(200_000)}<`],
    ['quotes', `accounts?$filter=${`'"`.repeat(100_000)}`],
    ['braces', `accounts?${'{'.repeat(200_000)}`],
    ['slashes', `accounts?${' /'.repeat(100_000)}`],
    ['scripts without an end', `${'> {%\n'.repeat(50_000)}###\naccounts`],
    ['variables over many lines', `accounts?\n${'{{a}} {{$guid}}\n'.repeat(20_000)}`],
  ])('reads %s in a moment', (_, text) => {
    expect(read(text)).toHaveLength(1);
  });
});
