import type { AggregateItem, ApplyExpression, QueryOption } from './ast';

// Expressions, and the names and arguments that paths share with them.

/** UTF-16 offsets into the source text: [start, end). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name with its percent-encoding undone; qualified names hold dots, and `*`, `$count`, `$it` are names too. */
export interface Identifier extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

/** `(…)` with both parentheses; without the closing one where the text ended. */
export interface ArgumentList extends Span {
  readonly kind: 'arguments';
  readonly items: readonly Argument[];
}

/** `value` or `name=value`; in `case(…)` also `condition:value`. */
export interface Argument extends Span {
  readonly kind: 'argument';
  readonly name?: Identifier | undefined;
  readonly condition?: Expression | undefined;
  readonly value: Expression;
}

export type LiteralType =
  | 'null'
  | 'boolean'
  | 'integer'
  | 'decimal'
  | 'double'
  | 'string'
  | 'guid'
  | 'date'
  | 'dateTimeOffset'
  | 'timeOfDay'
  | 'duration'
  | 'binary'
  | 'geography'
  | 'geometry'
  | 'enum';

/**
 * How OData 2 and 3 wrote it: `guid'…'`, `datetime'…'`, `datetimeoffset'…'`, `time'…'`, `X'…'` (binary),
 * `5L` (long), `1.5M` (decimal), `2f` (single), `1d` (double).
 */
export type Version3Form =
  'guid' | 'datetime' | 'datetimeoffset' | 'time' | 'binary' | 'long' | 'decimal' | 'single' | 'double';

/**
 * `value` is what the literal means as text: a string with its quotes and doubling undone, an enum's member names,
 * the ISO text of a duration, date or time, the digits of a number (`1.5e3`, `INF`, `-INF`, `NaN`), `true`, a GUID as written.
 */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly value: string;
  /** Of an enum: `Microsoft.Dynamics.CRM.AttributeTypeCode`. */
  readonly typeName?: string | undefined;
  /** Set where the literal is written as OData 2 and 3 had it; there is a `bad-literal` error on it, too. */
  readonly version3?: Version3Form | undefined;
}

/** `@p1`, and an annotation where a value may stand: `@Core.Messages`, `@Ns.Term#qualifier`. */
export interface AliasReference extends Span {
  readonly kind: 'alias-reference';
  /** With its `@`. */
  readonly name: string;
}

/** `name`, `nav/name`, `e/subject`, `nav/$count`, `$it/name`; after a call `base` holds it: `f(x)/name`. */
export interface PathExpression extends Span {
  readonly kind: 'path';
  readonly base?: Expression | undefined;
  readonly segments: readonly Identifier[];
}

/** `contains(name,'x')`, `Microsoft.Dynamics.CRM.In(PropertyName='a',PropertyValues=['1'])`, `nav/Ns.f(…)`. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  /** The path before it, without the slash. */
  readonly target?: Expression | undefined;
  readonly name: Identifier;
  /** Holds no items where one of the following holds what stands in the parentheses. */
  readonly args: ArgumentList;
  /** `nav/$count($filter=…;$search=…)` */
  readonly options?: readonly QueryOption[] | undefined;
  /** `nav/aggregate(Amount with sum)`, `$these/aggregate($count)` */
  readonly aggregates?: readonly AggregateItem[] | undefined;
  /** `rolluprecursive(nodes,qualifier,path,filter(…)/…)` of `groupby`: what follows the first three arguments. */
  readonly apply?: ApplyExpression | undefined;
}

/** `nav/any(x:x/a eq 1)`; `any()`, and `all()` by mistake, have neither variable nor predicate. */
export interface LambdaExpression extends Span {
  readonly kind: 'lambda';
  readonly target: Expression;
  readonly operator: Identifier & { readonly name: 'any' | 'all' };
  readonly variable?: Identifier | undefined;
  readonly predicate?: Expression | undefined;
}

/** `a and b and c`: flat, since real filters chain hundreds of them. */
export interface LogicalExpression extends Span {
  readonly kind: 'logical';
  readonly operator: 'and' | 'or';
  /** At least two. */
  readonly operands: readonly Expression[];
  /** Where the operators stand: one fewer than operands. */
  readonly operators: readonly Span[];
}

export type BinaryOperator =
  'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'has' | 'in' | 'add' | 'sub' | 'mul' | 'div' | 'divby' | 'mod';

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: 'not' | '-';
  readonly operand: Expression;
}

/** `(a)` */
export interface ParenthesizedExpression extends Span {
  readonly kind: 'parenthesized';
  readonly expression: Expression;
}

/** `('a','b')` after `in`. */
export interface ListExpression extends Span {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

/** `["5","2000"]`; also with single quotes, as Dataverse takes it. */
export interface JsonArray extends Span {
  readonly kind: 'json-array';
  readonly items: readonly Expression[];
}

/** `{"@odata.id":"contacts(…)"}`; also with single quotes. */
export interface JsonObject extends Span {
  readonly kind: 'json-object';
  readonly members: readonly JsonMember[];
}

export interface JsonMember extends Span {
  readonly kind: 'json-member';
  readonly name: Identifier;
  readonly value: Expression;
}

/** Nothing stands where something must: an empty span. */
export interface MissingExpression extends Span {
  readonly kind: 'missing';
}

/** Text that could not be read. */
export interface ErrorExpression extends Span {
  readonly kind: 'error';
}

export type Expression =
  | Literal
  | AliasReference
  | PathExpression
  | CallExpression
  | LambdaExpression
  | LogicalExpression
  | BinaryExpression
  | UnaryExpression
  | ParenthesizedExpression
  | ListExpression
  | JsonArray
  | JsonObject
  | MissingExpression
  | ErrorExpression;
