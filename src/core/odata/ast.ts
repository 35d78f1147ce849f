import type { ApplyExpression } from './applyTree';
import type { ArgumentList, Expression, Identifier, Span } from './expressionTree';
import type { ComputeItem, OrderbyItem } from './itemTree';
import type { SearchExpression } from './searchTree';

/**
 * The tree of an OData 4 request URL as Dataverse takes it. Every node carries its place in the source text as it
 * was given (percent-encoded or plain). The tree exists for any text: what could not be read is an `error` node,
 * what is not there a `missing` node, and `errors` says why.
 */

export * from './applyTree';
export * from './expressionTree';
export * from './itemTree';
export * from './searchTree';

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
  /** For `expected-close`: the bracket, and where it belongs. */
  readonly missing?: { readonly at: number; readonly text: string };
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
