import type { Expression, ODataUrl, Parsed, QueryOption, Span, SyntaxProblem } from './ast';
import { Cursor, type Grammar } from './cursor';
import { readExpression, readWholeExpression } from './expression';
import { readNestedOptions, readOption, reportDuplicates } from './options';
import { readResourcePath } from './path';
import { sourceOf } from './source';
import { splitOptions, splitUrl } from './structure';

const grammar: Grammar = { expression: readExpression, nestedOptions: readNestedOptions };

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
export function parseODataUrl(text: string): ODataUrl {
  const source = sourceOf(text);
  const structure = splitUrl(source);
  const cursor = new Cursor(source, grammar);
  cursor.pos = structure.rootEnd;
  cursor.end = structure.pathEnd;
  const path = readResourcePath(cursor);
  if (path.segments.length === 0 && structure.rootEnd === 0 && text.trim() !== '') {
    cursor.error('expected-name', 0, 0, 'The name of a table (entity set) or function is missing here.');
  }
  cursor.end = source.chars.length;
  const options = structure.options.map((at) => readOption(cursor, at));
  reportDuplicates(cursor, options);
  const fragment = cursor.span(structure.end, source.chars.length);
  const hasFragment = structure.end < source.chars.length;
  if (hasFragment) {
    const message = 'What follows "#" never reaches the server. Inside a value write %23.';
    cursor.error('fragment', structure.end, source.chars.length, message);
  }
  return {
    kind: 'url',
    start: 0,
    end: text.length,
    text,
    ...(structure.rootEnd > 0 ? { root: cursor.span(0, structure.rootEnd) } : {}),
    path,
    options,
    ...(hasFragment ? { fragment } : {}),
    errors: inOrder(cursor.errors),
  };
}

/** Reads `$select=…&$filter=…`, with or without a leading `?`. */
export function parseQueryOptions(text: string): ParsedOptions {
  const source = sourceOf(text);
  const cursor = new Cursor(source, grammar);
  const options = splitOptions(source).options.map((at) => readOption(cursor, at));
  reportDuplicates(cursor, options);
  return { kind: 'options', start: 0, end: text.length, text, options, errors: inOrder(cursor.errors) };
}

/** Reads what may follow `$filter=`. */
export function parseFilter(text: string): ParsedExpression {
  const cursor = new Cursor(sourceOf(text), grammar);
  const expression = readWholeExpression(cursor);
  return { kind: 'expression', start: 0, end: text.length, text, expression, errors: inOrder(cursor.errors) };
}

function inOrder(errors: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  return errors.length < 2 ? errors : errors.toSorted((a, b) => a.start - b.start || a.end - b.end);
}
