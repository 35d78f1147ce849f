import { parseQueryOptions, type QueryOption, type Span } from '../../../src/core/odata';
import type { SearchExpression } from '../../../src/core/odata/ast';
import { isComputeItem, isExpandItem, isOrderbyItem, isSelectItem } from '../items';
import type { Judge } from '../judge';
import { allowed } from '../optionKinds';
import { areOptions, isCustom, isOption } from '../options';
import { isSearch, isSearchExpression } from '../search';
import { judged, type Around, type Handler, type Handlers } from './verdict';

// The rules of section 2, and those of the temporal extension, which are options too.

/** A text that is one option, of one of the kinds. */
function one(kinds: ReadonlySet<string>): Handler {
  return judged(parseQueryOptions, (judge, { options }) => {
    const [option] = options;
    return option !== undefined && isWhole(judge, options) && isOption(judge, option, kinds);
  });
}

function isWhole(judge: Judge, options: readonly QueryOption[]): boolean {
  const [first] = options;
  if (options.length === 1 && first?.start === 0 && first.end === judge.text.length) return true;
  // What follows is no part of the option.
  if (first?.start === 0) judge.reach(first.end);
  return false;
}

function kind(...kinds: string[]): Handler {
  return one(new Set(kinds));
}

function list(kinds: ReadonlySet<string>, needsId = false): Handler {
  return judged(parseQueryOptions, (judge, { options }) => {
    const hasId = options.some((option) => option.kind === 'id');
    const all = needsId ? new Set([...kinds, 'id']) : kinds;
    return hasId >= needsId && areOptions(judge, options, { start: 0, end: judge.text.length }, all);
  });
}

/** One option of `$expand=x(…)` or `$select=x(…)`. */
function nested(option: '$expand' | '$select', kinds: ReadonlySet<string>): Handler {
  const around: Around = { before: `${option}=x(`, behind: ')' };
  return inside(around, (judge, outer, within) => {
    const [item] = outer.kind === 'expand' || outer.kind === 'select' ? outer.items : [];
    const [only] = item?.options ?? [];
    const isAlone = item?.options.length === 1 && only?.start === within.start && only.end === within.end;
    return only !== undefined && isAlone && isOption(judge, only, kinds);
  });
}

/** A check of the option that the parser reads when the text stands in it. */
export function inside(
  around: Around,
  check: (judge: Judge, option: QueryOption, within: Span) => boolean,
): Handler {
  return judged(
    parseQueryOptions,
    (judge, { options }) => {
      const [option] = options;
      const within = { start: around.before.length, end: judge.text.length - around.behind.length };
      return option !== undefined && isWhole(judge, options) && check(judge, option, within);
    },
    around,
  );
}

/** The only item of an option, where it is all of the text. */
function isAll<T extends Span>(items: readonly T[], { start, end }: Span): T | undefined {
  const [first] = items;
  return items.length === 1 && first?.start === start && first.end === end ? first : undefined;
}

function selectRule(state: string): Handler {
  return inside({ before: '$select=', behind: '' }, (judge, option, within) => {
    const item = option.kind === 'select' ? isAll(option.items, within) : undefined;
    return item !== undefined && isSelectItem(judge, item, state);
  });
}

function expandRule(state: string): Handler {
  return inside({ before: '$expand=', behind: '' }, (judge, option, within) => {
    const item = option.kind === 'expand' ? isAll(option.items, within) : undefined;
    return item !== undefined && isExpandItem(judge, item, state);
  });
}

function searchRule(...kinds: string[]): Handler {
  return inside({ before: '$search=', behind: '' }, (judge, option, within) => {
    const node = option.kind === 'search' ? option.search : undefined;
    if (!node || node.start !== within.start || node.end !== within.end) return false;
    const name = node.kind === 'search-term' ? node.form : node.kind;
    // What stands behind NOT is an expression with all that follows.
    const leading = node.kind === 'search-logical' ? firstOf(node).kind : name;
    if (!kinds.includes(name) && !(kinds.includes('search-not') && leading === 'search-not')) return false;
    return name === 'incomplete' ? isSearch(judge, node, within, false) : isSearchExpression(judge, node);
  });
}

function firstOf(node: SearchExpression): SearchExpression {
  const first = node.kind === 'search-logical' ? node.operands[0] : undefined;
  return first ? firstOf(first) : node;
}

/** ` OR b`, ` AND b`, ` b` */
function searchTail(operator: 'AND' | 'OR'): Handler {
  return inside({ before: '$search=x', behind: '' }, (judge, option) => {
    const node = option.kind === 'search' ? option.search : undefined;
    if (node?.kind !== 'search-logical' || !isSearchExpression(judge, node)) return false;
    if (firstOf(node).end !== '$search=x'.length) return false;
    const [first] = node.operands;
    const leading = first?.kind === 'search-logical' ? first.operator : node.operator;
    return leading === operator;
  });
}

const temporal = kind('temporal');

export const optionRules: Handlers = {
  queryOptions: list(allowed.queryOption),
  queryOption: one(allowed.queryOption),
  batchOptions: list(allowed.batchOption),
  batchOption: one(allowed.batchOption),
  metadataOptions: list(allowed.metadataOption),
  metadataOption: one(allowed.metadataOption),
  entityOptions: list(allowed.entityIdOption, true),
  entityIdOption: one(allowed.entityIdOption),
  entityCastOptions: list(allowed.entityCastOption, true),
  entityCastOption: one(allowed.entityCastOption),
  systemQueryOption: one(allowed.systemQueryOption),
  id: kind('id'),
  compute: kind('compute'),
  expand: kind('expand'),
  filter: kind('filter'),
  orderby: kind('orderby'),
  skip: kind('skip'),
  top: kind('top'),
  index: kind('index'),
  format: kind('format'),
  inlinecount: kind('count'),
  schemaversion: kind('schemaversion'),
  search: kind('search'),
  select: kind('select'),
  deltatoken: kind('deltatoken'),
  skiptoken: kind('skiptoken'),
  apply: kind('apply'),
  aliasAndValue: kind('alias'),
  nameAndValue: kind('name-and-value'),
  customQueryOption: judged(parseQueryOptions, (judge, { options }) => {
    const [option] = options;
    return option !== undefined && isWhole(judge, options) && isCustom(judge, option.name, option.value);
  }),
  temporalOption: temporal,
  'at-option': temporal,
  from: temporal,
  to: temporal,
  toInclusive: temporal,
  temporalExpr: inside({ before: '$at=', behind: '' }, (judge, option) =>
    isOption(judge, option, new Set(['temporal'])),
  ),
  levels: nested('$expand', allowed.levels),
  expandOption: nested('$expand', allowed.expandOption),
  expandRefOption: nested('$expand', allowed.expandRefOption),
  expandCountOption: nested('$expand', allowed.expandCountOption),
  selectOption: nested('$select', allowed.selectOption),
  selectOptionPC: nested('$select', allowed.selectOptionPC),
  expandItem: expandRule('expandItem'),
  expandPath: expandRule('expandPath'),
  selectItem: selectRule('selectItem'),
  selectProperty: selectRule('selectProperty'),
  selectPath: selectRule('selectPathOnly'),
  orderbyItem: inside({ before: '$orderby=', behind: '' }, (judge, option, within) => {
    const item = option.kind === 'orderby' ? isAll(option.items, within) : undefined;
    return item !== undefined && isOrderbyItem(judge, item);
  }),
  computeItem: inside({ before: '$compute=', behind: '' }, (judge, option, within) => {
    const item = option.kind === 'compute' ? isAll(option.items, within) : undefined;
    return item !== undefined && isComputeItem(judge, item);
  }),
  searchExpr: searchRule('word', 'phrase', 'search-not', 'search-logical', 'search-parenthesized'),
  searchParenExpr: searchRule('search-parenthesized'),
  searchNegateExpr: searchRule('search-not'),
  searchPhrase: searchRule('phrase'),
  searchWord: searchRule('word'),
  'searchExpr-incomplete': searchRule('incomplete'),
  searchOrExpr: searchTail('OR'),
  searchAndExpr: searchTail('AND'),
};
