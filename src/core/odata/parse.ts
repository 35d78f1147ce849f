import { readAggregateItems } from './aggregate';
import { readApply } from './apply';
import type { Dialect, Expression, ODataUrl, Parsed, QueryOption, Span, SyntaxProblem } from './ast';
import { Cursor, type Grammar } from './cursor';
import { readExpression, readWholeExpression } from './expression';
import { readNestedOptions, readOption, reportDuplicates } from './options';
import { readResourcePath } from './path';
import { sourceOf } from './source';
import { splitOptions, splitUrl } from './structure';

const grammar: Grammar = {
  expression: readExpression,
  nestedOptions: readNestedOptions,
  aggregates: readAggregateItems,
  apply: readApply,
};

/** Options without a URL: `$select=a&$filter=b`. */
export interface ParsedOptions extends Span, Parsed {
  readonly kind: 'options';
  readonly options: readonly QueryOption[];
}

/** One expression alone. */
export interface ParsedExpression extends Span, Parsed {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/**
 * Reads a request target: `accounts?$select=name`, `/api/data/v9.2/accounts(…)`, or an absolute URL, percent-encoded
 * or plain. Never throws: there is a tree for any text, and `errors` tell what is wrong with it. Linear in time.
 */
export function parseODataUrl(text: string, dialect: Dialect = 'dataverse'): ODataUrl {
  const source = sourceOf(text);
  const structure = splitUrl(source, dialect);
  const { rootEnd, end } = structure;
  const cursor = new Cursor(source, grammar, dialect);
  cursor.pos = rootEnd;
  cursor.end = structure.pathEnd;
  const path = readResourcePath(cursor);
  if (path.segments.length === 0 && rootEnd === 0 && text.trim() !== '') {
    cursor.error('expected-name', 0, 0, 'The name of a table (entity set) or function is missing here.');
  }
  cursor.end = source.chars.length;
  const options: QueryOption[] = [];
  for (const at of structure.options) options.push(readOption(cursor, at));
  reportDuplicates(cursor, options);
  return {
    kind: 'url',
    start: 0,
    end: text.length,
    text,
    root: rootEnd > 0 ? cursor.span(0, rootEnd) : undefined,
    path,
    options,
    fragment: readFragment(cursor, end, path.segments.at(-1)?.name.name),
    errors: inOrder(cursor.errors),
  };
}

function readFragment(cursor: Cursor, start: number, last: string | undefined): Span | undefined {
  if (start >= cursor.end) return undefined;
  // A context URL of an answer, which nobody sends: `$metadata#accounts(name)`.
  if (!cursor.strict || last !== '$metadata') {
    const message = 'What follows "#" never reaches the server. Inside a value write %23.';
    cursor.error('fragment', start, cursor.end, message);
  }
  return cursor.span(start, cursor.end);
}

/** Reads `$select=…&$filter=…`, with or without a leading `?`. */
export function parseQueryOptions(text: string, dialect: Dialect = 'dataverse'): ParsedOptions {
  const source = sourceOf(text);
  const cursor = new Cursor(source, grammar, dialect);
  const options = splitOptions(source, dialect).options.map((at) => readOption(cursor, at));
  reportDuplicates(cursor, options);
  return { kind: 'options', start: 0, end: text.length, text, options, errors: inOrder(cursor.errors) };
}

/** Reads what may follow `$filter=`. */
export function parseFilter(text: string, dialect: Dialect = 'dataverse'): ParsedExpression {
  const cursor = new Cursor(sourceOf(text), grammar, dialect);
  const expression = readWholeExpression(cursor);
  return { kind: 'expression', start: 0, end: text.length, text, expression, errors: inOrder(cursor.errors) };
}

function inOrder(errors: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  return errors.length < 2 ? errors : errors.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
