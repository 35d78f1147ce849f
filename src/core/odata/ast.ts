import type { ArgumentList, Expression, Identifier, MissingExpression, Span } from './expressionTree';

/**
 * The tree of an OData 4 request URL as Dataverse takes it. Every node carries its place in the source text as it
 * was given (percent-encoded or plain). The tree exists for any text: what could not be read is an `error` node,
 * what is not there a `missing` node, and `errors` says why.
 */

export * from './expressionTree';

/**
 * What the parser takes without an error. `odata-4.01` is the language of the OASIS grammar in full: option names
 * without `$`, operators in any case, `case(…)`, annotations, keys as segments, `$search` without quotes, …
 * `dataverse` is the part that Dataverse answers, and what it takes beyond the grammar: blanks around commas and
 * option names, JSON in single quotes, a comma too many in `$select`.
 */
export type Dialect = 'dataverse' | 'odata-4.01';

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
  readonly root?: Span | undefined;
  readonly path: ResourcePath;
  /** In the order of the text. */
  readonly options: readonly QueryOption[];
  /** From `#` on. It would never reach the server. */
  readonly fragment?: Span | undefined;
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
  /** Set where the text is no name: a key as a segment (`Products/1`, `People/O'Neil`) or an ordinal (`Names/-1`). */
  readonly literal?: true | undefined;
  /** A key or a function's parameters: `accounts(…)`, `WhoAmI()`; of `$filter(…)` and `$crossjoin(…)`, too. */
  readonly args?: ArgumentList | undefined;
  /** A key after a function's parameters: `f(x=1)(…)`. */
  readonly key?: ArgumentList | undefined;
}

// --- Query options ---------------------------------------------------------------------------------------------

interface OptionBase extends Span {
  /** As written, percent-encoding undone: `$select`, `select`, `@p1`, `fetchXml`. */
  readonly name: Identifier;
  /** What follows `=`, with surrounding blanks; absent where there is no `=`. */
  readonly value?: OptionValue | undefined;
}

export interface OptionValue extends Span {
  /** Percent-encoding undone. */
  readonly text: string;
}

export interface SelectOption extends OptionBase {
  readonly kind: 'select';
  readonly items: readonly SelectItem[];
  /** `$select=name,` stands in published samples, and Dataverse takes it: no error, but worth a warning. */
  readonly trailingComma?: Span | undefined;
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
  readonly number?: number | undefined;
}

/** `$count=true`; `count` is undefined where the text is neither `true` nor `false`. */
export interface CountOption extends OptionBase {
  readonly kind: 'count';
  readonly count?: boolean | undefined;
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
  readonly kind: 'format' | 'skiptoken' | 'deltatoken' | 'schemaversion' | 'id' | 'levels';
}

/** `$search=(mountain OR "big bike") AND NOT clothing` */
export interface SearchOption extends OptionBase {
  readonly kind: 'search';
  /** Absent where no value is written. */
  readonly search?: SearchExpression | undefined;
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
  | SearchOption
  | AliasOption
  | CustomOption;

/** `name`, `a/b`, `Ns.Type/name`, `*`, `Ns.*`; with nested options as OData 4.01 has them. */
export interface SelectItem extends Span {
  readonly kind: 'select-item';
  readonly path: readonly Identifier[];
  /** `Ns.function(p1,p2)`: the parameters that tell one overload from the others. */
  readonly parameters?: readonly Identifier[] | undefined;
  readonly options: readonly QueryOption[];
}

/** `nav`, `nav/Ns.Type`, `nav/$ref`, `nav/$count`, `*`, each with nested options behind parentheses. */
export interface ExpandItem extends Span {
  readonly kind: 'expand-item';
  /** Without the suffix. */
  readonly path: readonly Identifier[];
  readonly suffix?: ExpandSuffix | undefined;
  readonly options: readonly QueryOption[];
}

export interface ExpandSuffix extends Identifier {
  readonly name: '$ref' | '$count' | '$value';
}

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

// --- $search ---------------------------------------------------------------------------------------------------

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

// --- $apply ----------------------------------------------------------------------------------------------------

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
