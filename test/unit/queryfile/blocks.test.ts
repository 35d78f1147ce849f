import { describe, expect, it } from 'vitest';
import {
  fileEnvironment,
  parseQueryFile,
  resolveBlock,
  type QueryRequest,
} from '../../../src/core/queryfile';

const context = {
  guid: () => '11111111-2222-4333-8444-555555555555',
  now: () => Date.UTC(2026, 10, 21, 4, 30),
};

/** All requests of a file, in short. Fails where a block cannot be resolved. */
function requests(text: string): QueryRequest[] {
  const file = parseQueryFile(text);
  return file.blocks.map((block) => {
    const resolved = resolveBlock(file, block, context);
    if (resolved.kind === 'problems') throw new Error(JSON.stringify(resolved.problems));
    return resolved.request;
  });
}

function short(text: string): unknown[] {
  return requests(text).map(({ method, target, headers, body }) => {
    return [
      `${method} ${target}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
      ...(body === undefined ? [] : [body]),
    ];
  });
}

describe('blocks of a query file', () => {
  it('reads the picture of the design', () => {
    const text = `# @env contoso-dev
@minRevenue = 250000

### Contacts and who owns them
GET accounts
  ?$select=name,revenue
  &$filter=revenue ge {{minRevenue}} and statecode eq 0
  &$expand=contact_customer_accounts(
      $select=fullname,jobtitle;
      $expand=owninguser($select=fullname))

### Revenue by industry
GET accounts?$apply=
  filter(statecode eq 0)/
  groupby((industrycode),
    aggregate(revenue
      with sum as total))

### Consultancies without a website
accounts?$select=name,telephone1
  &$filter=industrycode eq 'Consulting' and websiteurl eq null
`;
    expect(requests(text).map(({ name, env, target }) => [name, env, target])).toEqual([
      [
        'Contacts and who owns them',
        'contoso-dev',
        'accounts?$select=name,revenue&$filter=revenue ge 250000 and statecode eq 0&$expand=contact_customer_accounts( $select=fullname,jobtitle; $expand=owninguser($select=fullname))',
      ],
      [
        'Revenue by industry',
        'contoso-dev',
        'accounts?$apply= filter(statecode eq 0)/ groupby((industrycode), aggregate(revenue with sum as total))',
      ],
      [
        'Consultancies without a website',
        'contoso-dev',
        "accounts?$select=name,telephone1&$filter=industrycode eq 'Consulting' and websiteurl eq null",
      ],
    ]);
    expect(parseQueryFile(text).blocks.map(({ line }) => line)).toEqual([4, 12, 19]);
  });

  it.each([
    ['', []],
    ['\ufeff', []],
    ['\n\r\n \t\n', []],
    ['# only\n// comments\n\n@a = 1\n', []],
    ['accounts', [['GET accounts']]],
    ['\ufeffaccounts\r\n?$top=1\r\n\r\ncontacts\r\n', [['GET accounts?$top=1'], ['GET contacts']]],
    ['accounts\r?$top=1', [['GET accounts?$top=1']]],
    // Leading and trailing marks, and marks that were moved about.
    ['accounts?\n$select=name&\n$top=1', [['GET accounts?$select=name&$top=1']]],
    ['accounts\n&$select=name\n&$top=1', [['GET accounts?$select=name&$top=1']]],
    ['accounts\n?$select=name\n?$top=1', [['GET accounts?$select=name&$top=1']]],
    ['accounts(1)\n/Account_Tasks\n/$count', [['GET accounts(1)/Account_Tasks/$count']]],
    ['accounts(1)/\nAccount_Tasks', [['GET accounts(1)/Account_Tasks']]],
    ['accounts?$select=name,\n  revenue', [['GET accounts?$select=name, revenue']]],
    // Comments behind a line, but not inside quotes and not in an address.
    [
      "accounts?$filter=name eq 'a # b // c' // the name\n&$top=1 # one",
      [["GET accounts?$filter=name eq 'a # b // c'&$top=1"]],
    ],
    [
      'https://contoso.crm4.dynamics.com/api/data/v9.2/accounts',
      [['GET https://contoso.crm4.dynamics.com/api/data/v9.2/accounts']],
    ],
    ['accounts\n# between\n?$top=1\n// and\n&$count=true', [['GET accounts?$top=1&$count=true']]],
    // Methods in any case, alone on a line, with a version behind the address.
    ['get accounts HTTP/1.1', [['GET accounts']]],
    ['GET\naccounts\n?$top=1 HTTP/1.1', [['GET accounts?$top=1']]],
    ["accounts?$filter=contains(\nname,\n'x')", [["GET accounts?$filter=contains( name, 'x')"]]],
    // A lambda's variable is no header.
    [
      'accounts?$filter=Account_Tasks/any(\nt:t/statecode eq 1)',
      [['GET accounts?$filter=Account_Tasks/any( t:t/statecode eq 1)']],
    ],
    ["accounts?$filter=name eq @p1&\n@p1='x'", [["GET accounts?$filter=name eq @p1&@p1='x'"]]],
    [
      '{{base}}/accounts\n@base = https://a.crm.dynamics.com/api/data/v9.2',
      [['GET https://a.crm.dynamics.com/api/data/v9.2/accounts']],
    ],
  ])('reads %j', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  it('reads headers behind the address', () => {
    expect(
      short('GET accounts\n?$top=1\nPrefer: odata.maxpagesize=5\n# why\nIf-None-Match:null\n\ncontacts'),
    ).toEqual([
      ['GET accounts?$top=1', 'Prefer: odata.maxpagesize=5', 'If-None-Match: null'],
      ['GET contacts'],
    ]);
  });
});

describe('bodies', () => {
  it('reaches to the next separator, whatever it holds', () => {
    const body = '{\n  "name": "a",\n\n  "x": "// none"\n}';
    expect(
      short(`### a\nPOST accounts\nContent-Type: application/json\n\n${body}\n\n### b\nGET accounts`),
    ).toEqual([['POST accounts', 'Content-Type: application/json', body], ['GET accounts']]);
  });

  it('is the JSON below a blank line in a file of paragraphs', () => {
    const body = '{ "name": "a }",\n\n  "b": [1, 2] }';
    expect(short(`PATCH accounts(1)\n\n${body}\n\naccounts\n\nPOST WinOpportunity\n\ncontacts`)).toEqual([
      ['PATCH accounts(1)', body],
      ['GET accounts'],
      ['POST WinOpportunity'],
      ['GET contacts'],
    ]);
  });

  it('takes a body whose text has millions of characters, quotes and brackets among them', () => {
    const body = `{"a":"${'\\"[{x'.repeat(2_000_000)}"}`;
    const found = requests(`POST accounts\n\n${body}\n\naccounts`).map((one) => one.body === body);
    expect(found).toEqual([true, false]);
  });

  it('does not let an unfinished body swallow the next request', () => {
    expect(short('POST accounts\n\n{ "name": \n\nGET contacts')).toEqual([
      ['POST accounts', '{ "name":'],
      ['GET contacts'],
    ]);
  });

  it('takes a batch whole, with the line ends that a batch has', () => {
    const batch = '--b\nContent-Type: application/http\n\nGET accounts\r\n\n# none of ours\r--b--';
    const text = `POST $batch\nContent-Type: multipart/mixed; boundary=b\n\n${batch}\n`;
    const sent = '--b\r\nContent-Type: application/http\r\n\r\nGET accounts\r\n\r\n# none of ours\r\n--b--';
    expect(short(text)).toEqual([['POST $batch', 'Content-Type: multipart/mixed; boundary=b', sent]]);
    const [request] = requests(text);
    for (const word of ['--b', 'Content-Type: application', 'GET', '# none', '--b--']) {
      expect(request?.source.body?.toDocument(sent.indexOf(word))).toBe(
        text.indexOf(word, text.indexOf('--b')),
      );
    }
  });

  it('keeps CRLF as written', () => {
    expect(requests('POST accounts\r\n\r\n{\r\n"a":1\r\n}\r\n')[0]?.body).toBe('{\r\n"a":1\r\n}');
  });

  it('belongs to no GET', () => {
    const file = parseQueryFile('GET accounts\n\n{ "name": 1 }\n\ncontacts');
    expect(file.blocks.map(({ target }) => target)).toEqual(['accounts', 'contacts']);
    expect(file.problems).toMatchObject([{ code: 'body-without-method', start: 14, end: 27 }]);
  });

  it('says that it cannot come from a file', () => {
    const file = parseQueryFile('### a\nPOST accounts\n\n< ./body.json');
    expect(file.problems.map(({ code }) => code)).toEqual(['body-from-file']);
  });
});

describe('answers that were kept', () => {
  it('are gone over, up to the next request', () => {
    const answer = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "value": [\n\n{ "a": 1 } ] }';
    expect(
      short(`GET accounts\nPrefer: x\n\n${answer}\n\ncontacts\n\nHTTP/1.1 204 No Content\nA: b\n\nleads`),
    ).toEqual([['GET accounts', 'Prefer: x'], ['GET contacts'], ['GET leads']]);
    expect(short(`### a\nGET accounts\n\n${answer}\n\n### b\n${answer}\n\n### c\nGET leads`)).toEqual([
      ['GET accounts'],
      ['GET leads'],
    ]);
    expect(parseQueryFile(`accounts\n\n${answer}`).problems).toEqual([]);
  });
});

describe('names and environments', () => {
  it('takes the title, else the id', () => {
    const file = parseQueryFile(
      '### Title\n# @name first\naccounts\n\n###\n// @name second\ncontacts\n\n###\nleads',
    );
    expect(file.blocks.map(({ name, id }) => [name?.name, id?.name])).toEqual([
      ['Title', 'first'],
      ['second', 'second'],
      [undefined, undefined],
    ]);
  });

  it('binds a block or the file', () => {
    const file = parseQueryFile('# @env dev\n\naccounts\n\n# @env prod\ncontacts\n\nleads');
    expect(file.env?.name).toBe('dev');
    expect(file.blocks.map(({ env }) => env?.name)).toEqual(['dev', 'prod', 'dev']);
  });

  it.each([
    ['# @env dev\n\naccounts', 'dev'],
    ['# @env dev\n@limit = 1\n### First\n# @env prod\naccounts', 'dev'],
    ['\ufeff// @env dev\r\n\r\n  ### First\r\naccounts', 'dev'],
    ['### First\n# @env prod\naccounts', undefined],
    ['accounts\n\n# @env prod\ncontacts', undefined],
    ['', undefined],
  ])('finds the environment of %j without reading it all', (text, name) => {
    expect(fileEnvironment(text)?.name).toBe(name);
    expect(parseQueryFile(text).env?.name).toBe(name);
  });

  it('says that a directive is empty', () => {
    expect(parseQueryFile('# @env\naccounts').problems).toMatchObject([
      { code: 'bad-directive', start: 2, end: 6 },
    ]);
  });

  it('leaves directives of other tools alone', () => {
    expect(parseQueryFile('# @note\n# @prompt x\n# @no-log\naccounts').problems).toEqual([]);
  });
});

describe('a body without a blank line above it', () => {
  const head = 'POST accounts\nContent-Type: application/json  \n';

  it.each([
    ['paragraphs', `${head}{  \n  "name": "a"\n}\n\nGET contacts`],
    ['blocks', `###\n${head}{  \n  "name": "a"\n}\n\n###\nGET contacts`],
  ])('is read in a file of %s', (_, text) => {
    expect(parseQueryFile(text).problems).toEqual([]);
    expect(short(text)).toEqual([
      ['POST accounts', 'Content-Type: application/json', '{  \n  "name": "a"\n}'],
      ['GET contacts'],
    ]);
  });

  it('is read right under the address', () => {
    expect(short('POST WinOpportunity\n{"Status":1}')).toEqual([['POST WinOpportunity', '{"Status":1}']]);
    expect(short('POST a(b=@c)?@c=\n{"d":1}\n\n{}')).toEqual([['POST a(b=@c)?@c= {"d":1}', '{}']]);
  });

  it.each(['GET accounts\nPrefer: x\n{ "a": 1 }', 'POST accounts\nPrefer: x\n{{a}}'])(
    'is none in %j',
    (text) => {
      expect(parseQueryFile(text).problems).toMatchObject([{ code: 'bad-header' }]);
    },
  );
});

describe('what cannot be sent', () => {
  it.each([
    ['GET', 'missing-target'],
    ['?$top=1', 'missing-target'],
    ['FETCH accounts', 'unknown-method'],
    ['accounts\nPrefer: x\nwhat is this', 'bad-header'],
    ['@ = 1\naccounts', 'bad-variable-name'],
    ['@a b = 1\naccounts', 'bad-variable-name'],
  ])('%j: %s', (text, code) => {
    const { problems } = parseQueryFile(text);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(/\.$/);
    expect(problems[0]?.remedy).toMatch(/\.$/);
  });

  it('reads requests of any length', () => {
    const file = parseQueryFile(`accounts?$filter=a eq 1\n${"  or name eq 'x'\n".repeat(50_000)}`);
    expect(file.blocks[0]?.target).toHaveLength(23 + 50_000 * 15);
  });

  it('survives garbage', () => {
    const garbage = Array.from({ length: 4000 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('');
    const file = parseQueryFile(garbage);
    expect(file.text).toBe(garbage);
    for (const block of file.blocks) resolveBlock(file, block, context);
  });
});
