import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../../src/core/language/diagnostics';
import { LanguageDocument } from '../../../../src/core/language/document';
import { crmSchema } from '../support/crmSchema';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

const head = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary', ''];

/** A batch of parts, each the lines behind its boundary. */
function batch(parts: readonly (readonly string[])[], type = 'multipart/mixed; boundary=b'): string {
  const lines = parts.flatMap((part) => ['--b', ...part, '']);
  return ['POST $batch', `Content-Type: ${type}`, '', ...lines, '--b--'].join('\n');
}

function requests(...urls: readonly string[]): string {
  return batch(urls.map((url) => [...head, `GET ${url} HTTP/1.1`]));
}

describe('a batch', () => {
  it('holds 1,000 requests', () => {
    const urls = Array.from({ length: 1001 }, (_, at) => `/api/data/v9.2/tasks(${at})?$select=subject`);
    const text = requests(...urls);
    const found = diagnose(text, {}).filter(({ code }) => code.startsWith('batch'));
    expect(found.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['batch-too-many-parts', 'GET /api/data/v9.2/tasks(1000)?$select=subject HTTP/1.1'],
    ]);
    expect(diagnose(requests(...urls.slice(1)), {}).filter(({ code }) => code.startsWith('batch'))).toEqual(
      [],
    );
  });

  it('is not held together by chance', () => {
    const text = requests('/accounts?$select=name').replaceAll(/(?<=boundary=|--)b/g, 'b_{{$guid}}');
    const found = diagnose(text);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['batch-boundary', 'warning']]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['boundary=b_{{$guid}}']);
    const named = `@boundary = b_{{$guid}}\n\n${text.replaceAll('b_{{$guid}}', '{{boundary}}')}`;
    expect(diagnose(named)).toEqual([]);
  });

  it('holds URLs of 65,536 characters', () => {
    const long = `/accounts?$select=name&a=${'a'.repeat(65_536 - 25)}`;
    expect(diagnose(requests(long))).toEqual([]);
    expect(diagnose(requests(`${long}b`)).map(({ code }) => code)).toEqual(['url-too-long']);
  });

  it('may refer to what its other parts make', () => {
    const set = [
      'Content-Type: multipart/mixed;boundary=set',
      '',
      ...['--set', ...head, 'POST /api/data/v9.2/accounts HTTP/1.1', 'Content-Type: application/json', ''],
      ...['{ "name": "a" }', '--set', ...head, 'PUT $1/name HTTP/1.1', ''],
      ...['{ "value": "b" }', '--set', ...head, 'POST /$1/Account_Tasks/$ref HTTP/1.1', ''],
      ...['{ "@odata.id": "$2" }', '--set--'],
    ];
    const text = batch([set, [...head, 'GET accounts?$select=name HTTP/1.1']]);
    expect(diagnose(text)).toEqual([]);
    expect(diagnose(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  it('takes the variables of its file', () => {
    const text = `@set = accounts\n@b = b\n\n${requests('{{set}}?$select=nmae&$top={{unknown}}').replace('boundary=b', 'boundary={{b}}')}`;
    expect(diagnose(text).map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['unknown-column', 'nmae'],
      ['undefined-variable', '{{unknown}}'],
    ]);
  });

  it('is read part by part while it is typed in', () => {
    const text = (name: string, set = 'accounts'): string =>
      `@set = ${set}\n\n${requests('accounts?$select=nme', `{{set}}?$select=${name}`, 'tasks?$select=sbject')}`;
    const told = (whole: string): string[] =>
      diagnose(whole)
        .filter(({ code }) => code === 'unknown-column')
        .map(({ start, end }) => whole.slice(start, end));
    expect(told(text('subject'))).toEqual(['nme', 'subject', 'sbject']);
    expect(told(text('name'))).toEqual(['nme', 'sbject']);
    expect(told(text('name', 'tasks'))).toEqual(['nme', 'name', 'sbject']);
    expect(told(`${text('name')}\n\n${text('subject')}`.replaceAll('\n\n@', '\n\n### b\n@'))).toEqual([
      'nme',
      'sbject',
      ...['nme', 'subject', 'sbject'],
    ]);
    expect(told(text('subject'))).toEqual(['nme', 'subject', 'sbject']);
  });

  it('is read anew where a variable of its file has become another', () => {
    const text = (set: string): string => `@set = ${set}\n\n${requests('{{set}}?$select=subject')}`;
    let document = LanguageDocument.read(text('accounts'));
    const told = (): string[] =>
      diagnosticsOf(document, { schema: crmSchema() }).flatMap(({ code }) =>
        code === 'unknown-column' ? code : [],
      );
    expect(told()).toEqual(['unknown-column']);
    document = LanguageDocument.read(text('tasks'), document);
    expect(told()).toEqual([]);
    document = LanguageDocument.read(text('accounts'), document);
    expect(told()).toEqual(['unknown-column']);
  });

  it('knows such a row behind the address of the environment', () => {
    const service = '/api/data/v9.2';
    for (const root of [service, `https://x.crm.dynamics.com${service}`]) {
      const request = `POST ${root}/$1/contact_customer_accounts/$ref HTTP/1.1`;
      expect(diagnose(batch([[...head, request, '', '{ "@odata.id": "$2" }']]))).toEqual([]);
    }
  });

  it('has one request a part: what is below it is its body', () => {
    const post = ['POST accounts HTTP/1.1', 'Content-Type: application/json', ''];
    const note = ['{', '"name": "Todo:', 'GET the report from Ann', '"}'];
    const set = [
      'Content-Type: multipart/mixed;boundary=set',
      '',
      '--set',
      ...head,
      ...post,
      ...note,
      '--set--',
    ];
    const found = diagnose(batch([set])).map(({ code }) => code);
    expect(found.filter((code) => code.startsWith('batch'))).toEqual([]);
  });

  it('is over where it ends', () => {
    expect(diagnose(`${requests('accounts?$select=name')}\n\nGET accounts?$select=nmae HTTP/1.1\n`)).toEqual(
      [],
    );
  });

  it('may fold the headers of a part', () => {
    const get = 'GET accounts?$select=name HTTP/1.1';
    const set = ['Content-Type: multipart/mixed;', ' boundary=set', '', '--set', ...head, get, '--set--'];
    expect(diagnose(batch([set])).map(({ message }) => message)).toEqual([
      'A change set holds writes only. Put the GET behind its end.',
    ]);
  });

  it('does not look for a boundary that is not known', () => {
    const text = batch([[...head, 'GET accounts?$select=name HTTP/1.1']], 'multipart/mixed; boundary=x{{y}}');
    expect(diagnose(text).map(({ code }) => code)).toEqual(['undefined-variable']);
  });

  it('is checked as if it were new, whatever part was typed in', () => {
    const urls = ['accounts?$select=nmae', 'accounts(1)?$select=name', 'contacts?$select=x', 'tasks?$top=0'];
    const knowledge = { schema: crmSchema() };
    let document = LanguageDocument.read(requests(...urls));
    for (const [at, url] of urls.entries()) {
      for (const typed of ['', 'tasks?$select=sbject', `${url}&$filter=`, url]) {
        const text = requests(...urls.with(at, typed));
        document = LanguageDocument.read(text, document);
        const known = diagnosticsOf(document, knowledge);
        // With other knowledge everything is checked again, and then once more.
        diagnose(text, {});
        expect(known).toEqual(diagnose(text, knowledge));
      }
    }
  });

  it('is read again where only the text above it changed', () => {
    const text = requests('accounts?$select=nmae');
    const moved = diagnose(`// more\n\n${text}`);
    expect(moved.map(({ start }) => start)).toEqual([`// more\n\n${text}`.indexOf('nmae')]);
  });
});

const told = { severity: 'error', good: [] } as const;

diagnosticCases('what stands in a batch', [
  {
    ...told,
    code: 'unknown-column',
    bad: requests('accounts?$select=«nmae»'),
    fixed: requests('accounts?$select=name'),
  },
  {
    ...told,
    code: 'unknown-column',
    bad: batch([[...head, 'POST accounts HTTP/1.1', 'Content-Type: application/json', '', '{"«nmae»": 1}']]),
    fixed: batch([[...head, 'POST accounts HTTP/1.1', 'Content-Type: application/json', '', '{"name": 1}']]),
  },
  {
    ...told,
    code: 'broken-xml',
    bad: requests('accounts?fetchXml=%3Cfetch%3E«%3Centity%20name=%22account%22%3E»%3C/fetch%3E'),
  },
  {
    ...told,
    code: 'unknown-resource',
    bad: requests('accounts?fetchXml=<fetch><entity name="«acount»"/></fetch>'),
    fixed: requests('accounts?fetchXml=<fetch><entity name="account"/></fetch>'),
  },
  {
    ...told,
    code: 'unsupported-option',
    bad: requests('accounts?$select=name&«$skip»=5'),
    fixed: requests('accounts?$select=name'),
  },
]);

const get = 'GET tasks?$select=subject HTTP/1.1';

diagnosticCases('what holds a batch together', [
  {
    ...told,
    code: 'batch-boundary',
    bad: batch([[...head, get]], '«multipart/mixed»'),
    says: 'boundary=batch_1',
    good: [batch([[...head, get]], 'multipart/mixed; boundary="b"')],
  },
  { ...told, severity: 'warning', code: 'batch-boundary', bad: 'POST «$batch»\n\n--b--' },
  {
    ...told,
    code: 'batch-boundary',
    bad: batch([[...head, get]], 'multipart/mixed; boundary=c').replace('--b\n', '«--b»\n'),
    says: '--c.',
  },
  {
    ...told,
    code: 'batch-boundary',
    bad: batch([[...head, get]])
      .replace('--b\n', '«--b»\n')
      .replace('\n\n--b--', ''),
    says: 'Write --b--',
  },
  {
    ...told,
    code: 'batch-frame',
    bad: batch([[get]])
      .replace('--b\n', `--b\nContent-Type: application/http\n«`)
      .replace('1.1', '1.1»'),
    says: 'An empty line',
  },
  { ...told, code: 'batch-frame', bad: batch([['', get]]).replace('--b\n', '«--b»\n'), says: 'Content-Type' },
  {
    ...told,
    code: 'batch-frame',
    bad: batch([
      ['Content-Type: multipart/mixed; boundary=set', '', '--set', ...head, `«${get}»`, '--set--'],
    ]),
    says: 'writes only',
  },
  {
    ...told,
    code: 'wrong-method',
    bad: '«GET» $batch',
    fixed: 'POST $batch',
  },
]);
