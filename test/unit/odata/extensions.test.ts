import { describe, expect, it } from 'vitest';
import {
  parseFilter,
  parseODataUrl,
  parseQueryOptions,
  type QueryOption,
  type SearchExpression,
} from '../../../src/core/odata';

// What OData 4.01 and its aggregation extension have, and Dataverse has not or hardly.

function only(text: string): QueryOption {
  const { options, errors } = parseQueryOptions(text, 'odata-4.01');
  expect(errors).toEqual([]);
  const [option] = options;
  if (!option || options.length > 1) throw new Error(`${text} is not one option.`);
  return option;
}

/** A search with every pair of brackets that its tree means. */
function shape(node: SearchExpression): string {
  switch (node.kind) {
    case 'search-term':
      return node.form === 'word' ? node.value : `${node.form}:${node.value}`;
    case 'search-not':
      return `{NOT ${shape(node.operand)}}`;
    case 'search-logical':
      return `{${node.operands.map(shape).join(` ${node.operator} `)}}`;
    case 'search-parenthesized':
      return `(${shape(node.search)})`;
    case 'missing':
      break;
  }
  return '<missing>';
}

describe('$search', () => {
  it.each([
    ['bike', 'bike'],
    ['big bike', '{big AND bike}'],
    ['a OR b AND c d', '{a OR {b AND c AND d}}'],
    ['NOT a b', '{{NOT a} AND b}'],
    ['(a OR b) NOT "big bike"', '{({a OR b}) AND {NOT phrase:big bike}}'],
    ['AND', 'AND'],
    ['NOT NOT', '{NOT NOT}'],
    ["it's", "it's"],
    ["'still t", 'incomplete:still t'],
    ["'O%27Neil'", "incomplete:O'Neil"],
    ["a '' b", '{a AND incomplete: AND b}'],
    ['', '<missing>'],
  ])('%s', (text, expected) => {
    const [option] = parseQueryOptions(`$search=${text}`).options;
    if (option?.kind !== 'search' || !option.search) throw new Error('There is no search.');
    expect(shape(option.search)).toBe(expected);
  });

  it('stops at the option behind it', () => {
    expect(only('$expand=a($search=b c;$top=1)')).toMatchObject({
      items: [
        {
          options: [
            { kind: 'search', value: { text: 'b c' } },
            { kind: 'top', number: 1 },
          ],
        },
      ],
    });
  });
});

describe('expressions of OData 4.01', () => {
  it.each([
    ['case(a:1,true:2)', { args: { items: [{ condition: { kind: 'path' }, value: { value: '1' } }, {}] } }],
    [
      'nav/$count($filter=a;$search=b)',
      { name: { name: '$count' }, options: [{ kind: 'filter' }, { kind: 'search' }] },
    ],
    ['nav/$filter(a eq 1)', { name: { name: '$filter' }, args: { items: [{ value: { kind: 'binary' } }] } }],
    ['nav/aggregate(a with sum)', { aggregates: [{ method: { name: 'sum' } }] }],
    ['f(a=1)(2)', { target: { kind: 'call' }, name: { name: '' }, args: { items: [{}] } }],
    ['@Core.Messages', { kind: 'alias-reference', name: '@Core.Messages' }],
    ['a/@Unit%23main', { segments: [{ name: 'a' }, { name: '@Unit#main' }] }],
    ['$root/People/a-1/name', { segments: [{ name: '$root' }, { name: 'People' }, { name: 'a-1' }, {}] }],
    ['[1,{"a":[b]} eq c]', { items: [{}, { kind: 'binary', left: { kind: 'json-object' } }] }],
    ['TRUE', { kind: 'literal', type: 'boolean', value: 'true' }],
  ])('%s', (text, expected) => {
    const { expression, errors } = parseFilter(text, 'odata-4.01');
    expect(errors).toEqual([]);
    expect(expression).toMatchObject(expected);
  });
});

describe('literals of OData 2 and 3', () => {
  it.each([
    ["guid'4dee45e3-fbad-eb11-8236-000d3ae8bdbd'", 'guid', 'guid', '4dee45e3-fbad-eb11-8236-000d3ae8bdbd'],
    ["datetime'2026-01-31'", 'datetime', 'dateTimeOffset', '2026-01-31'],
    ["datetimeoffset'2026-01-31T08:00Z'", 'datetimeoffset', 'dateTimeOffset', '2026-01-31T08:00Z'],
    ["time'PT1H'", 'time', 'duration', 'PT1H'],
    ["X'0fA'", 'binary', 'binary', '0fA'],
    ['5L', 'long', 'integer', '5'],
    ['1.5M', 'decimal', 'decimal', '1.5'],
    ['2f', 'single', 'double', '2'],
    ['1.25d', 'double', 'double', '1.25'],
  ])('%s is read, and said to be one', (text, version3, type, value) => {
    const { expression, errors } = parseFilter(text);
    expect(expression).toMatchObject({ kind: 'literal', type, value, version3, start: 0, end: text.length });
    expect(errors).toMatchObject([{ code: 'bad-literal', start: 0, end: text.length }]);
  });

  it.each(["binary'AA=='", '5', '1e5', "duration'PT1H'", "Ns.Color'Red'"])('%s is none', (text) => {
    expect(parseFilter(text)).toMatchObject({ expression: { version3: undefined }, errors: [] });
  });
});

describe('dates and times that no calendar has', () => {
  it.each(['2026-13-01', '2026-00-10', '2026-01-32', '2026-01-31T24:00:00Z', '12:60', '12:00:61'])(
    '%s',
    (text) => {
      const { expression, errors } = parseFilter(text);
      expect(expression).toMatchObject({ kind: 'literal', start: 0, end: text.length });
      expect(errors).toMatchObject([{ code: 'bad-literal', start: 0, end: text.length }]);
    },
  );
});

describe('paths', () => {
  it('have keys between slashes', () => {
    const { path, errors } = parseODataUrl("Products/1/Parts/a%2Fb/Names/-1/x/O'Neil", 'odata-4.01');
    expect(errors).toEqual([]);
    expect(path.segments.map(({ name, literal }) => [name.name, literal === true])).toEqual([
      ['Products', false],
      ['1', true],
      ['Parts', false],
      ['a/b', true],
      ['Names', false],
      ['-1', true],
      ['x', false],
      ["O'Neil", true],
    ]);
  });

  it('have none to Dataverse, which says where they belong', () => {
    const { path, errors } = parseODataUrl('accounts/1/name');
    expect(path.segments.map(({ name }) => name.name)).toEqual(['accounts', '1', 'name']);
    expect(errors).toMatchObject([{ code: 'expected-name', start: 9, end: 10 }]);
  });
});

describe('$select and $apply', () => {
  it('name the overload of a function', () => {
    expect(only('$select=Ns.f(a,b),c')).toMatchObject({
      items: [{ path: [{ name: 'Ns.f' }], parameters: [{ name: 'a' }, { name: 'b' }], options: [] }, {}],
    });
  });

  it('read what aggregate takes from where', () => {
    expect(
      only('$apply=aggregate(a with sum from b,c/d with max from e with min as f,Forecast)'),
    ).toMatchObject({
      apply: {
        transformations: [
          {
            items: [
              {
                from: [{ others: [{ kind: 'path' }], method: { name: 'max' } }, { method: { name: 'min' } }],
              },
              { method: undefined, alias: undefined },
            ],
          },
        ],
      },
    });
  });

  it('read hierarchies, nests and searches', () => {
    const text =
      '$apply=ancestors($root/A,H,ID,filter(a)/top(1),2,keep start)/traverse($root/A,H,ID,preorder,b desc)/nest(identity as x,top(1) as y)/search(a b)';
    expect(only(text)).toMatchObject({
      apply: {
        transformations: [
          {
            kind: 'call-transformation',
            hierarchy: {
              apply: { transformations: [{}, {}] },
              distance: { value: '2' },
              keepStart: { end: 59 },
            },
          },
          {
            hierarchy: {
              order: { name: 'preorder' },
              apply: undefined,
              orderby: [{ direction: { name: 'desc' } }],
            },
          },
          { path: { kind: 'missing' }, sequences: [{ alias: { name: 'x' } }, { alias: { name: 'y' } }] },
          { kind: 'call-transformation', search: { kind: 'search-logical' } },
        ],
      },
    });
  });

  it('read a recursive rollup among the keys of groupby', () => {
    expect(only('$apply=groupby((rolluprecursive($root/A,H,ID,identity/top(1)),b))')).toMatchObject({
      apply: {
        transformations: [
          { keys: [{ kind: 'call', apply: { transformations: [{}, {}] } }, { kind: 'path' }] },
        ],
      },
    });
  });
});
