// The URL as the product's parser reads it, and its syntax errors in Dataverse's words.
import type { Identifier, ODataUrl, QueryOption, SyntaxProblem } from '../../../../src/core/odata/ast';
import { parseODataUrl } from '../../../../src/core/odata';
import * as errors from '../errors';
import type { SourceText } from './scope';
import { never } from '../never';

/** Blanks around option names, a comma too many in $select: published requests have them and are taken. */
const harmless = new Set<SyntaxProblem['code']>(['fragment', 'bad-encoding']);

const takenOptions = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$expand',
  '$apply',
  '$skiptoken',
  '$deltatoken',
  '$id',
]);

export function parseTarget(target: string): ODataUrl {
  const url = parseODataUrl(target);
  for (const option of url.options) {
    refuseUnknown(option.name);
    refuseBroken(url, option);
  }
  const inPath = url.errors.find(
    (error) => error.start < (url.options[0]?.start ?? Number.MAX_SAFE_INTEGER) && !harmless.has(error.code),
  );
  if (inPath !== undefined) throw pathError(url, inPath);
  return url;
}

function refuseUnknown({ name }: Identifier): void {
  const option = name.trim();
  if (!option.startsWith('$') || takenOptions.has(option)) return;
  throw option === '$skip' ? errors.skipRefused() : errors.unsupportedOption(option);
}

/** The decoded value of an option, to which error positions refer. */
export function sourceOf(url: ODataUrl, option: QueryOption): SourceText {
  const start = option.value?.start ?? option.end;
  return {
    text: option.value?.text ?? '',
    position: (offset) => decode(url.text.slice(start, offset)).length,
    slice: (from, to) => decode(url.text.slice(from, to)),
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refuseBroken(url: ODataUrl, option: QueryOption): void {
  const { text, position } = sourceOf(url, option);
  const error = url.errors.find(
    ({ start, code }) => start >= option.start && start <= option.end && !harmless.has(code),
  );
  if (error !== undefined && inArray(text, position(error.start))) throw errors.invalidJson();
  if ((option.kind === 'filter' || option.kind === 'orderby') && text.split("'").length % 2 === 0) {
    throw errors.unterminated(text.length, text);
  }
  // The schema's part says what is wrong with a literal, if it is.
  if (error === undefined || error.code === 'bad-literal') return;
  throw syntaxRefusal(url, option, error);
}

function syntaxRefusal(url: ODataUrl, option: QueryOption, error: SyntaxProblem): errors.Refusal {
  const { text, position } = sourceOf(url, option);
  switch (error.code) {
    case 'unterminated-string':
      return errors.unterminated(text.length, text);
    case 'bad-number':
      return errors.invalidTop(text);
    case 'bad-boolean':
      return errors.invalidCount(text);
    case 'duplicate-option':
      return errors.duplicateOption(option.name.name);
    case 'expected-expression':
    case 'expected-value':
      return errors.expressionExpected(position(error.start), text);
    case 'expected-close':
      return errors.closeExpected(text.length, text);
    case 'misplaced-option':
    case 'unknown-option':
      return errors.unsupportedOption(decode(url.text.slice(error.start, error.end)));
    case 'bad-literal':
    case 'unexpected-text':
    case 'expected-name':
    case 'operator-case':
    case 'too-deep':
    case 'bad-encoding':
    case 'fragment':
      return errors.syntaxAt(position(error.start), text);
    default:
      return never(error.code);
  }
}

/** Lists of values are JSON, which Dataverse reads with another reader, and other words. */
function inArray(text: string, position: number): boolean {
  const open = text.lastIndexOf('[', position);
  if (open < 0 || text.slice(open, position).includes(']')) return false;
  return open === 0 || text[open - 1] === '=';
}

/** A key that ends too early is told with its place; anything else in a path is bad syntax. */
function pathError(url: ODataUrl, error: SyntaxProblem): errors.Refusal {
  const segment = url.path.segments.find(({ start, end }) => error.start >= start && error.start <= end);
  const key = segment?.args === undefined ? '' : decode(url.text.slice(segment.args.start, segment.args.end));
  const read = /^\([0-9a-z_]+(?=-)/i.exec(key);
  return read === null ? errors.badSyntax() : errors.closeOrCommaExpected(read[0].length, key);
}
