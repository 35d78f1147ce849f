import type { ColumnKind, EntryType } from './model';

/** What was seen in a column so far, as bits: they only ever grow, page by page. */
const evidence = {
  text: 1,
  guid: 2,
  date: 4,
  boolean: 8,
  number: 16,
  money: 32,
  choice: 64,
  lookup: 128,
  json: 256,
} as const;

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const datePattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const choicesPattern = /^-?\d+(?:,-?\d+)*$/;
const currencyPattern = /\p{Sc}/u;
const letterPattern = /\p{L}/u;
const lookupNamePattern = /^_.+_value$/;

/** The evidence that one distinct value gives. */
export function evidenceOf(
  type: EntryType,
  raw: string,
  formatted: string | undefined,
  hasTarget: boolean,
): number {
  if (hasTarget) return evidence.lookup;
  if (type === 'json') return evidence.json;
  if (type === 'boolean') return evidence.boolean;
  return type === 'number' ? numberEvidence(raw, formatted) : textEvidence(raw, formatted);
}

/**
 * Dataverse formats a choice as its label, money with the symbol or code of its currency and every other number
 * as digits with separators.
 */
function numberEvidence(raw: string, formatted: string | undefined): number {
  if (formatted === undefined) return evidence.number;
  if (currencyPattern.test(formatted)) return evidence.money;
  const whole = !raw.includes('.');
  if (!/\d/.test(formatted)) return whole ? evidence.choice : evidence.number;
  if (!letterPattern.test(formatted)) return evidence.number;
  return whole ? evidence.choice : evidence.money;
}

function textEvidence(raw: string, formatted: string | undefined): number {
  if (guidPattern.test(raw)) return evidence.guid;
  if (datePattern.test(raw)) return evidence.date;
  // Multi-select choices: "1,3" with the labels as formatted value.
  if (formatted !== undefined && choicesPattern.test(raw)) return evidence.choice;
  return evidence.text;
}

export function kindOf(name: string, seen: number): ColumnKind {
  if (seen & evidence.lookup) return 'lookup';
  if ((seen & ~evidence.guid) === 0 && lookupNamePattern.test(name)) return 'lookup';
  if (seen & evidence.json) return 'json';
  if (seen & evidence.text) return 'text';
  const numbers = evidence.number | evidence.money | evidence.choice;
  if (seen & numbers) {
    if (seen & ~numbers) return 'text';
    if (seen & evidence.choice) return 'choice';
    return seen & evidence.money ? 'money' : 'number';
  }
  if (seen === evidence.boolean) return 'boolean';
  if (seen === evidence.guid) return 'guid';
  return seen === evidence.date ? 'date' : 'text';
}
