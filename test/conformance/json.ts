import type { Expression, Span } from '../../src/core/odata';
import type { JsonMember } from '../../src/core/odata/ast';
import type { Judge } from './judge';
import { gaps, texts } from './patterns';

// Section 5, JSON format for queries.

export function isJson(judge: Judge, node: Expression): boolean {
  if (node.kind === 'json-array') {
    return areItems(judge, node, node.items, gaps.array, (item) => isValue(judge, item));
  }
  if (node.kind !== 'json-object') return false;
  return areItems(judge, node, node.members, gaps.object, (member) => isMember(judge, member));
}

interface Brackets {
  readonly open: RegExp;
  readonly close: RegExp;
  readonly empty: RegExp;
}

function areItems<T extends Span>(
  judge: Judge,
  { start, end }: Span,
  items: readonly T[],
  { open, close, empty }: Brackets,
  isItem: (item: T) => boolean,
): boolean {
  const [first] = items;
  if (!first) return judge.gap(start, end, empty);
  if (!judge.gap(start, first.start, open)) return false;
  return items.every((item, i) => {
    const next = items[i + 1];
    return isItem(item) && judge.gap(item.end, next?.start ?? end, next ? gaps.blankComma : close);
  });
}

/** `"text"` as JSON has it, or any expression. */
function isValue(judge: Judge, node: Expression): boolean {
  if (node.kind === 'literal' && isStringInUrl(judge.raw(node))) return judge.reach(node.end);
  return judge.expression(node);
}

export function isStringInUrl(text: string): boolean {
  return texts.jsonString.test(text);
}

function isMember(judge: Judge, { name, value }: JsonMember): boolean {
  return (
    isStringInUrl(judge.raw(name)) &&
    judge.reach(name.end) &&
    judge.gap(name.end, value.start, gaps.blankColon) &&
    isValue(judge, value)
  );
}
