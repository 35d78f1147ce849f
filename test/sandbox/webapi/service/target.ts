// What a path can mean.
import type { ArgumentList } from '../../../../src/core/odata/ast';
import type { Sql } from '../query/sql';
import type { KeyValues } from './keys';
import type { Column, Navigation, Table } from '../schema/model';

export interface RecordPlace {
  readonly table: Table;
  readonly id: string;
  /** `activitypointers/Microsoft.Dynamics.CRM.task`: how the record was reached, where not by its own set. */
  readonly via?: string;
}

/** Restricts a collection to the rows behind a record; gets the SQL alias of the collection's table. */
type Restriction = (alias: string) => Sql[];

export interface Collection {
  readonly table: Table;
  readonly restrict: Restriction;
  /** As of a record. */
  readonly via?: string;
}

/** A single-valued navigation property of a record, or a row in a collection-valued one. */
export interface Link {
  readonly record: RecordPlace;
  readonly navigation: Navigation;
}

export type Target =
  | { readonly kind: 'service' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'function'; readonly name: string; readonly args: ArgumentList | undefined }
  | {
      readonly kind: 'collection';
      readonly collection: Collection;
      readonly ending: '' | '$count' | '$ref';
      readonly from?: Link;
    }
  | { readonly kind: 'record'; readonly record: RecordPlace }
  /** An alternate key that no row has: an upsert makes it. */
  | { readonly kind: 'keyed'; readonly table: Table; readonly values: KeyValues }
  | {
      readonly kind: 'operation';
      readonly name: string;
      readonly args: ArgumentList | undefined;
      readonly record: RecordPlace;
    }
  | {
      readonly kind: 'set-operation';
      readonly name: string;
      readonly args: ArgumentList | undefined;
      readonly table: Table;
    }
  /** A lookup that is empty. */
  | { readonly kind: 'nothing' }
  | ({ readonly kind: 'ref'; readonly far?: string } & Link)
  | {
      readonly kind: 'property';
      readonly record: RecordPlace;
      readonly column: Column;
      readonly raw: boolean;
    };
