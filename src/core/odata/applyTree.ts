// The tree of `$apply` (OData Extension for Data Aggregation 4.0).

import type { ArgumentList, Expression, Identifier, Span } from './expressionTree';
import type { ComputeItem, OrderbyItem } from './itemTree';
import type { SearchExpression } from './searchTree';

/** Transformations in a row, separated by `/`. */
export interface ApplyExpression extends Span {
  readonly kind: 'apply-expression';
  readonly transformations: readonly Transformation[];
  /** `nest(… as name)` and `addnested(path,… as name)` name what a sequence gives. */
  readonly alias?: Identifier | undefined;
}

export interface AggregateTransformation extends Span {
  readonly kind: 'aggregate';
  readonly items: readonly AggregateItem[];
}

/** `expression [with method] [from …] [as alias]`; `$count as alias` has a path `$count` and no method. */
export interface AggregateItem extends Span {
  readonly kind: 'aggregate-item';
  readonly expression: Expression;
  /** `sum`, `min`, `max`, `average`, `countdistinct`, or a qualified custom method. */
  readonly method?: Identifier | undefined;
  readonly from: readonly AggregateFrom[];
  readonly alias?: Identifier | undefined;
}

/** `from path[,path…] [with method]` */
export interface AggregateFrom extends Span {
  readonly kind: 'aggregate-from';
  readonly path: Expression;
  /** The paths behind the first one. */
  readonly others?: readonly Expression[] | undefined;
  readonly method?: Identifier | undefined;
}

/** `groupby((a,b/c,rollup(…)),transformations)` */
export interface GroupbyTransformation extends Span {
  readonly kind: 'groupby';
  /** Each a path; `rollup(…)` is a call. */
  readonly keys: readonly Expression[];
  readonly apply?: ApplyExpression | undefined;
}

export interface FilterTransformation extends Span {
  readonly kind: 'filter-transformation';
  readonly expression: Expression;
}

export interface OrderbyTransformation extends Span {
  readonly kind: 'orderby-transformation';
  readonly items: readonly OrderbyItem[];
}

export interface ComputeTransformation extends Span {
  readonly kind: 'compute-transformation';
  readonly items: readonly ComputeItem[];
}

/** `concat(a,b)` */
export interface ConcatTransformation extends Span {
  readonly kind: 'concat';
  readonly sequences: readonly ApplyExpression[];
}

/**
 * `expand(nav,…)`, `join(nav as x,…)`, `outerjoin(nav as x,…)`, `addnested(nav,… as x)`: a path, then transformations
 * on it; `nest(… as x,…)` has a `missing` path.
 */
export interface NestedTransformation extends Span {
  readonly kind: 'nested-transformation';
  readonly name: Identifier;
  readonly path: Expression;
  readonly alias?: Identifier | undefined;
  readonly sequences: readonly ApplyExpression[];
}

/** Every other transformation: `topcount(2,revenue)`, `top(2)`, `skip(1)`, `identity`, `search(…)`, custom ones. */
export interface CallTransformation extends Span {
  readonly kind: 'call-transformation';
  readonly name: Identifier;
  /** Holds no items where one of the following holds what stands in the parentheses. */
  readonly args?: ArgumentList | undefined;
  /** Of `search(…)`. */
  readonly search?: SearchExpression | undefined;
  /** Of `ancestors(…)`, `descendants(…)` and `traverse(…)`. */
  readonly hierarchy?: Hierarchy | undefined;
}

/**
 * `ancestors(nodes,qualifier,path,filter(…)[,distance][,keep start])`,
 * `traverse(nodes,qualifier,path,preorder[,filter(…)][,Name desc])`
 */
export interface Hierarchy extends Span {
  readonly kind: 'hierarchy';
  readonly nodes: Expression;
  readonly qualifier: Expression;
  readonly path: Expression;
  /** `preorder` or `postorder` of `traverse`. */
  readonly order?: Identifier | undefined;
  readonly apply?: ApplyExpression | undefined;
  readonly distance?: Expression | undefined;
  /** `keep start` */
  readonly keepStart?: Span | undefined;
  readonly orderby: readonly OrderbyItem[];
}

export type Transformation =
  | AggregateTransformation
  | GroupbyTransformation
  | FilterTransformation
  | OrderbyTransformation
  | ComputeTransformation
  | ConcatTransformation
  | NestedTransformation
  | CallTransformation;
