import type { ODataUrl, SyntaxProblem } from '../../odata';
import { pages } from './links';
import type { Mistake } from './mistakes';
import type { DraftFix } from './report';

/** Operators of other languages, and OData's for them. */
const meant: Readonly<Record<string, string>> = {
  '=': 'eq',
  '==': 'eq',
  '===': 'eq',
  is: 'eq',
  equals: 'eq',
  '!=': 'ne',
  '<>': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '||': 'or',
  descending: 'desc',
  ascending: 'asc',
};

/** Written between two operands, where OData has functions. */
const functions: Readonly<Record<string, string>> = {
  like: 'contains',
  contains: 'contains',
  startswith: 'startswith',
  endswith: 'endswith',
};

/** `name = 'a'`, `name like '%a%'`, `name descending` */
export function operatorMistake(
  { text, path }: ODataUrl,
  { start, code }: SyntaxProblem,
): Mistake | undefined {
  const word = /^(?:[=!<>|]+|[a-z]+(?=\W|$))/i.exec(text.slice(start, start + 20))?.[0] ?? '';
  const lower = word.toLowerCase();
  if (code !== 'unexpected-text' || word === '' || start < path.end) return undefined;
  const span = { start, end: start + word.length };
  const operator = Object.hasOwn(meant, lower) ? meant[lower] : undefined;
  const named = Object.hasOwn(functions, lower) ? functions[lower] : undefined;
  if (operator === undefined && named === undefined) return undefined;
  const fixes =
    operator === undefined
      ? asFunction(text, start, word, named ?? '')
      : [{ title: `Write ${operator}`, edits: [{ ...span, text: operator }], preferred: true }];
  const advice = operator ?? `${named ?? ''}(column,'text')`;
  return {
    span,
    finding: {
      code: 'unknown-operator',
      severity: 'error',
      message: `OData has no "${word}" here. Write ${advice}.`,
      link: operator === 'desc' || operator === 'asc' ? pages.order : pages.filter,
      fixes,
    },
  };
}

/** `name like '%a%'` as `contains(name,'a')`. */
function asFunction(text: string, at: number, word: string, name: string): DraftFix[] {
  const column = /([\w/]+)(?:\s|%20)+$/.exec(text.slice(0, at))?.[1];
  const right = /^(?:\s|%20)+'((?:[^']|'')*)'/.exec(text.slice(at + word.length));
  if (column === undefined || right?.[1] === undefined) return [];
  const value = word.toLowerCase() === 'like' ? right[1].replaceAll(/^%|%$/g, '') : right[1];
  const start = text.slice(0, at).lastIndexOf(column);
  const call = `${name}(${column},'${value}')`;
  const end = at + word.length + right[0].length;
  return [{ title: `Write ${call}`, edits: [{ start, end, text: call }], preferred: true }];
}
