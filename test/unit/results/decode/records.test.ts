import { describe, expect, it } from 'vitest';
import { Loaded, plain } from './support';

const fv = '@OData.Community.Display.V1.FormattedValue';
const crm = '@Microsoft.Dynamics.CRM.';

describe('records that were expanded', () => {
  it('become columns of their own, with the path that leads to them, at any depth', () => {
    const page = {
      value: [
        {
          name: 'A',
          primarycontactid: {
            '@odata.etag': 'x',
            [`statecode${fv}`]: 'Active',
            statecode: 0,
            fullname: 'Ana',
            [`_o_value${crm}lookuplogicalname`]: 'team',
            _o_value: '5d0c7a1e-3c41-ed11-9db0-000d3a4a1b2c',
            owninguser: { fullname: 'Luc' },
          },
          last: 1,
        },
        { name: 'B', primarycontactid: null, last: 2 },
        { name: 'C', primarycontactid: { fullname: null, late: true }, last: 3 },
      ],
    };
    const loaded = new Loaded(JSON.stringify(page));
    expect(loaded.names).toEqual([
      'name',
      'primarycontactid/statecode',
      'primarycontactid/fullname',
      'primarycontactid/_o_value',
      'primarycontactid/owninguser/fullname',
      'last',
      'primarycontactid',
      'primarycontactid/late',
    ]);
    expect(loaded.kinds['primarycontactid/statecode']).toBe('choice');
    expect(loaded.kinds['primarycontactid/_o_value']).toBe('lookup');
    expect(loaded.cell(0, 'primarycontactid/statecode')).toMatchObject({ raw: '0', formatted: 'Active' });
    expect(loaded.cell(0, 'primarycontactid/_o_value')).toMatchObject({ target: { logicalName: 'team' } });
    expect(loaded.cell(0, 'primarycontactid/owninguser/fullname')).toEqual(plain('Luc'));
    expect(loaded.cell(0, 'primarycontactid')).toEqual({ state: 'absent' });
    expect(loaded.cell(1, 'primarycontactid')).toEqual({ state: 'null' });
    expect(loaded.cell(1, 'primarycontactid/fullname')).toEqual({ state: 'absent' });
    expect(loaded.cell(2, 'primarycontactid/fullname')).toEqual({ state: 'null' });
    expect(loaded.cell(2, 'primarycontactid/late')).toEqual(plain('true', 'boolean'));
    expect([0, 1, 2].map((row) => loaded.cell(row, 'last'))).toEqual(
      ['1', '2', '3'].map((raw) => plain(raw, 'number')),
    );
  });

  it('tell records of one name apart by where they stand', () => {
    const loaded = new Loaded('{"value":[{"a":{"x":1},"b":{"x":2},"x":3}]}');
    expect(loaded.names).toEqual(['a/x', 'b/x', 'x']);
    expect(['a/x', 'b/x', 'x'].map((name) => loaded.cell(0, name))).toEqual(
      ['1', '2', '3'].map((raw) => plain(raw, 'number')),
    );
  });

  it('stay JSON where they lie too deep', () => {
    const json = (depth: number): string => (depth === 0 ? '1' : `{"a":${json(depth - 1)}}`);
    const loaded = new Loaded(`{"value":[${json(40)}]}`);
    expect(loaded.names).toEqual([Array.from({ length: 13 }, () => 'a').join('/')]);
    expect(loaded.cell(0, 0)).toEqual(plain(json(27), 'json'));
    expect(loaded.kinds[loaded.names[0] ?? '']).toBe('json');
  });

  it('make no column of a record without properties but that of the record', () => {
    const loaded = new Loaded('{"value":[{"a":{"@odata.etag":"x"}},{"a":{"b":1}},{"a":{}}]}');
    expect(loaded.names).toEqual(['a', 'a/b']);
    expect(loaded.cell(0, 'a')).toEqual(plain('{"@odata.etag":"x"}', 'json'));
    expect(loaded.cell(1, 'a')).toEqual({ state: 'absent' });
    expect(loaded.cell(2, 'a')).toEqual(plain('{}', 'json'));
  });
});

describe('collections that were expanded', () => {
  it('keep their JSON, and whether the server has more of them', () => {
    const loaded = new Loaded(
      '{"value":[{"tasks":[{"subject":"a"}],"tasks@odata.nextLink":"https://h/x"},{"tasks@odata.nextLink":"y","tasks":[]},{"tasks":[{"b":1}]}]}',
    );
    expect(loaded.kinds).toEqual({ tasks: 'rows' });
    expect(loaded.cell(0, 0)).toMatchObject({
      type: 'json',
      raw: '[{"subject":"a"}]',
      target: { logicalName: '', navigationProperty: '@odata.nextLink' },
    });
    expect(loaded.cell(1, 0)).toHaveProperty('target');
    expect(loaded.cell(2, 0)).toEqual(plain('[{"b":1}]', 'json'));
  });
});

describe('segments', () => {
  const many = (count: number, row: (i: number) => object): string =>
    JSON.stringify({ value: Array.from({ length: count }, (_, i) => row(i)) });
  const kindsOf = (loaded: Loaded, column: string): unknown[] =>
    (loaded.columns[loaded.names.indexOf(column)] ?? []).map((one) =>
      one?.encoding === 'packed' ? one.raw.kind : one?.encoding,
    );
  const hex = (i: number, digits: number): string => i.toString(16).padStart(digits, '0');

  it('hold few values coded, and many as what they are', () => {
    const loaded = new Loaded(
      many(1500, (i) => ({
        id: `${hex(i, 8)}-1111-4222-a333-${hex(i * 7, 12)}`,
        at: new Date(1e12 + i * 86_400_000).toISOString().replace('.000', ''),
        n: i * 1.25,
        [`n${fv}`]: `€${i}`,
        city: ['Oslo', 'Köln', 'Praha'][i % 3],
        name: `Name ${i} é`,
        digits: i + 0.5,
      })).replaceAll(/"digits":(\d+)\.5/g, '"digits":$1.50'),
    );
    expect(kindsOf(loaded, 'id').at(-1)).toBe('guid');
    expect(kindsOf(loaded, 'at').at(-1)).toBe('instant');
    expect(kindsOf(loaded, 'n').at(-1)).toBe('number');
    expect(kindsOf(loaded, 'city')).toEqual(kindsOf(loaded, 'city').map(() => 'coded'));
    expect(kindsOf(loaded, 'name').at(-1)).toBe('text');
    expect(kindsOf(loaded, 'digits').at(-1)).toBe('text');
    expect(loaded.kinds).toMatchObject({ id: 'guid', at: 'date', n: 'money', digits: 'number' });
    expect(loaded.cell(1400, 'id')).toEqual(plain(`${hex(1400, 8)}-1111-4222-a333-${hex(9800, 12)}`));
    expect(loaded.cell(1400, 'n')).toEqual({ ...plain('1750', 'number'), formatted: '€1400' });
    expect(loaded.cell(1400, 'name')).toEqual(plain('Name 1400 é'));
    expect(loaded.cell(1400, 'digits')).toEqual(plain('1400.50', 'number'));
  });

  it('keep texts of megabytes out of the dictionary', () => {
    const long = 'ж<b>'.repeat(1_000_000);
    const loaded = new Loaded(many(4, (i) => ({ a: 'x', t: i === 2 ? long : 'short' })));
    expect(loaded.cell(2, 't')).toEqual(plain(long));
    expect(loaded.cell(3, 't')).toEqual(plain('short'));
    expect(loaded.decoder.dictionary(1)?.size).toBe(0);
  });

  it('forget a page that could not be read', () => {
    const loaded = new Loaded('{"value":[{"a":1}]}');
    expect(() => loaded.add('{"value":[{"a":2},{"b":3},{"a"')).toThrow('ends in the middle');
    loaded.add('{"value":[{"a":4},{"b":"x"}]}');
    expect(loaded.rows).toBe(3);
    expect(loaded.cell(1, 'a')).toEqual(plain('4', 'number'));
    expect(loaded.cell(1, 'b')).toEqual({ state: 'absent' });
    expect(loaded.cell(2, 'b')).toEqual(plain('x'));
  });
});
