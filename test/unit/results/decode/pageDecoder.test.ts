import { describe, expect, it } from 'vitest';

import { Loaded, plain, problemWith } from './support';

const fv = '@OData.Community.Display.V1.FormattedValue';
const kinds = (page: string): Record<string, string> => new Loaded(page).kinds;
const crm = '@Microsoft.Dynamics.CRM.';

describe('rows of a page', () => {
  it('become columns in order of first appearance, late ones behind, absent told from null and empty', () => {
    const store = new Loaded(
      '{"value":[{"a":1,"b":null},{"b":"","c":"x"}]}',
      '{"@odata.context":"c","value":[{"d":true,"a":2}]}',
    );
    expect(store.names).toEqual(['a', 'b', 'c', 'd']);
    expect(store.rows).toBe(3);
    expect(store.cell(0, 0)).toEqual(plain('1', 'number'));
    expect(store.cell(0, 1)).toEqual({ state: 'null' });
    expect(store.cell(1, 0)).toEqual({ state: 'absent' });
    expect(store.cell(1, 1)).toEqual(plain(''));
    expect(store.cell(2, 2)).toEqual({ state: 'absent' });
    expect(store.cell(2, 3)).toEqual(plain('true', 'boolean'));
    expect(store.cell(3, 0)).toEqual({ state: 'absent' });
  });

  it('fold annotations into their column, whichever comes first', () => {
    const before = `{"_o_value${fv}":"Ana","_o_value${crm}associatednavigationproperty":"ownerid","_o_value${crm}lookuplogicalname":"team","_o_value":"5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c"}`;
    const after = `{"_o_value":"5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c","_o_value${crm}lookuplogicalname":"systemuser","_o_value${fv}":"Luc"}`;
    const store = new Loaded(`{"value":[${before},${after},${before}]}`);
    expect(store.schema.columns).toEqual([{ name: '_o_value', kind: 'lookup' }]);
    expect(store.cell(0, 0)).toMatchObject({
      formatted: 'Ana',
      target: { logicalName: 'team', navigationProperty: 'ownerid' },
    });
    expect(store.cell(1, 0)).toMatchObject({
      formatted: 'Luc',
      target: { logicalName: 'systemuser', navigationProperty: '' },
    });
    expect(store.cell(2, 0)).toEqual(store.cell(0, 0));
  });

  it('keep the formatted value of one row from the next', () => {
    const store = new Loaded(`{"value":[{"a${fv}":"One","a":1},{"a":1},{"a${fv}":"lost"},{"a":2}]}`);
    expect(store.cell(0, 0)).toMatchObject({ formatted: 'One' });
    expect(store.cell(1, 0)).toEqual(plain('1', 'number'));
    expect(store.cell(2, 0)).toEqual({ state: 'absent' });
    expect(store.cell(3, 0)).toEqual(plain('2', 'number'));
  });

  it('lose no digit of a number', () => {
    const store = new Loaded(
      '{"value":[{"n":12345678901234567890},{"n":0.10},{"n":-1.5e+300},{"n":100.0000}]}',
    );
    expect([0, 1, 2, 3].map((row) => store.cell(row, 0))).toEqual(
      ['12345678901234567890', '0.10', '-1.5e+300', '100.0000'].map((raw) => plain(raw, 'number')),
    );
  });

  it('keep strings to the last code unit', () => {
    const texts = [
      '',
      'a"b\\c/\n\t',
      '\ud800',
      '🏔️ 東京 \u0000',
      'x'.repeat(100_000),
      'ÿ',
      '\u0100',
      '{"a":1}',
    ];
    const store = new Loaded(JSON.stringify({ value: texts.map((t) => ({ t })) }));
    texts.forEach((text, row) => expect(store.cell(row, 0)).toEqual(plain(text)));
  });

  it('keep collections as the JSON that was sent', () => {
    const store = new Loaded('{"value":[{"o":{"a":[1,{"b":"}]\\""}]},"l":[ ],"n":{"x":1.0},"e":{}}]}');
    expect(store.names).toEqual(['o/a', 'l', 'n/x', 'e']);
    expect(store.cell(0, 0)).toEqual(plain('[1,{"b":"}]\\""}]', 'json'));
    expect(store.cell(0, 1)).toEqual(plain('[ ]', 'json'));
    expect(store.cell(0, 2)).toEqual(plain('1.0', 'number'));
    expect(store.cell(0, 3)).toEqual(plain('{}', 'json'));
  });

  it('read escaped, repeated and odd keys', () => {
    const store = new Loaded('{"value":[{"\\u0061b":1,"":2,"x\\"y":3},{"\\u0061b":4},{"ab":5,"ab":6}]}');
    expect(store.names).toEqual(['ab', '', 'x"y']);
    expect([0, 1, 2].map((row) => store.cell(row, 0))).toEqual(
      ['1', '4', '6'].map((raw) => plain(raw, 'number')),
    );
  });

  it('take white space, a byte order mark and empty rows', () => {
    const store = new Loaded(
      '\ufeff { "value" : [ { "a" : 1 } , { } , {"a" :null} ] , "@odata.nextLink" : "n" } ',
    );
    expect(store.rows).toBe(3);
    expect(store.cell(1, 0)).toEqual({ state: 'absent' });
    expect(store.cell(2, 0)).toEqual({ state: 'null' });
  });

  it('are exact over many chunks and pages', () => {
    const page = (first: number): string =>
      JSON.stringify({
        value: Array.from({ length: 5000 }, (_, i) => ({
          id: first + i,
          even: (first + i) % 2 ? undefined : 'y',
        })),
      });
    const store = new Loaded(page(0), page(5000), page(10_000));
    expect(store.rows).toBe(15_000);
    for (let row = 0; row < 15_000; row += 7) {
      expect(store.cell(row, 0)).toEqual(plain(String(row), 'number'));
      expect(store.cell(row, 1)).toEqual(row % 2 ? { state: 'absent' } : plain('y'));
    }
  });

  it('of plain values become one column, ids of a /$ref answer too', () => {
    expect(new Loaded('{"value":["a","b"]}').cell(1, 0)).toEqual(plain('b'));
    const store = new Loaded('{"value":[{"@odata.id":"https://h/accounts(1)"}]}');
    expect(store.names).toEqual(['@odata.id']);
    expect(store.cell(0, 0)).toEqual(plain('https://h/accounts(1)'));
  });
});

describe('the shape of an answer', () => {
  it('is told from its body', () => {
    const face = (body: string): unknown => new Loaded(body).faces[0];
    expect(face('{"@odata.context":"c","value":[]}')).toEqual({ face: 'rows' });
    expect(face('{"@odata.context":"c","@odata.etag":"e","name":"x"}')).toEqual({ face: 'record' });
    expect(face('{"@odata.context":"c","value":42}')).toEqual({ face: 'value', text: '42' });
    expect(face('{"@odata.context":"c","value":"a\\nb"}')).toEqual({ face: 'value', text: 'a\nb' });
    expect(face('{"environmentvariablevalueid":"1","value":"x"}')).toEqual({ face: 'record' });
    expect(face('12')).toEqual({ face: 'value', text: '12' });
  });

  it('makes a single record one row, with its annotations folded in', () => {
    const store = new Loaded(
      `{"@odata.context":"c","@odata.etag":"e","s${fv}":"Active","s":0,"list":[{"a":1}]}`,
    );
    expect(store.rows).toBe(1);
    expect(store.names).toEqual(['s', 'list']);
  });

  it('gives the totals, wherever they stand', () => {
    const totals = (body: string): unknown => new Loaded(body).totals;
    expect(totals('{"@odata.count":12,"value":[]}')).toEqual({ count: 12, countLimitExceeded: false });
    expect(
      totals(`{"@odata.count":5000,"${crm}totalrecordcountlimitexceeded":true,"value":[{"a":1}]}`),
    ).toEqual({
      count: 5000,
      countLimitExceeded: true,
    });
    expect(totals('{"value":[{"a":1}],"@odata.count":3}')).toEqual({ count: 3, countLimitExceeded: false });
    expect(totals(`{"${crm}totalrecordcount":-1,"value":[]}`)).toEqual({ countLimitExceeded: false });
  });
});

describe('an answer that is none', () => {
  it.each([
    '--batch_1\r\nContent-Type: application/http\r\n',
    '12 13',
    '1x',
    '{"value":1x}',
    '{"value":1}2',
    '"a" b',
  ])('%j is refused', (body) => {
    expect(problemWith(body)?.kind).toBe('malformed-answer');
  });

  it('keeps its rows and says what the server says where that broke off behind them', () => {
    const loaded = new Loaded();
    const body = '{"value":[{"a":1},{"a":2}],"error":{"code":"0x80040216","message":"Out of time."}}';
    expect(() => loaded.add(body)).toThrow('The server broke off in the middle of its answer.');
    expect(loaded.rows).toBe(2);
    expect(problemWith(body)).toMatchObject({
      kind: 'service-failed',
      cause: 'Out of time.',
      code: '0x80040216',
    });
    loaded.add('{"value":[{"a":3}],"error":null}');
    expect(loaded.rows).toBe(3);
  });
});

describe('the kind of a column', () => {
  it('is inferred from values and annotations', () => {
    const row = {
      name: 'Nordhavn',
      [`statecode${fv}`]: 'Active',
      statecode: 0,
      [`employees${fv}`]: '1,200',
      employees: 1200,
      [`revenue${fv}`]: '€1.000,00',
      revenue: 1000.5,
      [`price${fv}`]: 'USD 1,000.50',
      price: 1000.5,
      [`level${fv}`]: '1 - Low',
      level: 1,
      [`multi${fv}`]: 'A; B',
      multi: '1,2',
      modifiedon: '2026-11-21T04:25:00Z',
      birthdate: '1980-02-03',
      [`flag${fv}`]: 'Yes',
      flag: true,
      accountid: '5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c',
      _parent_value: '5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c',
      contact: { fullname: 'x' },
      contacts: [{ fullname: 'x' }],
      states: [1, 2],
      entityimage: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf',
      nothing: null,
    };
    expect(kinds(JSON.stringify({ value: [row] }))).toEqual({
      name: 'text',
      statecode: 'choice',
      employees: 'number',
      revenue: 'money',
      price: 'money',
      level: 'choice',
      multi: 'choice',
      modifiedon: 'date',
      birthdate: 'date',
      flag: 'boolean',
      accountid: 'guid',
      _parent_value: 'lookup',
      'contact/fullname': 'text',
      contacts: 'rows',
      states: 'json',
      entityimage: 'image',
      nothing: 'text',
    });
  });

  it('gives way when later rows hold something else', () => {
    expect(kinds('{"value":[{"a":1},{"a":"x"}]}')).toEqual({ a: 'text' });
    expect(kinds('{"value":[{"a":null},{"a":1}]}')).toEqual({ a: 'number' });
    expect(kinds('{"value":[{"a":"2026-01-01"},{"a":"soon"}]}')).toEqual({ a: 'text' });
  });
});

describe('a broken body', () => {
  it.each([
    ['', 'ends in the middle'],
    ['{', 'ends in the middle'],
    ['{"value":[', 'ends in the middle'],
    ['{"value":[{"a":1}', 'ends in the middle'],
    ['{"value":[{"a":"x', 'ends in the middle'],
    ['{"value":[{"a":1}]', 'ends in the middle'],
    ['{"value":[{"a":tru}]}', 'not valid JSON'],
    ['{"value":[{"a":01}]}', 'not valid JSON'],
    ['{"value":[{"a" 1}]}', 'not valid JSON'],
    ['{"value":[{a:1}]}', 'not valid JSON'],
    ['{"value":[{"a":"\\x"}]}', 'not valid JSON'],
    ['{"value":[{"a":[1}]}', 'not valid JSON'],
    ['<html>', 'not valid JSON'],
    ['{"a":1} trailing', 'not valid JSON'],
  ])('%j is refused in words', (body, words) => {
    expect(problemWith(body)).toMatchObject({
      kind: 'malformed-answer',
      title: expect.stringContaining(words) as string,
    });
  });
});
