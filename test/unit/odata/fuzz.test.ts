import { describe, expect, it } from 'vitest';
import { encodeRequestTarget, parseODataUrl } from '../../../src/core/odata';
import { misplaced, randomFrom } from './support';

const seeds = [
  "accounts?$select=name,revenue&$filter=contains(name,'a''b') and (revenue gt -5.5 or not startswith(name,'x'))&$orderby=name desc&$top=3",
  'accounts(00000000-0000-0000-0000-000000000001)/Account_Tasks/$count?$filter=createdon ge 2026-01-31T08:00:00+01:00',
  'contacts?$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1=\'lastname\'&@p2=["O\'Brian","O\\"Bryan"]',
  'https://contoso.crm4.dynamics.com/api/data/v9.2/accounts?$expand=primarycontactid($select=fullname;$expand=owninguser($top=1)),Account_Tasks/$ref',
  'accounts?$apply=filter(statecode eq 0)/groupby((a,b/c),aggregate(revenue with sum as total,$count as n))',
  "accounts?$filter=Account_Tasks/any(t:t/statecode eq 1 and t/x/all(y:y/z in ('a','b')))&fetchXml=<fetch top=\"1\"><entity name='a&amp;b'/></fetch>",
  "systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@tid)?@tid={'@odata.id':'contacts(9f3162f6-804a-e611-80d1-00155d4333fa)'}",
  'accounts?$filter=name%20eq%20%27%C3%9Cber%27&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E#x',
];

const marks = [
  ...'()[]{}\'"?&=#%/;,:@$.+- <>\\0aé'.split(''),
  '\ud83d',
  '\ufeff',
  '%2',
  '%zz',
  '%FF',
  "''",
  '&$',
  '((',
];

function mutate(text: string, random: (below: number) => number): string {
  let out = text;
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(out.length + 1);
    const to = Math.min(out.length, at + random(8));
    const part = out.slice(at, to);
    const kinds = [
      () => out.slice(0, at) + out.slice(to),
      () => out.slice(0, to) + part + out.slice(to),
      () => out.slice(0, at) + (marks[random(marks.length)] ?? '') + out.slice(at),
      () => out.slice(0, at),
      () => out.slice(0, at) + part.split('').toReversed().join('') + out.slice(to),
    ];
    out = kinds[random(kinds.length)]?.() ?? out;
  }
  return out;
}

describe('mutated URLs', () => {
  it('give a tree of their text, whatever they are', () => {
    const random = randomFrom(20_261_121);
    let withErrors = 0;
    for (let round = 0; round < 40_000; round++) {
      const text = mutate(seeds[round % seeds.length] ?? '', random);
      const tree = parseODataUrl(text);
      if (tree.text !== text || tree.start !== 0 || tree.end !== text.length) expect.fail(text);
      for (const { start, end, message } of tree.errors) {
        if (start > end || start < 0 || end > text.length || message === '') expect.fail(text);
      }
      const wrong = misplaced(tree);
      if (wrong.length > 0) expect.fail(`${JSON.stringify(text)}: ${wrong.join('; ')}`);
      if (tree.errors.length > 0) withErrors++;
    }
    expect(withErrors).toBeGreaterThan(10_000);
  });

  it('are encoded to plain ASCII, and once is as good as twice', () => {
    const random = randomFrom(7);
    for (let round = 0; round < 20_000; round++) {
      const text = mutate(seeds[round % seeds.length] ?? '', random);
      const encoded = encodeRequestTarget(text);
      if (!/^[\x21-\x7e]*$/.test(encoded)) expect.fail(`${JSON.stringify(text)} → ${encoded}`);
      if (encodeRequestTarget(encoded) !== encoded) {
        expect.fail(`${JSON.stringify(text)} → ${encoded} → ${encodeRequestTarget(encoded)}`);
      }
    }
  });
});

describe('nesting', () => {
  it.each([
    ['parentheses', '(', ')'],
    ['not', 'not ', ''],
    ['minus', '- ', ''],
    ['calls', 'f(', ')'],
    ['lambdas', 'a/any(x:', ')'],
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
    ['sums', '1 add ', ''],
    ['call after call', 'f(1)/', ''],
    ['lists', 'a in (', ')'],
  ])('10,000 %s are an error and no overflow', (_, open, close) => {
    const text = `accounts?$filter=${open.repeat(10_000)}1${close.repeat(10_000)}&$top=5`;
    const tree = parseODataUrl(text);
    expect(tree.errors.map(({ code }) => code)).toContain('too-deep');
    expect(tree.options.at(-1)).toMatchObject({ kind: 'top', number: 5 });
    expect(depthOf(tree)).toBeLessThan(10_000);
  });

  it.each(['accounts?$expand=', 'accounts?$select='])('10,000 nested options of %s', (start) => {
    const text = start + 'a($expand='.repeat(10_000) + 'b' + ')'.repeat(10_000);
    expect(parseODataUrl(text).errors.map(({ code }) => code)).toContain('too-deep');
  });

  it('is none in a long chain of conditions', () => {
    const filter = Array.from({ length: 5000 }, (_, i) => `a eq ${i}`).join(' or ');
    const tree = parseODataUrl(`accounts?$filter=${filter}`);
    expect(tree.errors).toEqual([]);
    expect(tree.options[0]).toMatchObject({
      kind: 'filter',
      expression: { kind: 'logical', operator: 'or' },
    });
  });

  it('is read when it is as deep as people write', () => {
    const text = `accounts?$filter=${'('.repeat(60)}a eq 1${')'.repeat(60)}`;
    expect(parseODataUrl(text).errors).toEqual([]);
  });
});

function depthOf(tree: object): number {
  let deepest = 0;
  const open: [object, number][] = [[tree, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    deepest = Math.max(deepest, depth);
    for (const value of Object.values(node)) {
      if (typeof value === 'object' && value !== null) open.push([value as object, depth + 1]);
    }
  }
  return deepest;
}
