import { describe, expect, it } from 'vitest';
import { complete, snippetText } from '../../../../src/core/language/completion';
import { LanguageDocument } from '../../../../src/core/language/document';
import { accepted, known, labels, offered, type AcceptCase } from '../support/completionCases';

const post = 'POST accounts\n\n';
const guid = '00000000-0000-0000-0000-000000000000';

const cases: readonly AcceptCase[] = [
  ['{ | }', 'name', '{ "name": "|" }'],
  ['{ "|" }', 'name', '{ "name": "|" }'],
  ['{ "re|x": 1 }', 'revenue', '{ "revenue"|: 1 }'],
  ['{ "n| }', 'name', '{ "name": "|" }'],
  ['{ |"revenue": 1 }', 'name', '{ "name": "|","revenue": 1 }'],
  [
    '{ "name": "a", | }',
    'primarycontactid@odata.bind',
    `{ "name": "a", "primarycontactid@odata.bind": "/contacts(|${guid})" }`,
  ],
  ['{ "statecode": | }', 'Inactive', '{ "statecode": 1| }'],
  ['{ "statecode": "|" }', 'Inactive', '{ "statecode": 1| }'],
  ['{ "creditonhold": | }', 'Yes', '{ "creditonhold": true| }'],
  ['{ "createdon": 1, "name": | }', '"…"', '{ "createdon": 1, "name": "|" }'],
  [
    '{ "primarycontactid@odata.bind": | }',
    '/contacts(…)',
    `{ "primarycontactid@odata.bind": "/contacts(|${guid})" }`,
  ],
  [
    '{ "primarycontactid@odata.bind": "/con|" }',
    '/contacts(…)',
    `{ "primarycontactid@odata.bind": "/contacts(|${guid})" }`,
  ],
  ['{ "primarycontactid": { | } }', 'fullname', '{ "primarycontactid": { "fullname": "|" } }'],
  [
    '{ "contact_customer_accounts": [ { "fullname": "a" }, { | } ] }',
    'lastname',
    '{ "contact_customer_accounts": [ { "fullname": "a" }, { "lastname": "|" } ] }',
  ],
];

const batch =
  'POST $batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/http\n\n';

describe('types of rows', () => {
  it.each([
    [
      'POST accounts\n\n{ "@odata.type": | }',
      'account',
      '{ "@odata.type": "Microsoft.Dynamics.CRM.account"| }',
    ],
    [
      'POST activitypointers\n\n{ "@odata.type": "ta|" }',
      'task',
      '{ "@odata.type": "Microsoft.Dynamics.CRM.task"| }',
    ],
  ])('%s', (marked, label, after) => {
    expect(accepted(marked, label)).toBe(marked.replace(/\{.*/, after));
  });
});

describe('parts of a batch', () => {
  it.each([
    ['GET accounts?$select=re|na HTTP/1.1', 'revenue', 'GET accounts?$select=revenue| HTTP/1.1'],
    [
      'GET accounts?$expand=primarycontactid($sel|',
      '$select',
      'GET accounts?$expand=primarycontactid($select=|',
    ],
    [
      'POST accounts HTTP/1.1\n\n{ "statecode": | }',
      'Inactive',
      'POST accounts HTTP/1.1\n\n{ "statecode": 1| }',
    ],
  ])('%s', (marked, label, after) => {
    for (const end of ['\n', '\r\n']) {
      const whole = (text: string): string => `${batch}${text}\n--b--`.replaceAll('\n', end);
      expect(accepted(whole(marked), label)).toBe(whole(after));
    }
  });

  it('are requests, and what holds them together is not', () => {
    expect(labels(`${batch}|`)).toEqual(expect.arrayContaining(['GET', 'POST', 'accounts']));
    expect(labels(batch.replace('http\n', '|\n'))).not.toContain('GET');
  });

  it('begin with headers of their own', () => {
    const part = 'POST $batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\n';
    expect(labels(`${part}|\n\nGET accounts`)[0]).toBe('Content-Type: application/http');
    expect(
      accepted(`${part}Content-Type: application/http\nCont|\n\n`, 'Content-Transfer-Encoding: binary'),
    ).toBe(`${part}Content-Type: application/http\nContent-Transfer-Encoding: binary|\n\n`);
    expect(labels(`${part}Content-Type: application/http\n|\n\n`)).not.toContain(
      'Content-Type: application/http',
    );
    // Behind the end there is no part.
    expect(labels(`${part}\nGET accounts\n--b--\n|`)).not.toContain('Content-ID: 1');
  });

  it('go on behind the last blank of the file', () => {
    const part = 'POST $batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\n';
    for (const end of ['\n', '\r\n']) {
      const at = (text: string): string[] => labels(`${part}${text}|`.replaceAll('\n', end));
      expect(at('')[0]).toBe('Content-Type: application/http');
      expect(at('')).not.toContain('GET');
      expect(at('Content-Type: ')).toContain('Content-Type: application/http');
      expect(at('Content-Type: application/http\n\nGET accounts?$filter=statecode eq ')).toContain('Active');
      expect(at('Content-Type: application/http\n\nGET accounts\n')).toContain('Accept');
    }
    expect(labels(`${part}|\n\n###\nGET accounts`)[0]).toBe('Content-Type: application/http');
    expect(labels(`${part}\n###\n|`)).toContain('GET');
  });

  it('are read anew where a blank was typed behind them', () => {
    const text = `${batch}GET accounts?$filter=statecode eq`;
    const before = LanguageDocument.read(text);
    expect(complete(before, text.length, known)).not.toEqual([]);
    const after = LanguageDocument.read(`${text} `, before);
    expect(complete(after, text.length + 1, known).map(({ label }) => label)).toContain('Active');
  });

  it('know the variables of the file, wherever those stand', () => {
    const filler = `# ${'a'.repeat(60)}\n`;
    for (let length = 0; length < 60; length += 10) {
      const text = `${filler.slice(0, length)}${length === 0 ? '' : '\n'}@first = 1234567890\n\n${batch}GET accounts?$top={{|}}\n\n--b--`;
      expect(labels(text)).toContain('first');
    }
  });

  it('come in a frame that the header names', () => {
    const head = 'POST $batch\nContent-Type: ';
    expect(labels(`${head}|`)).toEqual(['multipart/mixed; boundary=batch']);
    expect(labels('POST accounts\nContent-Type: |')).not.toContain('multipart/mixed; boundary=batch');
    expect(accepted(`${head}multipart/mixed; boundary="x1"\n\n|`, '--x1')).toBe(
      `${head}multipart/mixed; boundary="x1"\n\n--x1\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\nGET |\n\n--x1--`,
    );
    const variable = `${head}multipart/mixed; boundary=batch_{{id}}\n\n`;
    expect(accepted(`${variable}|`, '--batch_{{id}}')).toContain('\n--batch_{{id}}\nContent-Type:');
    const { insertText } = offered(`${variable.replace('{{id}}', '{{$guid}}')}|`)[0] ?? {};
    expect(insertText).toContain(String.raw`--batch_{{\$guid\}\}`);
    expect(snippetText(insertText ?? '')).toMatch(/^--batch_\{\{\$guid\}\}\n[^]*\n--batch_\{\{\$guid\}\}--$/);
  });
});

describe('the address of a row in the body of a link', () => {
  it.each([
    ['PUT accounts(1)/primarycontactid/$ref', 'https://contoso.crm.dynamics.com/api/data/v9.2'],
    [
      'POST https://a.crm4.dynamics.com/api/data/v9.1/accounts(1)/contact_customer_accounts/$ref',
      'https://a.crm4.dynamics.com/api/data/v9.1',
    ],
  ])('%s', (request, service) => {
    const head = `${request}\nContent-Type: application/json\n\n{ "@odata.id": `;
    expect(accepted(`${head}"|" }`, '/contacts(…)')).toBe(
      `${head}"${service}/contacts(|00000000-0000-0000-0000-000000000000)" }`,
    );
  });
});

describe('the address of a row, where the request names its service by a variable', () => {
  it.each(['', '@base = https://a.crm4.dynamics.com\n'])('%s', (definition) => {
    const request = 'PUT {{base}}/api/data/v9.2/accounts(1)/primarycontactid/$ref\n\n{ "@odata.id": ';
    expect(accepted(`${definition}\n${request}"|" }`, '/contacts(…)')).toBe(
      `${definition}\n${request}"{{base}}/api/data/v9.2/contacts(|00000000-0000-0000-0000-000000000000)" }`,
    );
  });
});

describe('an address that no quote closes yet', () => {
  it('is offered while it is typed', () => {
    expect(accepted(`${post}{ "primarycontactid@odata.bind": "/con|\n}`, '/contacts(…)')).toBe(
      `${post}{ "primarycontactid@odata.bind": "/contacts(|00000000-0000-0000-0000-000000000000)"\n}`,
    );
  });
});

describe('an address with its service that no quote closes yet', () => {
  it.each(['https://a.crm4.dynamics.com', '{{base}}'])('%s', (host) => {
    const request = `PUT ${host}/api/data/v9.2/accounts(1)/primarycontactid/$ref\n\n{"@odata.id":`;
    const whole = `${request}"${host}/api/data/v9.2/contacts(|00000000-0000-0000-0000-000000000000)"`;
    expect(accepted(`${request}"${host}|`, '/contacts(…)')).toBe(whole);
    expect(accepted(`${request}"${host}/api/da|\n}`, '/contacts(…)')).toBe(`${whole}\n}`);
  });
});

describe('bodies of writes', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(post + marked, label)).toBe(post + after);
  });

  it('offers members that are not there yet, and none that only the server writes', () => {
    const found = labels(`${post}{ "name": "a", |, "revenue": 1 }`);
    expect(found).toEqual(
      expect.arrayContaining(['statecode', 'primarycontactid@odata.bind', 'Account_Tasks']),
    );
    for (const no of ['name', 'revenue', 'createdon', 'versionnumber', '_primarycontactid_value']) {
      expect(found).not.toContain(no);
    }
    expect(labels(`${post}{ "primarycontactid@odata.bind": "", | }`)).not.toContain(
      'primarycontactid@odata.bind',
    );
  });

  it('offers the parameters of an action', () => {
    expect(labels('POST WinOpportunity\n\n{ "Status": 1, | }')).toEqual(['OpportunityClose', 'Note']);
    expect(labels('POST accounts(1)/Microsoft.Dynamics.CRM.AddToQueue\n\n{ | }')).toEqual(['Target']);
  });

  it('goes by @odata.type where a parameter may be any row', () => {
    const text =
      'POST WinOpportunity\n\n{ "OpportunityClose": { "@odata.type": "Microsoft.Dynamics.CRM.opportunityclose", | } }';
    expect(labels(text)).toEqual(expect.arrayContaining(['actualrevenue', 'subject']));
  });

  it('offers the address of a row for a relationship, and the value of a single column', () => {
    expect(accepted('POST accounts(1)/Account_Tasks/$ref\n\n{ | }', '@odata.id')).toContain(
      '"@odata.id": "|"',
    );
    expect(accepted('PUT accounts(1)/revenue\n\n{ | }', 'value')).toBe(
      'PUT accounts(1)/revenue\n\n{ "value": | }',
    );
  });

  it('offers the rows that take the place of all those of a relationship', () => {
    const put = 'PUT accounts(1)/Account_Tasks\n\n';
    expect(accepted(`${put}{ | }`, 'value')).toBe(`${put}{ "value": [|] }`);
    expect(labels(`${put}{ "value": [ { | } ] }`)).toContain('subject');
    expect(labels('PUT accounts(1)/statecode\n\n{ "value": | }').slice(0, 2)).toEqual(['Active', 'Inactive']);
  });

  it('offers nothing inside texts, behind values and without a schema', () => {
    expect(labels(`${post}{ "name" |`)).toEqual([]);
    expect(labels(`${post}{ "name": "a" |`)).toEqual([]);
    expect(labels(`${post}{ | }`, {})).toEqual([]);
  });
});
