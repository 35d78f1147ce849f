import type { Expression, Span } from '../../src/core/odata';
import type { BinaryExpression, UnaryExpression } from '../../src/core/odata/ast';
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
    switch (node.kind) {
      case 'binary':
        return this.#isBinary(node);
      case 'logical':
        return node.operands.every((operand, i) => {
          const at = node.operators[i - 1];
          const before = node.operands[i - 1];
          const isPlaced = !at || !before || this.#isOperator(before, at, operand, 2);
          return isPlaced && this.goesOver(operand);
        });
      case 'unary':
        return this.#isUnary(node);
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
    return isPrimary(this.#judge, node) && this.#judge.reach(node.end);
  }

  #isBinary({ operator, operatorSpan, left, right }: BinaryExpression): boolean {
    const place = ['add', 'sub', 'mul', 'div', 'divby', 'mod'].includes(operator) ? 0 : 1;
    if (!this.goesOver(left) || !this.#isOperator(left, operatorSpan, right, place)) return false;
    if (operator === 'in' && right.kind === 'list') {
      const [only] = right.items;
      // One item in parentheses is an expression like any other.
      if (only && right.items.length === 1) {
        return this.#judge.list(right, [only]) && isExpression(this.#judge, only);
      }
      this.#close();
      return isLiteralList(this.#judge, right, right.items);
    }
    if (operator !== 'has') return this.goesOver(right);
    this.#close();
    const isEnum = right.kind === 'literal' && isLiteralOf(this.#judge, 'enumLiteral', right);
    return isEnum && this.#judge.reach(right.end);
  }

  /** What stands behind the operator is no expression that could go on. */
  #close(): void {
    this.#open.pop();
    this.#needsPlace = true;
  }

  /** Blanks on both sides, and a free place; opens the expression behind the operator. */
  #isOperator(left: Span, at: Span, right: Span, place: number): boolean {
    if (this.#needsPlace) {
      while (this.#open.length > 0 && (this.#open.at(-1) ?? 3) > place) this.#open.pop();
      this.#needsPlace = false;
    }
    if (this.#open.length === 0) return false;
    this.#open[this.#open.length - 1] = place + 1;
    this.#open.push(0);
    return (
      this.#judge.trail(left, at.start, gaps.rws) &&
      this.#judge.reach(at.end) &&
      this.#judge.lead(at.end, right, gaps.rws)
    );
  }

  #isUnary({ start, operator, operand }: UnaryExpression): boolean {
    this.#open.push(0);
    const pattern = operator === 'not' ? gaps.not : gaps.minus;
    return this.#judge.lead(start, operand, pattern) && this.goesOver(operand);
  }
}

function isLiteralList(judge: Judge, within: Span, items: readonly Expression[]): boolean {
  return (
    judge.list(within, items) &&
    items.every((item) => item.kind === 'literal' && isPrimitiveLiteral(judge, item) && judge.reach(item.end))
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
      return judge.list(node, [node.expression]) && isExpression(judge, node.expression);
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
