import type { Expression, Span } from '../../src/core/odata';
import type { Judge } from './judge';
import { isJson } from './json';
import { isLiteralOf, isPrimitiveLiteral } from './literals';
import { runs } from './machine';
import { memberMachine } from './memberMachine';
import { isMethodCall } from './methods';
import { gaps } from './patterns';
import { areJoined, expressionTokens } from './tokens';

/** Whether a tree is a commonExpr of section 4. */
export function isExpression(judge: Judge, node: Expression): boolean {
  return new Chain(judge).goesOver(node);
}

/**
 * The grammar knows no precedence: operands and operators stand in a row. But every expression has one place for an
 * arithmetic operator, then one for a comparison, then one for `and` or `or`. What stands behind the operator is an
 * expression of its own, except behind `has` and before a list behind `in`: what follows those must find a place in
 * an expression around them.
 */
class Chain {
  readonly #judge: Judge;
  /** For each expression that is open, the first place that is still free: 0 arithmetic, 1 comparison, 2 logic. */
  readonly #open = [0];
  #needsPlace = false;

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  goesOver(node: Expression): boolean {
    const links = linksOf(node);
    return links.every((link, i) => {
      const { operator } = link;
      const next = links[i + 1];
      if (operator === undefined) return this.#isOperand(link.node, links[i - 1]);
      if (!next) return false;
      const before = links[i - 1];
      return before ? this.#isInfix(link, before, next) : this.#isPrefix(link, next);
    });
  }

  #isPrefix({ operator, start }: Link, next: Link): boolean {
    this.#open.push(0);
    return this.#judge.lead(start, next, operator === 'not' ? gaps.not : gaps.minus);
  }

  /** Blanks on both sides, and a free place; opens the expression behind the operator. */
  #isInfix(link: Link, before: Link, next: Link): boolean {
    if (link.isPrefix) return this.#isPrefix(link, next);
    const place = placeOf(link.operator);
    if (this.#needsPlace) {
      while (this.#open.length > 0 && (this.#open.at(-1) ?? 3) > place) this.#open.pop();
      this.#needsPlace = false;
    }
    if (this.#open.length === 0 || (link.operator === 'has' && next.isPrefix)) return false;
    this.#open[this.#open.length - 1] = place + 1;
    this.#open.push(0);
    return (
      this.#judge.gap(before.end, link.start, gaps.rws) &&
      this.#judge.reach(link.end) &&
      this.#judge.lead(link.end, next, gaps.rws)
    );
  }

  #isOperand(node: Expression | undefined, before: Link | undefined): boolean {
    if (!node) return false;
    const judge = this.#judge;
    if (before?.operator === 'has' && !before.isPrefix) {
      this.#close();
      return node.kind === 'literal' && isLiteralOf(judge, 'enumLiteral', node) && judge.reach(node.end);
    }
    if (before?.operator === 'in' && node.kind === 'list') {
      const [only] = node.items;
      // One item in parentheses is an expression like any other.
      if (only && node.items.length === 1) return judge.list(node, [only], (one) => isExpression(judge, one));
      this.#close();
      return isLiteralList(judge, node, node.items);
    }
    // `-5` is a literal, or an expression of its own that is negated.
    if (node.kind === 'literal' && /^-(?:\d|INF)/.test(judge.raw(node))) this.#open.push(0);
    return isPrimary(judge, node) && judge.reach(node.end);
  }

  /** What stands behind the operator is no expression that could go on. */
  #close(): void {
    this.#open.pop();
    this.#needsPlace = true;
  }
}

/** An operand or an operator, in the order of the text. */
interface Link extends Span {
  readonly node?: Expression;
  readonly operator?: string;
  readonly isPrefix?: true;
}

function linksOf(node: Expression): Link[] {
  switch (node.kind) {
    case 'binary': {
      const { operator, operatorSpan, left, right } = node;
      return [...linksOf(left), { ...operatorSpan, operator }, ...linksOf(right)];
    }
    case 'logical':
      return node.operands.flatMap((operand, i) => {
        const at = node.operators[i - 1];
        return at ? [{ ...at, operator: node.operator }, ...linksOf(operand)] : linksOf(operand);
      });
    case 'unary': {
      const { start, operator, operand } = node;
      return [{ start, end: start + operator.length, operator, isPrefix: true }, ...linksOf(operand)];
    }
    case 'literal':
    case 'alias-reference':
    case 'path':
    case 'call':
    case 'lambda':
    case 'parenthesized':
    case 'list':
    case 'json-array':
    case 'json-object':
    case 'missing':
    case 'error':
      break;
  }
  return [{ start: node.start, end: node.end, node }];
}

function placeOf(operator: string | undefined): number {
  if (operator === 'and' || operator === 'or') return 2;
  return ['add', 'sub', 'mul', 'div', 'divby', 'mod'].includes(operator ?? '') ? 0 : 1;
}

export function isLiteralList(judge: Judge, within: Span, items: readonly Expression[]): boolean {
  return judge.list(
    within,
    items,
    (item) => item.kind === 'literal' && isPrimitiveLiteral(judge, item) && judge.reach(item.end),
  );
}

function isPrimary(judge: Judge, node: Expression): boolean {
  switch (node.kind) {
    case 'literal':
      return isPrimitiveLiteral(judge, node) || isNameLikeLiteral(judge, node);
    case 'json-array':
    case 'json-object':
      return isJson(judge, node);
    case 'parenthesized':
      return judge.list(node, [node.expression], (inner) => isExpression(judge, inner));
    case 'call':
      return isMethodCall(judge, node) || isMember(judge, node, 'commonExpr');
    case 'path':
    case 'lambda':
    case 'alias-reference':
      return isMember(judge, node, 'commonExpr');
    case 'unary':
    case 'binary':
    case 'logical':
      return isExpression(judge, node);
    case 'list':
    case 'missing':
    case 'error':
      break;
  }
  return false;
}

/** A name that reads like a literal: a property may be called `NaN`. */
function isNameLikeLiteral(judge: Judge, node: Span): boolean {
  return runs(memberMachine, 'commonExpr', judge, [{ kind: 'name', start: node.start, end: node.end }]);
}

/** Whether a tree is a path that begins in `state` of the machine. */
export function isMember(judge: Judge, node: Expression, state: string): boolean {
  const tokens = expressionTokens(node);
  return tokens !== undefined && areJoined(judge, tokens) && runs(memberMachine, state, judge, tokens);
}
