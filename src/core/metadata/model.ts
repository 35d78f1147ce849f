/**
 * An organisation's schema as the language needs it. Whoever implements it reads bodies of types on demand: a list of
 * names is cheap, the first look at one type costs its body once. Names are the CSDL's own; a type's qualified name is
 * always written out (`Microsoft.Dynamics.CRM.account`), whatever alias the document used.
 */
export interface Schema {
  /** The namespace that the tables stand in: `Microsoft.Dynamics.CRM`. */
  readonly namespace: string;
  /** Simple names in the order of the document. No body is read. */
  names(kind: DeclarationKind): readonly string[];
  /** Case counts, as on the server; `undefined` where there is no such name. */
  entitySet(name: string): EntitySet | undefined;
  /** The sets whose rows are of just this type. Some types have none. */
  entitySetsOf(entityType: string): readonly EntitySet[];
  singleton(name: string): Singleton | undefined;
  /** By simple, alias-qualified (`mscrm.account`) or qualified name; so are the next four. */
  entityType(name: string): EntityType | undefined;
  complexType(name: string): ComplexType | undefined;
  enumType(name: string): EnumType | undefined;
  /** Every overload of a function or action. */
  operations(name: string): readonly Operation[];
  /** Qualified names of the types that derive from a type, at any depth. */
  subtypes(entityType: string): readonly string[];
  /** What may stand at the start of a path and is called. */
  operationImport(name: string): OperationImport | undefined;
  /** Functions and actions bound to a type or to one of its base types; `collection`: to a collection of it. */
  boundOperations(type: TypeReference): readonly Operation[];
}

export type DeclarationKind =
  | 'entitySet'
  | 'singleton'
  | 'entityType'
  | 'complexType'
  | 'enumType'
  | 'function'
  | 'action'
  | 'functionImport'
  | 'actionImport';

export interface TypeReference {
  /** `Edm.String`, `Microsoft.Dynamics.CRM.account`; without `Collection(…)`. */
  readonly name: string;
  readonly collection: boolean;
}

export interface EntitySet {
  readonly name: string;
  /** Qualified. */
  readonly entityType: string;
  /** The set that a navigation property leads to, by its path. */
  bindingOf(path: string): string | undefined;
}

export interface Singleton {
  readonly name: string;
  readonly type: string;
}

export interface EntityType {
  readonly kind: 'entity';
  /** The logical name of the table: `account`. */
  readonly name: string;
  readonly qualifiedName: string;
  /** Qualified. */
  readonly baseType?: string;
  readonly abstract: boolean;
  readonly open: boolean;
  /** Inherited where the type has none of its own. */
  readonly key: readonly string[];
  readonly alternateKeys: readonly AlternateKey[];
  /** Own and inherited, own first, in the order of the document. */
  readonly properties: readonly Property[];
  readonly navigationProperties: readonly NavigationProperty[];
  property(name: string): Property | undefined;
  navigationProperty(name: string): NavigationProperty | undefined;
  /**
   * Single-valued navigation properties that hang on a lookup column such as `_customerid_value`, by
   * ReferentialConstraint, and where a document has none for it, by the name. More than one: a polymorphic lookup.
   */
  lookupTargets(property: string): readonly NavigationProperty[];
  readonly description?: string;
}

export interface ComplexType {
  readonly kind: 'complex';
  readonly name: string;
  readonly qualifiedName: string;
  readonly baseType?: string;
  readonly open: boolean;
  readonly properties: readonly Property[];
  readonly navigationProperties: readonly NavigationProperty[];
  property(name: string): Property | undefined;
  navigationProperty(name: string): NavigationProperty | undefined;
}

/** `OData.Community.Keys.V1.AlternateKeys`: what a key predicate may name instead of the primary key. */
export interface AlternateKey {
  /** The names in the predicate (the aliases of the annotation) and the paths of their properties. */
  readonly parts: readonly { readonly alias: string; readonly path: string }[];
}

export interface Property {
  readonly name: string;
  readonly type: TypeReference;
  readonly nullable: boolean;
  readonly maxLength?: number;
  /** `_x_value`: the column of a lookup. */
  readonly lookup: boolean;
  /** From `Org.OData.Core.V1` annotations, where the document has them. */
  readonly description?: string;
  readonly computed?: boolean;
  readonly readOnly?: boolean;
}

export interface NavigationProperty {
  readonly name: string;
  /** Qualified entity type. */
  readonly target: string;
  readonly collection: boolean;
  readonly partner?: string;
  /** The column that holds the key of the target: `_primarycontactid_value`. */
  readonly constraint?: string;
  readonly nullable: boolean;
  readonly containsTarget: boolean;
  readonly description?: string;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly qualifiedName: string;
  readonly flags: boolean;
  readonly members: readonly { readonly name: string; readonly value: string }[];
}

export interface Parameter {
  readonly name: string;
  readonly type: TypeReference;
  readonly nullable: boolean;
  readonly optional: boolean;
  readonly description?: string;
}

/** One overload of a function or action. */
export interface Operation {
  readonly kind: 'function' | 'action';
  readonly name: string;
  readonly qualifiedName: string;
  /** Present where it is bound; not among `parameters`. */
  readonly binding?: Parameter;
  readonly parameters: readonly Parameter[];
  readonly returnType?: TypeReference;
  readonly composable: boolean;
  readonly description?: string;
}

export interface OperationImport {
  readonly kind: 'function' | 'action';
  readonly name: string;
  /** Qualified name of the operation. */
  readonly operation: string;
  readonly entitySet?: string;
}
