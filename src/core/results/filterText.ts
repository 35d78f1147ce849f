import { parsePeriod } from './filterTextDates';
import type { ColumnKind } from './model';
import type { CellTest } from './view';

/** What a text over a column amounts to; `error` says in words why it is no filter. */
export type FilterText = { readonly test: CellTest } | { readonly error: string };

/**
 * Takes what somebody types into the filter row.
 *
 * Everywhere `null` and `!null`, and `""` for the empty text. Texts: a part of it, `=whole`, `^begin`, `end$`, each
 * turned round by `!`; quotes take it to the letter. Numbers: `=5`, `!=5`, `>=5`, `<5`, `5..10`. Dates: `2026-01`,
 * `since 2026-01-01`, `..2025`, `today`, `last 7 days`.
 * @param now milliseconds since 1970
 * @returns undefined for an empty text: no filter
 */
export function parseFilterText(text: string, kind: ColumnKind, now: number): FilterText | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const word = typed.toLowerCase();
  if (word === 'null') return { test: { kind: 'empty', empty: true } };
  if (word === '!null') return { test: { kind: 'empty', empty: false } };
  if (kind === 'number' || kind === 'money') return numberTest(typed);
  if (kind === 'date') return dateTest(typed, now);
  return textTest(typed);
}

const numberHelp = 'Type a number, as in =5, >=5, <5, 5..10, or null.';
const dateHelp =
  'Type a date or a period, as in 2026-01, since 2026-01-15, ..2025, today, last 7 days, or null.';

function textTest(typed: string): FilterText {
  const not = typed.length > 1 && typed.startsWith('!');
  const rest = not ? typed.slice(1).trim() : typed;
  const test = positiveText(rest);
  if ('error' in test) return test;
  return { test: { ...test, ...(not && { not }) } };
}

type TextTest = Extract<CellTest, { readonly text: string }>;

function positiveText(typed: string): TextTest | { readonly error: string } {
  const literal = quoted(typed);
  if (literal !== undefined) return { kind: literal === '' ? 'equals' : 'contains', text: literal };
  const [first, last] = [typed.at(0), typed.at(-1)];
  if (typed.length === 1) {
    return first === '=' || first === '^'
      ? { error: `Type a text behind ${first}, or "" for an empty one.` }
      : { kind: 'contains', text: typed };
  }
  if (first === '=') return { kind: 'equals', text: unquoted(typed.slice(1).trim()) };
  // Both ends: the whole of it.
  if (first === '^' && last === '$') return { kind: 'equals', text: unquoted(typed.slice(1, -1)) };
  if (first === '^') return { kind: 'startsWith', text: unquoted(typed.slice(1)) };
  if (last === '$') return { kind: 'endsWith', text: unquoted(typed.slice(0, -1)) };
  return { kind: 'contains', text: typed };
}

function quoted(typed: string): string | undefined {
  return typed.length >= 2 && typed.startsWith('"') && typed.endsWith('"') ? typed.slice(1, -1) : undefined;
}

function unquoted(typed: string): string {
  return quoted(typed) ?? typed;
}

function numberTest(typed: string): FilterText {
  const [first = '', second, more] = typed.split('..');
  if (second !== undefined) return more === undefined ? between(first, second) : { error: numberHelp };
  const [, operator = '=', operand = ''] = /^(>=|<=|!=|<>|[=<>≥≤≠!])?(.*)$/.exec(typed) ?? [];
  const value = numberOf(operand);
  if (value === undefined) return { error: numberHelp };
  switch (operator) {
    case '>=':
    case '≥':
      return { test: { kind: 'range', ...fromNumber(value) } };
    case '<=':
    case '≤':
      return { test: { kind: 'range', ...toNumber(value) } };
    case '>':
      return { test: { kind: 'range', ...fromNumber(value, true) } };
    case '<':
      return { test: { kind: 'range', ...toNumber(value, true) } };
    case '=':
      return { test: { kind: 'range', ...fromNumber(value), ...toNumber(value) } };
    default:
      return { test: { kind: 'range', ...fromNumber(value), ...toNumber(value), not: true } };
  }
}

type Range = Extract<CellTest, { readonly kind: 'range' }>;

/** @param open the number itself is not in the range */
function fromNumber({ value, digits }: Typed, open = false): Pick<Range, 'from' | 'exactFrom'> {
  if (digits === undefined && !open) return { from: value };
  return { from: value, exactFrom: { digits: digits ?? String(value), ...(open && { open }) } };
}

function toNumber({ value, digits }: Typed, open = false): Pick<Range, 'to' | 'exactTo'> {
  if (digits === undefined && !open) return { to: value };
  return { to: value, exactTo: { digits: digits ?? String(value), ...(open && { open }) } };
}

function between(first: string, last: string): FilterText {
  const from = numberOf(first);
  const to = numberOf(last);
  const open = (text: string): boolean => text.trim() === '';
  if ((from === undefined && !open(first)) || (to === undefined && !open(last))) return { error: numberHelp };
  if (from === undefined && to === undefined) return { error: numberHelp };
  if (from !== undefined && to !== undefined && from.value > to.value) {
    return { error: `${first.trim()} is more than ${last.trim()}: no number lies between them.` };
  }
  return {
    test: {
      kind: 'range',
      ...(from !== undefined && fromNumber(from)),
      ...(to !== undefined && toNumber(to)),
    },
  };
}

interface Typed {
  readonly value: number;
  /** Where the value may not hold them all. */
  readonly digits?: string;
}

/** `1,000,000`, `1 000 000` and `1_000_000` are what they look like. */
function numberOf(text: string): Typed | undefined {
  const digits = text.trim().replaceAll(/(?<=\d)[,_ \u00A0\u202F](?=\d{3}(?:\D|$))/g, '');
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i.test(digits)) return undefined;
  // A double holds any fifteen digits.
  const value = Number(digits);
  const whole = digits.length <= 15 && (!/e/i.test(digits) || inReach(value));
  return { value, ...(!whole && { digits: digits.replace('+', '') }) };
}

/** Nearer to zero or farther from it a double has fewer digits, or none. */
function inReach(value: number): boolean {
  return Math.abs(value) > 1e-290 && Math.abs(value) < 1e290;
}

function dateTest(typed: string, now: number): FilterText {
  const period = parsePeriod(typed, now);
  if (!period) return { error: dateHelp };
  if (period.from !== undefined && period.before !== undefined && period.from >= period.before) {
    return { error: 'The end lies before the beginning: no date lies between them.' };
  }
  return { test: { kind: 'period', ...period } };
}
