// The tree of `$search`.

import type { MissingExpression, Span } from './expressionTree';

export type SearchExpression =
  SearchTerm | SearchNot | SearchLogical | SearchParenthesized | MissingExpression;

/** `word`, `"a phrase"`, or `'text still being typed'` as OData 4.01 has it, quotes undone. */
export interface SearchTerm extends Span {
  readonly kind: 'search-term';
  readonly form: 'word' | 'phrase' | 'incomplete';
  readonly value: string;
}

export interface SearchNot extends Span {
  readonly kind: 'search-not';
  readonly operand: SearchExpression;
}

/** Flat. Words with nothing between them are joined by `AND`; the span of that operator is empty. */
export interface SearchLogical extends Span {
  readonly kind: 'search-logical';
  readonly operator: 'AND' | 'OR';
  /** At least two. */
  readonly operands: readonly SearchExpression[];
  /** Where the operators stand: one fewer than operands. */
  readonly operators: readonly Span[];
}

export interface SearchParenthesized extends Span {
  readonly kind: 'search-parenthesized';
  readonly search: SearchExpression;
}
