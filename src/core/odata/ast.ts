import type { ArgumentList, Expression, Identifier, Span } from './expressionTree';

/**
 * The tree of an OData 4 request URL as Dataverse takes it. Every node carries its place in the source text as it
 * was given (percent-encoded or plain). The tree exists for any text: what could not be read is an `error` node,
 * what is not there a `missing` node, and `errors` says why.
 */

export * from './expressionTree';

/** What can be wrong with the syntax. Stable: a documentation link or a quick fix hangs on it. */
export type SyntaxCode =
  | 'expected-expression'
  | 'expected-name'
  | 'expected-close'
  | 'operator-case'
  | 'expected-value'
  | 'unexpected-text'
  | 'unterminated-string'
  | 'bad-literal'
  | 'bad-number'
  | 'bad-boolean'
  | 'unknown-option'
  | 'misplaced-option'
  | 'duplicate-option'
  | 'bad-encoding'
  | 'fragment'
  | 'too-deep';

export interface SyntaxProblem extends Span {
  readonly code: SyntaxCode;
  /** One sentence for a person. */
  readonly message: string;
}

/** What the URL-level parser tells beside the tree. Errors are in the order of their `start`. */
export interface Parsed {
  /** The source, whole. */
  readonly text: string;
  readonly errors: readonly SyntaxProblem[];
}

/** `[root][path][?options][#fragment]` */
export interface ODataUrl extends Span, Parsed {
  readonly kind: 'url';
  /** `https://host/api/data/v9.2/` or `/api/data/v9.2/`, where it is there. */
  readonly root?: Span;
  readonly path: ResourcePath;
  /** In the order of the text. */
  readonly options: readonly QueryOption[];
  /** From `#` on. It would never reach the server. */
  readonly fragment?: Span;
}

export interface ResourcePath extends Span {
  readonly kind: 'resource-path';
  readonly segments: readonly ResourceSegment[];
}

/**
 * One part between slashes: an entity set, a property, a cast (`Microsoft.Dynamics.CRM.x`), a function call, or
 * `$ref`, `$value`, `$count`, `$batch`, `$metadata`, … Which of them it is decides the schema; the syntax does not.
 */
export interface ResourceSegment extends Span {
  readonly kind: 'segment';
  readonly name: Identifier;
  /** A key or a function's parameters: `accounts(…)`, `WhoAmI()`. */
  readonly args?: ArgumentList;
  /** A key after a function's parameters: `f(x=1)(…)`. */
  readonly key?: ArgumentList;
}

// --- Query options ---------------------------------------------------------------------------------------------

interface OptionBase extends Span {
  /** As written, percent-encoding undone: `$select`, `select`, `@p1`, `fetchXml`. */
  readonly name: Identifier;
  /** What follows `=`, with surrounding blanks; absent where there is no `=`. */
  readonly value?: OptionValue;
}

export interface OptionValue extends Span {
  /** Percent-encoding undone. */
  readonly text: string;
}

export interface SelectOption extends OptionBase {
  readonly kind: 'select';
  readonly items: readonly SelectItem[];
  /** `$select=name,` stands in published samples, and Dataverse takes it: no error, but worth a warning. */
  readonly trailingComma?: Span;
}

export interface ExpandOption extends OptionBase {
  readonly kind: 'expand';
  readonly items: readonly ExpandItem[];
}

export interface FilterOption extends OptionBase {
  readonly kind: 'filter';
  readonly expression: Expression;
}

export interface OrderbyOption extends OptionBase {
  readonly kind: 'orderby';
  readonly items: readonly OrderbyItem[];
}

/** `$top`, `$skip`, `$index`; `number` is undefined where the text is no integer. */
export interface NumberOption extends OptionBase {
  readonly kind: 'top' | 'skip' | 'index';
  readonly number?: number;
}

/** `$count=true`; `count` is undefined where the text is neither `true` nor `false`. */
export interface CountOption extends OptionBase {
  readonly kind: 'count';
  readonly count?: boolean;
}

export interface ApplyOption extends OptionBase {
  readonly kind: 'apply';
  readonly apply: ApplyExpression;
}

export interface ComputeOption extends OptionBase {
  readonly kind: 'compute';
  readonly items: readonly ComputeItem[];
}

/** Options whose value is text to the grammar. `levels` stands inside `$expand` only. */
export interface TextOption extends OptionBase {
  readonly kind: 'search' | 'format' | 'skiptoken' | 'deltatoken' | 'schemaversion' | 'id' | 'levels';
}

/** `@p1=…` */
export interface AliasOption extends OptionBase {
  readonly kind: 'alias';
  readonly expression: Expression;
}

/** Anything else: `fetchXml`, `savedQuery`, `userQuery`, `partitionId`, … and unknown `$options` (with an error). */
export interface CustomOption extends OptionBase {
  readonly kind: 'custom';
}

export type QueryOption =
  | SelectOption
  | ExpandOption
  | FilterOption
  | OrderbyOption
  | NumberOption
  | CountOption
  | ApplyOption
  | ComputeOption
  | TextOption
  | AliasOption
  | CustomOption;

/** `name`, `a/b`, `Ns.Type/name`, `*`, `Ns.*`; with nested options as OData 4.01 has them. */
export interface SelectItem extends Span {
  readonly kind: 'select-item';
  readonly path: readonly Identifier[];
  readonly options: readonly QueryOption[];
}

/** `nav`, `nav/Ns.Type`, `nav/$ref`, `nav/$count`, `*`, each with nested options behind parentheses. */
export interface ExpandItem extends Span {
  readonly kind: 'expand-item';
  /** Without the suffix. */
  readonly path: readonly Identifier[];
  readonly suffix?: ExpandSuffix;
  readonly options: readonly QueryOption[];
}

export interface ExpandSuffix extends Identifier {
  readonly name: '$ref' | '$count' | '$value';
}

export interface OrderbyItem extends Span {
  readonly kind: 'orderby-item';
  readonly expression: Expression;
  /** Absent where none is written: ascending. */
  readonly direction?: Identifier & { readonly name: 'asc' | 'desc' };
}

/** `expression as name` */
export interface ComputeItem extends Span {
  readonly kind: 'compute-item';
  readonly expression: Expression;
  readonly alias?: Identifier;
}

// --- $apply ----------------------------------------------------------------------------------------------------

/** Transformations in a row, separated by `/`. */
export interface ApplyExpression extends Span {
  readonly kind: 'apply-expression';
  readonly transformations: readonly Transformation[];
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
  readonly method?: Identifier;
  readonly from: readonly AggregateFrom[];
  readonly alias?: Identifier;
}

export interface AggregateFrom extends Span {
  readonly kind: 'aggregate-from';
  readonly path: Expression;
  readonly method?: Identifier;
}

/** `groupby((a,b/c,rollup(…)),transformations)` */
export interface GroupbyTransformation extends Span {
  readonly kind: 'groupby';
  /** Each a path; `rollup(…)` is a call. */
  readonly keys: readonly Expression[];
  readonly apply?: ApplyExpression;
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

/** `expand(nav,…)`, `join(nav as x,…)`, `outerjoin(nav as x,…)`: a path, then transformations on it. */
export interface NestedTransformation extends Span {
  readonly kind: 'nested-transformation';
  readonly name: Identifier;
  readonly path: Expression;
  readonly alias?: Identifier;
  readonly sequences: readonly ApplyExpression[];
}

/** Every other transformation: `topcount(2,revenue)`, `top(2)`, `skip(1)`, `identity`, `search(…)`, custom ones. */
export interface CallTransformation extends Span {
  readonly kind: 'call-transformation';
  readonly name: Identifier;
  readonly args?: ArgumentList;
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
