import { parseFilter, type Expression, type QueryOption, type Span } from '../../src/core/odata';
import { isApply } from './apply';
import { areComputeItems, areExpandItems, areOrderbyItems, areSelectItems } from './items';
import type { Judge } from './judge';
import { gaps, literals, texts } from './patterns';
import { isSearch } from './search';
import { isParameterAlias } from './takes';

// Section 2, Query Options.

/** Options separated by `&`, from `start` to `end`, each of one of the kinds. */
export function areOptions(
  judge: Judge,
  options: readonly QueryOption[],
  { start, end }: Span,
  kinds: ReadonlySet<string>,
): boolean {
  return (
    options[0]?.start === start &&
    areSeparated(judge, options, end, /^&$/, kinds) &&
    options.at(-1)?.end === end
  );
}

/** Options separated by `;`, in parentheses that `within` holds. */
export function areNestedOptions(
  judge: Judge,
  options: readonly QueryOption[],
  within: Span,
  kinds: ReadonlySet<string>,
): boolean {
  const [first] = options;
  const last = options.at(-1);
  return (
    first !== undefined &&
    last !== undefined &&
    judge.gap(within.start, first.start, gaps.open) &&
    areSeparated(judge, options, last.end, gaps.semicolon, kinds) &&
    judge.gap(last.end, within.end, gaps.close)
  );
}

function areSeparated(
  judge: Judge,
  options: readonly QueryOption[],
  end: number,
  separator: RegExp,
  kinds: ReadonlySet<string>,
): boolean {
  return options.every((option, i) => {
    const next = options[i + 1];
    return (
      isOption(judge, option, kinds) &&
      judge.gap(option.end, next?.start ?? end, next ? separator : gaps.none)
    );
  });
}

export function isOption(judge: Judge, option: QueryOption, kinds: ReadonlySet<string>): boolean {
  const { name, value, kind, start } = option;
  if (name.start !== start || !judge.names.allows(ruleOf(kind), judge.raw(option))) return false;
  // An encoded `$` is no `$` to the grammar: such a name is one of the service's own.
  const isKind = kinds.has(kind) && !judge.raw(name).startsWith('%24');
  if (isKind) judge.reach(name.end);
  if (value && judge.text.slice(name.end, value.start) !== '=') return false;
  if (isKind && value) judge.reach(value.start);
  if (kind !== 'custom' && isKind && value && isKnown(judge, option, value)) return true;
  // Without the `$` it may be a name of the service's own.
  const isOwn = kind === 'custom' || !/^[$@]/.test(judge.raw(name));
  return isOwn && isUnnamed(judge, option, kinds);
}

function ruleOf(kind: QueryOption['kind']): string {
  if (kind === 'count') return 'inlinecount';
  return kind === 'alias' ? 'aliasAndValue' : kind === 'custom' ? 'queryOption' : kind;
}

function isKnown(judge: Judge, option: QueryOption, value: Span): boolean {
  switch (option.kind) {
    case 'select':
      return areSelectItems(judge, option.items, value);
    case 'expand':
      return areExpandItems(judge, option.items, value);
    case 'orderby':
      return areOrderbyItems(judge, option.items, value);
    case 'compute':
      return areComputeItems(judge, option.items, value);
    case 'apply':
      return isApply(judge, option.apply, value);
    case 'filter':
      return fills(judge, option.expression, value);
    case 'alias':
      return isParameterAlias(judge, option.name) && fills(judge, option.expression, value);
    case 'search':
      return option.search !== undefined && isSearch(judge, option.search, value, true);
    case 'top':
    case 'skip':
    case 'index':
    case 'count':
    case 'format':
    case 'skiptoken':
    case 'deltatoken':
    case 'schemaversion':
    case 'id':
    case 'levels':
    case 'custom':
      break;
  }
  return isPlain(option.kind, judge, option.name, value);
}

const plain: Readonly<Record<string, RegExp>> = {
  top: /^\d+$/,
  skip: /^\d+$/,
  index: /^-?\d+$/,
  count: literals['boolean'] ?? /$^/,
  format: texts.mediaType,
  skiptoken: texts.oneOrMorePlain,
  deltatoken: texts.oneOrMorePlain,
  schemaversion: texts.schemaVersion,
  id: texts.oneOrMorePlain,
  levels: /^(?:[1-9]\d*|max)$/i,
};

function isPlain(kind: string, judge: Judge, name: Span, value: Span): boolean {
  // These two have no form without the `$`.
  const needsDollar = kind === 'skiptoken' || kind === 'deltatoken';
  if (needsDollar && !judge.raw(name).startsWith('$')) return false;
  return plain[kind]?.test(judge.raw(value)) === true && judge.reach(value.end);
}

/** An expression, an array or an object that is all of a value. */
export function fills(judge: Judge, node: Expression, { start, end }: Span): boolean {
  return judge.lead(start, node, gaps.none) && judge.expression(node) && judge.gap(node.end, end, gaps.none);
}

/** An option that the parser knows no more of: `p=1` for `@p=1`, one of the temporal extension, or a custom one. */
function isUnnamed(judge: Judge, option: QueryOption, kinds: ReadonlySet<string>): boolean {
  const { name, value } = option;
  const text = judge.raw(name);
  if (value && kinds.has('temporal') && temporal.test(text)) return isTemporal(judge, value);
  if (text.startsWith('$') || text.startsWith('@')) return false;
  if (value && kinds.has('name-and-value') && judge.isName('parameterName', name)) {
    if (isExpressionText(judge, value)) return true;
  }
  return kinds.has('custom') && isCustom(judge, name, value);
}

export function isCustom(judge: Judge, name: Span, value: Span | undefined): boolean {
  const text = judge.raw(name);
  if (!texts.customName.test(text) || !judge.names.allows('customName', text)) return false;
  judge.reach(name.end);
  return value === undefined || (texts.anyPlain.test(judge.raw(value)) && judge.reach(value.end));
}

const temporal = /^\$(?:at|from|to|toInclusive)$/i;

function isTemporal(judge: Judge, value: Span): boolean {
  return /^(?:min|max)$/i.test(judge.raw(value)) || isExpressionText(judge, value);
}

/** Whether text that the tree holds as text is an expression: read by the parser on its own. */
function isExpressionText(judge: Judge, span: Span): boolean {
  // In its place, so that the offsets are those of the whole text.
  const padding = ' '.repeat(span.start);
  const { expression, errors } = parseFilter(padding + judge.raw(span), 'odata-4.01');
  return errors.length === 0 && fills(judge, expression, span);
}
