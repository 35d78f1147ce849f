import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/core/language/completion';
import { hover } from '../../../../src/core/language/hover';
import { inlayHints } from '../../../../src/core/language/inlay';
import { signatureHelp } from '../../../../src/core/language/signature';
import { LanguageDocument } from '../../../../src/core/language/document';
import { known } from '../support/completionCases';

const seeds: readonly string[] = [
  "accounts?$select=name,_primarycontactid_value&$filter=contains(name,'a''b') and (statecode eq 0 or revenue gt -1.5)",
  'accounts?$expand=Account_Tasks($select=subject;$filter=statecode eq 0;$orderby=createdon desc)&$top=5',
  "accounts?$filter=Account_Tasks/any(o:contains(o/subject,'x') and o/statecode eq 0)&$orderby=name desc",
  `accounts?$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=["1","2"])&@p1='name'`,
  'accounts?$apply=filter(statecode eq 0)/groupby((statuscode),aggregate(revenue with sum as total))',
  "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata",
  'accounts?%24filter=name%20eq%20%27%C3%A4%27&fetchXml=<fetch><entity name="account"/></fetch>',
  '@a = 1\n### x\n# @env b\nGET accounts({{a}})\n  ?$select=name\nPrefer: odata.maxpagesize=5, respond-async\n',
  'POST accounts\n\n{ "name": "x", "primarycontactid@odata.bind": "/contacts(1)", "a": [1, {"b": null}] }',
];

const marks = ` '"()[]{},;:/?&=$@.%2027\n\r\t#-_aeq\u00e9\ud83d`;

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function mutated(text: string, random: () => number): string {
  let result = text;
  for (let count = 1 + Math.floor(random() * 5); count > 0; count--) {
    const at = Math.floor(random() * (result.length + 1));
    const kind = random();
    const mark = marks.charAt(Math.floor(random() * marks.length));
    if (kind < 0.4) result = result.slice(0, at) + mark + result.slice(at);
    else if (kind < 0.7) result = result.slice(0, at) + result.slice(at + 1 + Math.floor(random() * 4));
    else if (kind < 0.85) result = result.slice(0, at);
    else result = result.slice(at) + result.slice(0, at);
  }
  return result;
}

describe('any text', () => {
  it('may have a name of an alias that no name is', () => {
    for (const name of ['@a((', '@a[', '@a*', '@\\', '@a+b', '@(?<']) {
      const text = `accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName=${name})&${name}='`;
      expect(() => complete(LanguageDocument.read(text), text.length, known), name).not.toThrow();
    }
  });

  it('has answers in their places, each once, and none of them throws', () => {
    const random = numbers(20261121);
    for (let round = 0; round < 400; round++) {
      const text = mutated(seeds[round % seeds.length]!, random);
      const document = LanguageDocument.read(text);
      const offset = Math.floor(random() * (text.length + 1));
      const shown = `${JSON.stringify(text)} at ${offset}`;
      const items = complete(document, offset, known);
      const keys = items.map(({ label, insertText }) => `${label}\n${insertText}`);
      expect(new Set(keys).size, shown).toBe(keys.length);
      const isInPlace = items.every(({ range: { start, end } }) => {
        return start <= offset && offset <= end && !/[\r\n]/.test(text.slice(start, end));
      });
      expect(isInPlace, shown).toBe(true);
      const explained = hover(document, offset, known);
      if (explained && (explained.start > offset || explained.end < offset)) expect.fail(`Hover: ${shown}`);
      const help = signatureHelp(document, offset, known);
      if (help) expect(help.signatures[help.activeSignature], shown).toBeDefined();
      for (const hint of inlayHints(document, { start: 0, end: text.length }, known)) {
        expect(hint.offset, shown).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it('is answered at great depth', () => {
    for (const text of [
      'accounts?$filter=' + '('.repeat(10_000),
      'accounts?$expand=' + 'Account_Tasks($expand='.repeat(2_000),
    ]) {
      expect(() => complete(LanguageDocument.read(text), text.length, known)).not.toThrow();
    }
  });
});
