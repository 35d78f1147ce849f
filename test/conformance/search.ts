import type { Span } from '../../src/core/odata';
import type { SearchExpression, SearchLogical } from '../../src/core/odata/ast';
import type { Judge } from './judge';
import { gaps, texts } from './patterns';

/** A searchExpr that is all of a value; blanks may stand before it where `blanks`. */
export function isSearch(
  judge: Judge,
  node: SearchExpression,
  { start, end }: Span,
  blanks: boolean,
): boolean {
  const isAlone = node.kind === 'search-term' && node.form === 'incomplete';
  return (
    judge.gap(start, node.start, blanks ? gaps.bws : gaps.none) &&
    (isAlone ? isTermText(judge, node, texts.searchIncomplete) : isSearchExpression(judge, node)) &&
    judge.gap(node.end, end, endsWithWord(node) ? gaps.encodedBlanks : gaps.none)
  );
}

/** Encoded blanks at the end may be part of the last word. */
function endsWithWord(node: SearchExpression): boolean {
  if (node.kind === 'search-term') return node.form === 'word';
  const last =
    node.kind === 'search-logical'
      ? node.operands.at(-1)
      : node.kind === 'search-not'
        ? node.operand
        : undefined;
  return last !== undefined && endsWithWord(last);
}

export function isSearchExpression(judge: Judge, node: SearchExpression): boolean {
  switch (node.kind) {
    case 'search-term':
      if (node.form === 'incomplete') return false;
      return isTermText(judge, node, node.form === 'word' ? texts.searchWord : texts.searchPhrase);
    case 'search-not':
      return (
        judge.reach(node.start + 3) &&
        judge.gap(node.start + 3, node.operand.start, gaps.rws) &&
        isSearchExpression(judge, node.operand)
      );
    case 'search-parenthesized':
      return judge.list(node, [node.search], (inner) => isSearchExpression(judge, inner));
    case 'search-logical':
      return isLogical(judge, node);
    case 'missing':
      break;
  }
  return false;
}

function isLogical(judge: Judge, { operands, operators }: SearchLogical): boolean {
  return operands.every((operand, i) => {
    const before = operands[i - 1];
    const at = operators[i - 1];
    if (!before || !at) return isSearchExpression(judge, operand);
    const isJoined =
      judge.gap(before.end, at.start, gaps.rws) &&
      judge.gap(at.end, operand.start, at.end > at.start ? gaps.rws : gaps.none);
    return isJoined && isSearchExpression(judge, operand);
  });
}

function isTermText(judge: Judge, span: Span, pattern: RegExp): boolean {
  return pattern.test(judge.raw(span)) && judge.reach(span.end);
}
