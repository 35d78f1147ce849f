/**
 * What `$metadata` does not say of tables and columns: words for people, choices, required levels. It comes lazily
 * from `EntityDefinitions`; `undefined` means "not known yet", and asking may make the owner fetch it in the background.
 */
export interface SchemaLabels {
  /** By logical name. */
  table(logicalName: string): TableLabels | undefined;
  /** By the column's logical name (`primarycontactid`) or its property (`_primarycontactid_value`). */
  column(table: string, column: string): ColumnLabels | undefined;
}

export interface TableLabels {
  readonly displayName?: string;
  readonly collectionName?: string;
  readonly description?: string;
  readonly custom?: boolean;
  readonly primaryName?: string;
  /** A snapshot, for the warning about slow filters. */
  readonly rowCount?: number;
}

export interface ColumnLabels {
  readonly displayName?: string;
  readonly description?: string;
  /** `AttributeTypeName.Value` without `Type`: `Picklist`, `Lookup`, `Money`, `Memo`, … */
  readonly type?: string;
  readonly required?: 'none' | 'recommended' | 'required' | 'system';
  readonly choices?: readonly Choice[];
  /** Logical names of the tables that a lookup may point to. */
  readonly targets?: readonly string[];
  readonly custom?: boolean;
  readonly readable?: boolean;
  readonly creatable?: boolean;
  readonly updatable?: boolean;
}

export interface Choice {
  readonly value: number;
  readonly label: string;
  readonly description?: string;
}
