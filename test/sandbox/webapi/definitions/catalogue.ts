// Everything that is described of one schema, made when first asked for.
import type { Schema, Table } from '../schema/model';
import { attributesOf } from './attributes';
import { entityValues } from './entities';
import { optionSet, optionSetName } from './optionSets';
import { keysOf, relationshipsOf } from './relationships';
import type { Relationships } from './relationships';
import type { MetadataItem } from './values';

export class Catalogue {
  readonly #attributes = new Map<string, readonly MetadataItem[]>();
  readonly #entities = new Map<string, MetadataItem>();
  #relationships: Relationships | undefined;
  #optionSets: readonly MetadataItem[] | undefined;

  constructor(private readonly schema: Schema) {}

  /** Tables with a set of their own: a principal is described by those that it may be. */
  entities(): MetadataItem[] {
    return [...this.schema.tables.values()]
      .filter((table) => table.setName !== '')
      .map((table) => this.#entityOf(table));
  }

  entity(logicalName: string): MetadataItem | undefined {
    const table = this.schema.tables.get(logicalName);
    return table === undefined || table.setName === '' ? undefined : this.#entityOf(table);
  }

  relationships(): Relationships {
    this.#relationships ??= relationshipsOf(this.schema, (table, column) =>
      this.attributes(table).find((item) => item.values['LogicalName'] === column),
    );
    return this.#relationships;
  }

  attributes(logicalName: string): readonly MetadataItem[] {
    const known = this.#attributes.get(logicalName);
    if (known !== undefined) return known;
    const table = this.schema.tables.get(logicalName);
    const made = table === undefined ? [] : attributesOf(table);
    this.#attributes.set(logicalName, made);
    return made;
  }

  globalOptionSets(): readonly MetadataItem[] {
    this.#optionSets ??= this.#findOptionSets();
    return this.#optionSets;
  }

  #entityOf(table: Table): MetadataItem {
    const known = this.#entities.get(table.logicalName);
    if (known !== undefined) return known;
    const values = entityValues(table);
    const related = (navigation: string): readonly MetadataItem[] | null => this.#related(table, navigation);
    const made = { type: 'EntityMetadata', id: String(values['MetadataId']), values, related };
    this.#entities.set(table.logicalName, made);
    return made;
  }

  #related(table: Table, navigation: string): readonly MetadataItem[] | null {
    switch (navigation) {
      case 'Attributes':
        return this.attributes(table.logicalName);
      case 'Keys':
        return keysOf(table);
      case 'OneToManyRelationships':
        return this.relationships().oneToMany.get(table.logicalName) ?? [];
      case 'ManyToOneRelationships':
        return this.relationships().manyToOne.get(table.logicalName) ?? [];
      case 'ManyToManyRelationships':
        return this.relationships().manyToMany.get(table.logicalName) ?? [];
      default:
        return null;
    }
  }

  #findOptionSets(): MetadataItem[] {
    const found = new Map<string, MetadataItem>();
    for (const table of this.schema.tables.values()) {
      for (const column of table.columns.values()) {
        if (column.globalChoice === undefined || found.has(column.globalChoice)) continue;
        found.set(optionSetName(table, column), optionSet(table, column));
      }
    }
    return [...found.values()];
  }
}

const made = new WeakMap<Schema, Catalogue>();

/** One for each schema: a schema that has changed is another one. */
export function catalogueOf(schema: Schema): Catalogue {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const catalogue = new Catalogue(schema);
  made.set(schema, catalogue);
  return catalogue;
}
