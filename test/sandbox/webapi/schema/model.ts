// The sandbox's own model of a Dataverse organisation: what a table is to the Web API and where its rows are kept.

export type ColumnKind =
  | 'key'
  | 'guid'
  | 'text'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'money'
  | 'boolean'
  | 'choice'
  /** Several values of one choice, kept and sent as `1,3`. */
  | 'multichoice'
  | 'datetime'
  | 'date'
  | 'lookup'
  /** Logical name of a table: `objecttypecode` of a note. */
  | 'entityname'
  /** Bytes in a column of their own, Base64 in the store: the body of a note. */
  | 'binary'
  /** A picture, Base64 in the store; `$value` gives its bytes. */
  | 'image'
  /** Id of a file; its bytes are Base64 in the SQL column `contentSql`. */
  | 'file'
  /** `BooleanManagedProperty`: kept as 0 or 1, sent as an object. */
  | 'managed';

/** What a text holds: `Format` of a StringAttributeMetadata. */
export type TextFormat = 'Text' | 'Email' | 'Url' | 'Phone' | 'TextArea' | 'TickerSymbol' | 'PhoneticGuide';

export type RequiredLevel = 'None' | 'Recommended' | 'ApplicationRequired' | 'SystemRequired';

export interface Choice {
  readonly value: number;
  readonly label: string;
  /** Of a status: the state that it belongs to. */
  readonly state?: number;
  readonly description?: string;
}

export interface LookupTarget {
  /** Logical name of the table looked up. */
  readonly table: string;
  /** Single-valued navigation property on the table that holds the lookup. */
  readonly navigation: string;
  /** Collection-valued navigation property on the table looked up. */
  readonly partner: string;
  /** Real metadata leaves the ReferentialConstraint out of many single-valued navigation properties. */
  readonly constraint?: boolean;
  /** Declared by the base type, which has the collection on the other side. */
  readonly inherited?: boolean;
  /** Name of the relationship where it is not the partner's. */
  readonly relationship?: string;
}

/** What a table file says of a column; `defineTable` completes it. */
export interface ColumnSpec {
  readonly logicalName: string;
  readonly kind: ColumnKind;
  readonly maxLength?: number;
  /** Digits after the point, as they are written in an answer and in a formatted value. */
  readonly precision?: number;
  readonly choices?: readonly Choice[];
  readonly targets?: readonly LookupTarget[];
  /** The platform sets it; a value in a payload is ignored, as Dataverse does. */
  readonly platformOwned?: boolean;
  /** Seen in the inherited type already: `task` does not repeat what `activitypointer` declares. */
  readonly inherited?: boolean;
  readonly format?: TextFormat;
  /** `None` where absent, but for keys, owners and states. */
  readonly required?: RequiredLevel;
  /** Made from the logical name where absent. */
  readonly displayName?: string;
  readonly description?: string;
  /** Name of the global choice that it takes its values from. */
  readonly globalChoice?: string;
}

export interface Column extends ColumnSpec {
  /** Name in the Web API: the logical name, or `_x_value` for a lookup. */
  readonly property: string;
  /** Name of the SQL column. */
  readonly sql: string;
  /** SQL column that holds the logical name of the table looked up, where there may be several. */
  readonly typeSql?: string;
  /** SQL column with the bytes (Base64) of a file. */
  readonly contentSql?: string;
  readonly edmType: string;
}

export interface SingleNavigation {
  readonly kind: 'single';
  readonly name: string;
  readonly target: string;
  readonly partner: string | undefined;
  readonly column: Column;
  readonly constraint: boolean;
  readonly inherited: boolean;
}

interface CollectionNavigation {
  readonly kind: 'collection';
  readonly name: string;
  readonly target: string;
  readonly partner: string;
  /** The lookup on the target's side. */
  readonly column: Column;
  /** Declared by the base type: what points to any activity points to e-mails too. */
  readonly inherited: boolean;
}

interface ManyToManyNavigation {
  readonly kind: 'many-to-many';
  readonly name: string;
  readonly target: string;
  readonly partner: string;
  /** Intersect table with one column a side, named by the primary keys. */
  readonly intersect: string;
  readonly nearSql: string;
  readonly farSql: string;
}

export type Navigation = SingleNavigation | CollectionNavigation | ManyToManyNavigation;

/** Columns that name a row together, in place of its primary key. */
export interface AlternateKeySpec {
  readonly name: string;
  /** Logical names. */
  readonly columns: readonly string[];
}

export interface AlternateKey {
  readonly name: string;
  /** A key predicate names them by their properties: `_primarycontactid_value` for a lookup. */
  readonly columns: readonly Column[];
}

/** Tables that others inherit from: a lookup of one leads to a row of any table below. */
export const baseTables: ReadonlySet<string> = new Set(['principal', 'activitypointer']);

export interface TableSpec {
  readonly logicalName: string;
  readonly setName: string;
  readonly displayName: string;
  readonly objectTypeCode: number;
  readonly primaryKey: string;
  readonly primaryName: string;
  /** EDM base type. */
  readonly base: 'crmbaseentity' | 'activitypointer' | 'principal';
  /** Key of the EDM type where it is not the primary key: `ownerid` for principals. */
  readonly edmKey?: string;
  readonly abstract?: boolean;
  /** Rows come from this SELECT over other tables: the table has no storage of its own. */
  readonly view?: string;
  /** Name behind the verb in its privileges: `prvReadAccount`; the logical name where absent. */
  readonly privilege?: string;
  readonly alternateKeys?: readonly AlternateKeySpec[];
  /** The plural for people; made from `displayName` where absent. */
  readonly collectionName?: string;
  readonly description?: string;
  /** Made by a maker of this organisation, not shipped. */
  readonly custom?: boolean;
  readonly columns: readonly ColumnSpec[];
}

export interface ManyToManySpec {
  readonly name: string;
  readonly intersect: string;
  readonly left: string;
  readonly right: string;
  /** Columns of the intersect table where they are not the primary keys. */
  readonly leftColumn?: string;
  readonly rightColumn?: string;
  /** Navigation property on the right table, where it is not `name`: a table tied to itself has two. */
  readonly rightName?: string;
}

/** Completed: both columns of the intersect table and both navigation properties are named. */
export type ManyToMany = Required<ManyToManySpec>;

export interface Table extends Omit<TableSpec, 'columns' | 'alternateKeys'> {
  readonly alternateKeys: readonly AlternateKey[];
  /** By property name: `name`, `_primarycontactid_value`. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By logical name: `name`, `primarycontactid`. */
  readonly byLogicalName: ReadonlyMap<string, Column>;
  readonly navigations: ReadonlyMap<string, Navigation>;
  readonly key: Column;
  readonly nameColumn: Column;
}

export interface Schema {
  /** By logical name. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly sets: ReadonlyMap<string, Table>;
  readonly manyToMany: readonly ManyToMany[];
}
