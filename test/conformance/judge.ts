import type { Expression, QueryOption, Span } from '../../src/core/odata';
import type { AggregateItem } from '../../src/core/odata/ast';
import type { Names } from './names';
import { gaps } from './patterns';

/** The parts of the grammar that contain each other, so that their files need not import each other. */
export interface Parts {
  expression(judge: Judge, node: Expression): boolean;
  /** Options in parentheses from `within.start` to `within.end`, each of one of the kinds. */
  nestedOptions(
    judge: Judge,
    options: readonly QueryOption[],
    within: Span,
    allowed: ReadonlySet<string>,
  ): boolean;
  /** `aggregate(…)` behind a path. */
  aggregateFunction(judge: Judge, items: readonly AggregateItem[], within: Span): boolean;
}

/**
 * Holds the tree of a text against the grammar, to the letter: the parser says what the parts are, the judge whether
 * they are allowed there and what stands between them.
 */
export class Judge {
  readonly text: string;
  readonly names: Names;
  readonly parts: Parts;
  #farthest = 0;

  constructor(text: string, names: Names, parts: Parts) {
    this.text = text;
    this.names = names;
    this.parts = parts;
  }

  /** Up to where the text was found right. */
  get farthest(): number {
    return this.#farthest;
  }

  reach(offset: number): true {
    if (offset > this.#farthest) this.#farthest = offset;
    return true;
  }

  raw({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Whether the text between two offsets is what the grammar has there. */
  gap(from: number, to: number, pattern: RegExp): boolean {
    return this.reach(from) && pattern.test(this.text.slice(from, to)) && this.reach(to);
  }

  /** Whether `text` is what a name's rule takes; where it is, the text is right up to there. */
  isName(rule: string, span: Span): boolean {
    return this.names.is(rule, this.raw(span)) && this.reach(span.end);
  }

  expression(node: Expression): boolean {
    return this.parts.expression(this, node);
  }

  /**
   * `OPEN BWS a BWS COMMA BWS b BWS CLOSE` within the parentheses' span, each item being what `isItem` likes; where
   * `exact`, without the blanks. From left to right, so that the first thing that is wrong is found first.
   */
  list<T extends Span>(
    within: Span,
    items: readonly T[],
    isItem: (item: T) => boolean = () => true,
    exact = false,
  ): boolean {
    const { open, comma, close, empty } = exact ? gaps.exactList : gaps.list;
    const [first] = items;
    if (!first) return this.gap(within.start, within.end, empty);
    if (!this.lead(within.start, first, open)) return false;
    return items.every((item, i) => {
      const next = items[i + 1];
      if (!isItem(item)) return false;
      return next ? this.gap(item.end, next.start, comma) : this.gap(item.end, within.end, close);
    });
  }

  /**
   * What stands before an expression: `pattern`, and blanks where it begins with an array or an object, whose opening
   * bracket may have blanks before it.
   */
  lead(from: number, node: Span, pattern: RegExp): boolean {
    const isJson = gaps.jsonOpen.test(this.text.slice(node.start));
    if (!isJson) return this.gap(from, node.start, pattern);
    let to = node.start;
    while (to > from && gaps.blankEnd.test(this.text.slice(from, to))) {
      to -= this.text.charAt(to - 1) === ' ' || this.text.charAt(to - 1) === '\t' ? 1 : 3;
    }
    return this.gap(from, node.start, pattern) || this.gap(from, to, pattern);
  }
}
