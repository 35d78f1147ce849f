// Items of lists that options and transformations of `$apply` share.

import type { Expression, Identifier, Span } from './expressionTree';

export interface OrderbyItem extends Span {
  readonly kind: 'orderby-item';
  readonly expression: Expression;
  /** Absent where none is written: ascending. */
  readonly direction?: (Identifier & { readonly name: 'asc' | 'desc' }) | undefined;
}

/** `expression as name` */
export interface ComputeItem extends Span {
  readonly kind: 'compute-item';
  readonly expression: Expression;
  readonly alias?: Identifier | undefined;
}
