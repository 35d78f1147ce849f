import { describe, expect, it } from 'vitest';
import { parseFilter, parseODataUrl, parseQueryOptions, type Expression } from '../../../src/core/odata';

/** An expression with every pair of brackets that its tree means. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return `${expression.type}:${expression.typeName === undefined ? '' : `${expression.typeName}=`}${expression.value}`;
    case 'alias-reference':
      return expression.name;
    case 'path':
      return `${expression.base ? `${shape(expression.base)}/` : ''}${expression.segments.map(({ name }) => name).join('/')}`;
    case 'call': {
      const args = expression.args.items.map(
        ({ name, value }) => `${name ? `${name.name}=` : ''}${shape(value)}`,
      );
      return `${expression.target ? `${shape(expression.target)}/` : ''}${expression.name.name}(${args.join(', ')})`;
    }
    case 'lambda': {
      const inner = expression.predicate
        ? `${expression.variable?.name ?? '?'}: ${shape(expression.predicate)}`
        : '';
      return `${shape(expression.target)}/${expression.operator.name}(${inner})`;
    }
    case 'logical':
      return `{${expression.operands.map(shape).join(` ${expression.operator} `)}}`;
    case 'binary':
      return `{${shape(expression.left)} ${expression.operator} ${shape(expression.right)}}`;
    case 'unary':
      return `{${expression.operator} ${shape(expression.operand)}}`;
    case 'parenthesized':
      return `(${shape(expression.expression)})`;
    case 'list':
      return `list(${expression.items.map(shape).join(', ')})`;
    case 'json-array':
      return `[${expression.items.map(shape).join(', ')}]`;
    case 'json-object':
      return `obj(${expression.members.map(({ name, value }) => `${name.name}=${shape(value)}`).join(', ')})`;
    case 'missing':
    case 'error':
      break;
  }
  return `<${expression.kind}>`;
}

describe('expressions', () => {
  it.each([
    ['a eq 1', '{a eq integer:1}'],
    ['a eq 1 and b eq 2 and c eq 3', '{{a eq integer:1} and {b eq integer:2} and {c eq integer:3}}'],
    ['a or b and c or d', '{a or {b and c} or d}'],
    ['(a or b) and c', '{({a or b}) and c}'],
    ['not a eq b', '{{not a} eq b}'],
    ["not contains(a,'x') and b", '{{not contains(a, string:x)} and b}'],
    ['not (a eq b)', '{not ({a eq b})}'],
    ['a add b mul c sub d eq -5', '{{{a add {b mul c}} sub d} eq integer:-5}'],
    ['-(a) lt 2 div 3', '{{- (a)} lt {integer:2 div integer:3}}'],
    ["a in ('x','y') or b", '{{a in list(string:x, string:y)} or b}'],
    [
      'nav/any(x:x/a eq 1 or x/b/all(y:y/c ne null))',
      'nav/any(x: {{x/a eq integer:1} or x/b/all(y: {y/c ne null:null})})',
    ],
    ['nav/any()', 'nav/any()'],
    ['nav/$count gt 2', '{nav/$count gt integer:2}'],
    ["nav/Ns.Type/name eq 'a'", '{nav/Ns.Type/name eq string:a}'],
    [
      "Ns.In(PropertyName='a',PropertyValues=[\"1\",'2'])",
      'Ns.In(PropertyName=string:a, PropertyValues=[string:1, string:2])',
    ],
    ['a/Ns.Last7Days(PropertyName=@p1)', 'a/Ns.Last7Days(PropertyName=@p1)'],
    ['f(a)/name eq $it/b', '{f(a)/name eq $it/b}'],
    ["a has Ns.Color'Red,Blue'", '{a has enum:Ns.Color=Red,Blue}'],
    ["tolower( name ) eq 'O''B'", "{tolower(name) eq string:O'B}"],
    // Words that only look like operators.
    ['android eq 1 and order ne 2', '{{android eq integer:1} and {order ne integer:2}}'],
    ['notes eq null', '{notes eq null:null}'],
    ['nullable eq trueish', '{nullable eq trueish}'],
    // A column is a name like any other.
    [
      'statecode%20eq%200%20and%20name%20eq%20%27%C3%9C%27',
      '{{statecode eq integer:0} and {name eq string:Ü}}',
    ],
  ])('%s', (text, expected) => {
    const { expression, errors } = parseFilter(text);
    expect(errors).toEqual([]);
    expect(shape(expression)).toBe(expected);
  });

  it.each([
    ['5', 'integer', '5'],
    ['-5.25', 'decimal', '-5.25'],
    ['1e3', 'double', '1e3'],
    ['-INF', 'double', '-INF'],
    ['NaN', 'double', 'NaN'],
    ['true', 'boolean', 'true'],
    ['null', 'null', 'null'],
    ['2026-01-31', 'date', '2026-01-31'],
    ['2026-01-31T08:00Z', 'dateTimeOffset', '2026-01-31T08:00Z'],
    ['2026-01-31T08:00:00.1234567-05:00', 'dateTimeOffset', '2026-01-31T08:00:00.1234567-05:00'],
    ['08:30:00.5', 'timeOfDay', '08:30:00.5'],
    ["duration'P1DT8H'", 'duration', 'P1DT8H'],
    ["binary'Zm9v'", 'binary', 'Zm9v'],
    ['a0dbf27c-8efb-e511-80d2-00155db07c77', 'guid', 'a0dbf27c-8efb-e511-80d2-00155db07c77'],
    ['36DBF27C-8efb-e511-80d2-00155db07c77', 'guid', '36DBF27C-8efb-e511-80d2-00155db07c77'],
    ["''", 'string', ''],
    ["geography'SRID=0;Point(1 2)'", 'geography', 'SRID=0;Point(1 2)'],
  ])('reads the literal %s', (text, type, value) => {
    const { expression, errors } = parseFilter(text);
    expect(errors).toEqual([]);
    expect(expression).toMatchObject({ kind: 'literal', type, value, start: 0, end: text.length });
  });

  it.each([
    ['', 'expected-expression', 0, 0],
    ['a eq', 'expected-expression', 4, 4],
    ['a eq 1 b', 'unexpected-text', 7, 8],
    ['(a eq 1', 'expected-close', 0, 1],
    ["a eq 'x", 'unterminated-string', 5, 7],
    ["a eq 'x''", 'unterminated-string', 5, 9],
    ['a EQ 1', 'operator-case', 2, 4],
    ['NOT (a eq 1)', 'operator-case', 0, 3],
    ['a eq "x"', 'bad-literal', 5, 8],
    ["a eq datetime'2026-01-31'", 'bad-literal', 5, 25],
    ["a eq duration'5 days'", 'bad-literal', 5, 21],
    ['a eq 12ab', 'bad-literal', 5, 9],
    ['nav/any(a eq 1)', 'expected-name', 8, 8],
    ['contains(a,)', 'expected-expression', 11, 11],
    ['a/ eq 1', 'expected-name', 2, 2],
    ["a eq 'caf%E9'", 'bad-encoding', 9, 12],
    ["a%20eq%20'x", 'unterminated-string', 9, 11],
  ])('says what is wrong with %j: %s', (text, code, start, end) => {
    const { errors } = parseFilter(text);
    expect(errors.map((error) => [error.code, error.start, error.end])).toEqual([[code, start, end]]);
  });
});

describe('addresses', () => {
  it.each([
    ['accounts', undefined],
    ['/accounts', '/'],
    ['/api/data/v9.2/accounts', '/api/data/v9.2/'],
    ['api/data/v9.2/accounts', 'api/data/v9.2/'],
    ['https://a.crm.dynamics.com/api/data/v9.2/accounts', 'https://a.crm.dynamics.com/api/data/v9.2/'],
    ['[Organization URI]/api/data/v9.2/accounts', '[Organization URI]/api/data/v9.2/'],
  ])('%s has the root %s', (text, root) => {
    const tree = parseODataUrl(text);
    expect(tree.errors).toEqual([]);
    expect(tree.root && text.slice(tree.root.start, tree.root.end)).toBe(root);
    expect(tree.path.segments.map(({ name }) => name.name)).toEqual(['accounts']);
  });

  it('have keys, casts and functions', () => {
    const text = "contacts(firstname='Joe',age=5)/Microsoft.Dynamics.CRM.x/f(a=@a)(1)/$ref";
    const { path, errors } = parseODataUrl(text);
    expect(errors).toEqual([]);
    expect(path.segments.map(({ name }) => name.name)).toEqual([
      'contacts',
      'Microsoft.Dynamics.CRM.x',
      'f',
      '$ref',
    ]);
    expect(path.segments[0]?.args?.items.map(({ name }) => name?.name)).toEqual(['firstname', 'age']);
    expect(path.segments[2]?.key?.items).toHaveLength(1);
  });

  it.each([
    ['accounts//name', 'expected-name'],
    ['accounts(1', 'expected-close'],
    ['accounts)', 'unexpected-text'],
    ['?$top=1', 'expected-name'],
    ['accounts#x', 'fragment'],
  ])('%s: %s', (text, code) => {
    expect(parseODataUrl(text).errors.map((error) => error.code)).toEqual([code]);
  });
});

describe('query options', () => {
  it('nest in $expand', () => {
    const text = '$expand=a/Ns.T($select=b,c;$expand=d/$ref,e($top=2;$orderby=f desc)),*';
    const { options, errors } = parseQueryOptions(text);
    expect(errors).toEqual([]);
    expect(options).toMatchObject([
      {
        kind: 'expand',
        items: [
          {
            path: [{ name: 'a' }, { name: 'Ns.T' }],
            options: [
              { kind: 'select', items: [{ path: [{ name: 'b' }] }, { path: [{ name: 'c' }] }] },
              {
                kind: 'expand',
                items: [
                  { path: [{ name: 'd' }], suffix: { name: '$ref' } },
                  {
                    options: [
                      { kind: 'top', number: 2 },
                      { kind: 'orderby', items: [{ direction: { name: 'desc' } }] },
                    ],
                  },
                ],
              },
            ],
          },
          { path: [{ name: '*' }] },
        ],
      },
    ]);
  });

  it('read $apply', () => {
    const text =
      '$apply=filter(a eq 1)/groupby((b,c/d),aggregate(e with sum as f,$count as g))/topcount(2,f)';
    const { options, errors } = parseQueryOptions(text);
    expect(errors).toEqual([]);
    expect(options).toMatchObject([
      {
        apply: {
          transformations: [
            { kind: 'filter-transformation' },
            {
              kind: 'groupby',
              keys: [{ kind: 'path' }, { kind: 'path' }],
              apply: {
                transformations: [
                  {
                    kind: 'aggregate',
                    items: [
                      { method: { name: 'sum' }, alias: { name: 'f' } },
                      { expression: { segments: [{ name: '$count' }] }, alias: { name: 'g' } },
                    ],
                  },
                ],
              },
            },
            { kind: 'call-transformation', name: { name: 'topcount' } },
          ],
        },
      },
    ]);
  });

  it('take what stands in published samples', () => {
    const { options, errors } = parseQueryOptions('?&$select = a, b,&&$expand=c($select=d; $expand=e)&');
    expect(errors).toEqual([]);
    expect(options.map(({ kind }) => kind)).toEqual(['select', 'expand']);
    expect(options[0]).toHaveProperty('trailingComma', { start: 16, end: 17 });
  });

  it('keep the text of what they do not read', () => {
    const { options } = parseQueryOptions(
      'savedQuery=1&fetchXml=<a b="c & d"/>&$skiptoken=%3Ca%3E&@p={"x":[1]}',
    );
    expect(options.map(({ kind, value }) => [kind, value?.text])).toEqual([
      ['custom', '1'],
      ['custom', '<a b="c & d"/>'],
      ['skiptoken', '<a>'],
      ['alias', '{"x":[1]}'],
    ]);
  });

  it.each([
    ['$top=x', 'bad-number', 5, 6],
    ['$count=yes', 'bad-boolean', 7, 10],
    ['$Select=a', 'unknown-option', 0, 7],
    ['$foo=a', 'unknown-option', 0, 4],
    ['$levels=1', 'misplaced-option', 0, 7],
    ['$expand=a($format=json)', 'misplaced-option', 10, 17],
    ['$expand=a(select=b)', 'unknown-option', 10, 18],
    ['$expand=a($select=b', 'expected-close', 9, 10],
    ['$select', 'expected-value', 0, 7],
    ['$top=1&$top=2', 'duplicate-option', 7, 11],
    ['$select=a b', 'unexpected-text', 10, 11],
    ['$apply=groupby(a)', 'unexpected-text', 15, 16],
  ])('%s: %s', (text, code, start, end) => {
    const { errors } = parseQueryOptions(text);
    expect(errors.map((error) => [error.code, error.start, error.end])).toContainEqual([code, start, end]);
  });

  it('go on behind what is wrong', () => {
    const { options, errors } = parseQueryOptions('$filter=a eq )(&$expand=b($filter=c eq;$top=2),d&$top=3');
    expect(errors.length).toBeGreaterThan(1);
    expect(options).toMatchObject([
      { kind: 'filter' },
      { items: [{ options: [{ kind: 'filter' }, { kind: 'top', number: 2 }] }, { path: [{ name: 'd' }] }] },
      { kind: 'top', number: 3 },
    ]);
  });
});
