import type { ColumnKind } from './model';

/** What was seen in a column so far, as bits: they only ever grow, page by page. */
export const evidence = {
  text: 1,
  guid: 2,
  date: 4,
  boolean: 8,
  number: 16,
  money: 32,
  choice: 64,
  lookup: 128,
  json: 256,
  rows: 512,
  image: 1024,
} as const;

const datePattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const choicesPattern = /^-?\d+(?:,-?\d+)*$/;
const currencyPattern = /\p{Sc}/u;
const letterPattern = /\p{L}/u;
const lookupNamePattern = /^_.+_value$/;
/** How the base64 of a PNG, a JPEG, a GIF and a WebP begins: what Dataverse keeps pictures as. */
const imagePattern = /^(?:iVBORw0KGgo|\/9j\/|R0lGOD[dl]h|UklGR)/;
/** Texts above so many UTF-16 code units are looked at no further than their beginning. */
const longestDate = 40;

/**
 * Dataverse formats a choice as its label, money with the symbol or code of its currency and every other number
 * as digits with separators.
 * @param whole the number was written without a decimal point
 */
export function numberEvidence(whole: boolean, formatted: string | undefined): number {
  if (formatted === undefined) return evidence.number;
  if (currencyPattern.test(formatted)) return evidence.money;
  if (!/\d/.test(formatted)) return whole ? evidence.choice : evidence.number;
  if (!letterPattern.test(formatted)) return evidence.number;
  return whole ? evidence.choice : evidence.money;
}

/** Of a text that is no GUID. */
export function textEvidence(raw: string, formatted: string | undefined): number {
  if (raw.length <= longestDate && datePattern.test(raw)) return evidence.date;
  // Multi-select choices: "1,3" with the labels as formatted value.
  if (formatted !== undefined && choicesPattern.test(raw)) return evidence.choice;
  return imagePattern.test(raw) ? evidence.image : evidence.text;
}

export function kindOf(name: string, seen: number): ColumnKind {
  if (seen & evidence.lookup) return 'lookup';
  if ((seen & ~evidence.guid) === 0 && lookupNamePattern.test(name)) return 'lookup';
  if (seen & evidence.json) return 'json';
  if (seen & evidence.rows) return 'rows';
  if (seen & evidence.text) return 'text';
  const numbers = evidence.number | evidence.money | evidence.choice;
  if (seen & numbers) {
    if (seen & ~numbers) return 'text';
    if (seen & evidence.choice) return 'choice';
    return seen & evidence.money ? 'money' : 'number';
  }
  if (seen === evidence.boolean) return 'boolean';
  if (seen === evidence.guid) return 'guid';
  if (seen === evidence.image) return 'image';
  return seen === evidence.date ? 'date' : 'text';
}
