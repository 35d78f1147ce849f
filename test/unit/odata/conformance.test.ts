import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseODataUrl } from '../../../src/core/odata';
import { Names } from '../../conformance/names';
import { isRule, verdictOn } from '../../conformance/rules';
import { runCases } from '../../conformance/run';
import { expressionGroups } from './conformanceExpressions';
import { shop } from './conformanceNames';
import { optionGroups } from './conformanceOptions';
import { urlGroups } from './conformanceUrls';

const folder = '../shared/data/abnf';
const hasData = existsSync(folder);

describe.skipIf(!hasData)('the OASIS cases (skipped where ../shared/data is absent)', () => {
  const { outcomes, misses } = hasData
    ? runCases(`${folder}/cases.json`, folder)
    : { outcomes: [], misses: [] };

  it('are decided as the suite says, every one', () => {
    expect(misses.map(({ one, message }) => `${one.rule} ${one.input}: ${message}`)).toEqual([]);
    expect(outcomes).toHaveLength(625);
  });

  it('have no rule that is not known, and none that cannot be read', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
    const grammar = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('\n');
    const rules = Array.from(grammar.matchAll(/^([A-Za-z][\w-]*)\s*=/gm), ([, rule = '']) => rule);
    expect(rules.length).toBeGreaterThan(500);
    expect(rules.filter((rule) => !isRule(rule))).toEqual([]);
    const names = new Names({});
    for (const rule of rules) {
      for (const text of ['', 'a', '/a(1)', "('a')", '$a=b', '1 eq 2', '#a']) {
        expect(verdictOn(rule, text, names)).toBeDefined();
      }
    }
  });

  it('say where a text is wrong', () => {
    for (const { accepted, errorAt } of outcomes) expect(errorAt === null).toBe(accepted);
  });
});

describe('the grammar of OData 4.01', () => {
  const names = new Names(shop);
  const cases = [...urlGroups, ...optionGroups, ...expressionGroups].flatMap(([rule, accepted, refused]) => [
    ...accepted.map((text) => [rule, text, true] as const),
    ...refused.map((text) => [rule, text, false] as const),
  ]);

  it.each(cases)('%s: %j is %s', (rule, text, accepted) => {
    const verdict = verdictOn(rule, text, names);
    expect(verdict).toMatchObject({ accepted });
    if (!accepted) {
      expect(verdict?.errorAt).toBeGreaterThanOrEqual(0);
      expect(verdict?.errorAt).toBeLessThanOrEqual(text.length);
    }
  });

  it('has rules whose names are the same in any case', () => {
    expect(verdictOn('BOOLCOMMONEXPR', 'true', names)).toEqual({ accepted: true });
  });

  it.each([
    ['binary', "binary'Zg'", "X'1a2B3c4D'"],
    ['duration', "'P6DT23H59M59.9999S'", "'P6'"],
    ['enum', "'Solid,Yellow'", 'Yellow'],
    ['nullValue', 'null', 'nil'],
    ['string', "'O''Neil'", "'O'Neil'"],
    ['timeOfDayValueInUrl', '11%3A22%3a33', '11'],
  ])('knows %s by the name that it had before', (rule, good, bad) => {
    expect(isRule(rule)).toBe(true);
    expect(verdictOn(rule, good, new Names({}))).toEqual({ accepted: true });
    expect(verdictOn(rule, bad, new Names({}))?.accepted).toBe(false);
  });

  it('knows when there is no such rule', () => {
    expect(verdictOn('nothingOfTheKind', 'a', names)).toBeUndefined();
  });

  it('takes an option without a value for one of the service, where its name is free and has no dollar', () => {
    const free = new Names({});
    expect(verdictOn('queryOptions', 'top&filter&$top=1', free)).toEqual({ accepted: true });
    expect(verdictOn('queryOptions', '%24top=1', free)).toEqual({ accepted: true });
    expect(verdictOn('queryOptions', '$top', free)?.accepted).toBe(false);
  });

  it('takes any name where nothing is known of a rule, and none where the list is empty', () => {
    expect(verdictOn('entitySetName', 'Anything', new Names({}))).toEqual({ accepted: true });
    expect(verdictOn('entitySetName', 'Anything', new Names({ entitySetName: [] }))?.accepted).toBe(false);
  });
});

describe('the dialects', () => {
  it.each([
    'accounts?$select=name, revenue',
    'accounts?$select=name,',
    'accounts?$select = name',
    'accounts?$expand=owninguser($select=name; $top=1)',
    "accounts?$filter=Ns.In(a=@p)&@p={'x':1}",
    '/api/data/v9.2/accounts',
  ])('Dataverse takes %s, which OData 4.01 has not', (text) => {
    expect(parseODataUrl(text).errors).toEqual([]);
    const strict = parseODataUrl(text, 'odata-4.01');
    const isRooted = strict.root !== undefined;
    expect(strict.errors.length > 0 || isRooted).toBe(true);
  });

  it.each([
    'accounts?select=name&top=1&$filter=true',
    'accounts?$Top=1',
    'accounts?$filter=name EQ 1 AND NOT TRUE',
    'accounts?$orderby=name DESC',
    'accounts/1/name',
    'accounts?$filter=tags/ANY(t:t eq 1)',
    '$metadata#accounts',
  ])('OData 4.01 has %s, of which Dataverse takes less', (text) => {
    expect(parseODataUrl(text, 'odata-4.01').errors).toEqual([]);
    const { errors, options } = parseODataUrl(text);
    const isCustom = options.some(({ kind }) => kind === 'custom');
    expect(errors.length > 0 || isCustom).toBe(true);
  });
});
