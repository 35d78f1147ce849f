import type {
  ComplexType,
  EntitySet,
  EntityType,
  EnumType,
  NavigationProperty,
  Operation,
  OperationImport,
  Parameter,
  Property,
  Singleton,
  TypeReference,
} from '../../metadata/model';
import type { AliasOption, Expression, ResourceSegment, Span } from '../../odata';

/** A type that has columns. */
export type StructuredType = EntityType | ComplexType;

/** What kind of name stands at a place, known or not: what completion offers and nearest names are looked for in. */
export type Wanted =
  /** At the start of the path: an entity set, a singleton or what is called there. */
  | 'resource'
  /** Behind a slash of the path: a column, a relationship, a cast, a bound function or action, `$count`, … */
  | 'segment'
  /** In `$select`. */
  | 'selected'
  /** In `$expand`: a navigation property. */
  | 'expanded'
  /** In an expression: a column, a relationship, a variable, a function, … */
  | 'operand'
  /** In front of `/any(` or `/all(` or `/$count`, and behind a slash there. */
  | 'collection'
  /** What is called in an expression. */
  | 'function'
  | 'parameter'
  /** The name of a part of a key. */
  | 'keyPart'
  | 'alias'
  /** A text that names a column: `PropertyName='createdon'`. */
  | 'columnText'
  | 'enumType'
  | 'enumMember'
  /** `sum`, `max`, … behind `with`. */
  | 'method'
  /** `groupby`, `aggregate`, … */
  | 'transformation';

/** What a name means. */
export type Meaning =
  | { readonly kind: 'entitySet'; readonly set: EntitySet }
  | { readonly kind: 'singleton'; readonly singleton: Singleton }
  | { readonly kind: 'cast'; readonly type: StructuredType }
  | { readonly kind: 'property'; readonly property: Property; readonly owner: StructuredType }
  | { readonly kind: 'navigation'; readonly navigation: NavigationProperty; readonly owner: StructuredType }
  | {
      readonly kind: 'operation';
      /** Those of the name that may stand here. At least one. */
      readonly overloads: readonly Operation[];
      /** The one whose parameters fit best. */
      readonly chosen: Operation;
      readonly import?: OperationImport;
    }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly operation: Operation }
  | { readonly kind: 'keyPart'; readonly property: Property; readonly owner: StructuredType }
  | { readonly kind: 'alias'; readonly option: AliasOption }
  /** Of a lambda. */
  | { readonly kind: 'variable'; readonly declaration: Span; readonly type?: StructuredType }
  | { readonly kind: 'enumType'; readonly enumType: EnumType }
  | { readonly kind: 'enumMember'; readonly enumType: EnumType; readonly value: string }
  /** Made by `$apply` or `$compute`. */
  | { readonly kind: 'computed'; readonly type?: TypeReference }
  /** A word of OData's own: `contains`, `$it`, `$count`, `sum`, `*`. */
  | { readonly kind: 'builtin' }
  /** Cannot be told: a variable without a value, an open type, or what is before it is not known. */
  | { readonly kind: 'undetermined' }
  /** The schema knows no such name here. */
  | { readonly kind: 'unknown' };

/** One name of the URL. A range of the target's text, without the quotes of a text; empty where a name is missing. */
export interface Reference extends Span {
  readonly name: string;
  readonly wanted: Wanted;
  readonly meaning: Meaning;
  /** The type whose members were looked at. */
  readonly owner?: StructuredType;
  /** The segment before it stands for many rows. */
  readonly ownerCollection?: boolean;
  /** For `parameter`: the overloads it may belong to. */
  readonly overloads?: readonly Operation[];
  /** For `enumMember`. */
  readonly enumType?: EnumType;
}

/** What names in a part of the URL are looked up in. */
export interface Scope {
  /** Of the rows. */
  readonly type?: StructuredType;
  /** Of lambdas around it, by name; without a type where that is not known. */
  readonly variables: ReadonlyMap<string, LambdaVariable>;
  /** Aliases made by earlier transformations of `$apply`, or by `$compute`; undefined for an unknown type. */
  readonly computed: ReadonlyMap<string, TypeReference | undefined>;
  /** After `groupby` or `aggregate`: the paths that are left beside `computed`. Absent: every column. */
  readonly paths?: ReadonlySet<string>;
}

export interface LambdaVariable {
  readonly declaration: Span;
  readonly type?: StructuredType;
}

export interface ScopeRange extends Span {
  readonly scope: Scope;
  /** What stands there. */
  readonly wanted: 'selected' | 'expanded' | 'operand' | 'transformation' | 'options';
}

/** What a value at a place should be. */
export interface Expectation {
  readonly type: TypeReference;
  /** The column that it is compared with or the key part it is for: choices come from there. */
  readonly property?: { readonly property: Property; readonly owner: StructuredType };
  readonly parameter?: { readonly parameter: Parameter; readonly operation: Operation };
  readonly role: 'comparison' | 'argument' | 'key' | 'condition';
}

/** What the resource path, or a part of it, stands for. */
export interface PathResult {
  /** Absent where the schema does not tell. */
  readonly reference?: TypeReference;
  /** Of the rows, where it has columns. */
  readonly type?: StructuredType;
  readonly collection: boolean;
  readonly set?: EntitySet;
  /** `$ref`, `$count`, `$value`, … at the end. */
  readonly suffix?: string;
  /** Where the path ends in a call. */
  readonly operation?: Operation;
  /** Where the path ends in a column. */
  readonly property?: { readonly property: Property; readonly owner: StructuredType };
  /** Where the path ends in a navigation property. */
  readonly navigation?: { readonly navigation: NavigationProperty; readonly owner: StructuredType };
}

/** What the names of a URL mean under a schema. Offsets are those of the target's text. */
export interface UrlBinding {
  /** In the order of the text. */
  readonly references: readonly Reference[];
  readonly result: PathResult;
  /** What the path stands for behind a segment. */
  resultOf(segment: ResourceSegment): PathResult | undefined;
  /** The name that an offset is in or at the end of. */
  referenceAt(offset: number): Reference | undefined;
  /** The innermost range with an offset in it or at its end. */
  scopeAt(offset: number): ScopeRange | undefined;
  /** What a value should be; undefined where anything may stand. */
  expectationOf(expression: Expression): Expectation | undefined;
  /** Undefined where it is not known. */
  typeOf(expression: Expression): TypeReference | undefined;
}
