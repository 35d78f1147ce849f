import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/core/base/problem';
import { readSchema } from '../../../src/core/metadata/readSchema';
import { askEverything } from './support/askEverything';
import { sampleCsdl } from './support/sampleCsdl';

/** Answers everything, or refuses with a problem of ours. */
function answersOrRefuses(text: string): 'answers' | 'refuses' {
  let schema;
  try {
    schema = readSchema(text);
  } catch (error) {
    if (problemOf(error)?.kind !== 'not-dataverse') throw error;
    return 'refuses';
  }
  expect(askEverything(schema)).toBeDefined();
  return 'answers';
}

/** The same numbers on every run (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  const length = 1 + random(40);
  const markup = [
    '<',
    '>',
    '"',
    "'",
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&#0;',
    '\0',
    '\u00ff',
    '=',
  ];
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 2:
      return text.slice(0, at);
    case 3:
      return text.slice(0, at) + (markup[random(markup.length)] ?? '') + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(at + length, at + 2 * length) + text.slice(at);
  }
}

describe('a document that is cut off', () => {
  it('is answered as far as it goes, wherever it ends', () => {
    const outcomes = new Set<string>();
    for (let end = 0; end < sampleCsdl.length; end++) {
      outcomes.add(answersOrRefuses(sampleCsdl.slice(0, end)));
    }
    expect([...outcomes].toSorted()).toEqual(['answers', 'refuses']);
  });

  it('still has the members before the cut', () => {
    const cut = readSchema(sampleCsdl.slice(0, sampleCsdl.indexOf('<Property Name="written"')));
    const members = cut.entityType('party')?.properties.map(({ name }) => name);
    expect(members).toEqual(['partyid', 'note', 'weight', 'colour', '_ownerid_value']);
  });
});

describe('a document that is broken', () => {
  it('never makes an answer throw or hang', () => {
    const random = randomNumbers(20_261_121);
    let answered = 0;
    for (let round = 0; round < 3000; round++) {
      let text = sampleCsdl;
      for (let change = 0; change <= random(4); change++) text = mutate(text, random);
      if (answersOrRefuses(text) === 'answers') answered += 1;
    }
    expect(answered).toBeGreaterThan(1000);
  });

  const schemaOf = (body: string): string => `<Edmx><Schema Namespace="N">${body}</Schema></Edmx>`;
  const many = 100_000;

  it.each([
    ['elements nested without end', '<EntityType Name="a"><Annotation>'.repeat(many)],
    ['elements nested in a type', `<EntityType Name="a">${'<Collection>'.repeat(many)}`],
    ['end tags of nothing', `<EntityType Name="a">${'</Nothing>'.repeat(many)}</EntityType>`],
    ['quotes that never close', `<EntityType Name="a"><Property Name='${'<a b="'.repeat(many)}`],
    ['starts of comments', '<!--'.repeat(many)],
    ['comments in a type', `<EntityType Name="a">${'<!-- -->'.repeat(many)}</EntityType>`],
    ['exclamation marks', `<EntityType Name="a">${'! <!'.repeat(many)}</EntityType>`],
    ['starts of tags', '<'.repeat(many)],
    ['blanks in a tag', `<EntityType Name="a"${' '.repeat(many)}/`],
    ['attributes without values', `<EntityType ${'a= '.repeat(many)}Name="a"/>`],
    ['attributes', `<EntityType ${'a="b" '.repeat(20 * many)}Name="a"/>`],
    ['one long value', `<EntityType Name="a" b="${'c'.repeat(100 * many)}"/>`],
    ['slashes', `<EntityType Name="a"${'/'.repeat(many)}`],
    ['references to characters', `<EntityType Name="${'&#x26;'.repeat(many)}"/>`],
    ['schemas', '<Schema Namespace="a" Alias="b">'.repeat(many)],
    ['one name declared over and over', '<EntityType Name="a"/>'.repeat(many)],
  ])('is read in one pass: %s', (_, body) => {
    const schema = readSchema(schemaOf(body));
    expect(schema.entityType('a')?.properties ?? []).toBeDefined();
    expect(schema.names('entityType').length).toBeLessThan(3);
  });

  it('cuts a chain of base types that no document has', () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, at) => `<EntityType Name="t${at}" BaseType="N.t${at + 1}"/>`,
    );
    const schema = readSchema(
      schemaOf(`${chain.join('')}<EntityType Name="t20000"><Property Name="p"/></EntityType>`),
    );
    expect(schema.entityType('t0')?.properties).toEqual([]);
    expect(schema.entityType('t19990')?.property('p')?.type.name).toBe('Edm.String');
    expect(schema.subtypes('t20000')).toHaveLength(20_000);
  });
});
