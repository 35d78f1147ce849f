/**
 * What a column holds, inferred from its values and annotations; without metadata it is a good guess and never
 * more. It decides the icon and the alignment, no value is changed by it.
 */
export type ColumnKind =
  | 'text'
  | 'number'
  | 'money'
  | 'date'
  | 'boolean'
  | 'choice'
  | 'lookup'
  | 'guid'
  | 'json'
  /** The records of an expanded collection. */
  | 'rows'
  /** A picture, base64. */
  | 'image';

export interface ResultColumn {
  /**
   * Property name as the server spells it. A property of a record that was expanded carries the path that leads to it:
   * `primarycontactid/fullname`.
   */
  readonly name: string;
  readonly kind: ColumnKind;
  /** Label in the user's language, where the schema knows one. */
  readonly label?: string;
}

/** What a lookup's annotations say of its target. */
export interface LookupTarget {
  /** `Microsoft.Dynamics.CRM.lookuplogicalname` */
  readonly logicalName: string;
  /** `Microsoft.Dynamics.CRM.associatednavigationproperty`, empty where the server did not send it. */
  readonly navigationProperty: string;
}

/** Texts end to end: text `i` reaches from `ends[i - 1]` (0 for the first) to `ends[i]`. */
export interface TextTable {
  readonly ends: Uint32Array;
  /** UTF-16 code units, so that a lone surrogate survives; one byte each where no unit is above 255. */
  readonly units: Uint8Array | Uint16Array;
}

/** A code below this number is no entry of the dictionary. */
export const firstEntry = 2;
/** The property is null. Code 0: it was not sent for this row. */
export const nullCode = 1;

/** JSON type of a stored value, in the low bits of an entry's type byte. */
export const entryTypes = ['text', 'number', 'boolean', 'json'] as const;
export type EntryType = (typeof entryTypes)[number];
export const entryTypeMask = 0x03;
/** Set where the entry has a formatted value of its own. */
export const formattedFlag = 0x08;
/** Set where the stored text goes on behind what the entry holds. */
export const cutFlag = 0x10;

/** One column of one chunk, dictionary-coded: equal cells are stored once. */
export interface ColumnChunk {
  /** Index into the columns of the result. */
  readonly column: number;
  /** One a row: 0 (not sent), {@link nullCode}, or entry number + {@link firstEntry}. */
  readonly codes: Uint16Array;
  /** One an entry: index of {@link entryTypes}, and {@link formattedFlag}. */
  readonly types: Uint8Array;
  /** Stored value of an entry: a string's text, a number's digits as sent, `true`/`false`, JSON text. */
  readonly raw: TextTable;
  /** Formatted value of an entry, empty without {@link formattedFlag}. */
  readonly formatted: TextTable;
  /** One an entry: 0, or number + 1 of its lookup target. */
  readonly targets: Uint16Array;
}

/** Some consecutive rows. A column that is missing was sent for none of them. */
export interface RowChunk {
  /** Number of the first row in the whole result, from 0. */
  readonly firstRow: number;
  readonly rowCount: number;
  readonly columns: readonly ColumnChunk[];
}

/** A chunk never has more rows, so that a code always fits 16 bits. */
export const maxChunkRows = 4096;

export interface ResultSchema {
  /** In order of first appearance; only ever appended to. */
  readonly columns: readonly ResultColumn[];
  readonly targets: readonly LookupTarget[];
}

/** What the server says of the whole result, beyond the rows it sent. */
export interface ResultTotals {
  /** `@odata.count` */
  readonly count?: number;
  /** Dataverse stops counting at 5,000 (`Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded`). */
  readonly countLimitExceeded: boolean;
}

/** One cell, as a reader wants it. */
export type Cell =
  | { readonly state: 'absent' }
  | { readonly state: 'null' }
  | {
      readonly state: 'value';
      readonly type: EntryType;
      readonly raw: string;
      readonly formatted?: string;
      readonly target?: LookupTarget;
      /** `raw` is only the beginning of the stored text. */
      readonly cut?: boolean;
    };
