// Relationships: one-to-many behind every lookup, many-to-many behind every intersect table.
import type { Column, LookupTarget, ManyToMany, Schema, Table } from '../schema/model';
import { metadataId } from './ids';
import { label, managed } from './values';
import type { MetadataItem } from './values';
import { schemaName } from './wording';

export interface Relationships {
  readonly all: readonly MetadataItem[];
  readonly byName: ReadonlyMap<string, MetadataItem>;
  /** By the table on that side. */
  readonly oneToMany: ReadonlyMap<string, readonly MetadataItem[]>;
  readonly manyToOne: ReadonlyMap<string, readonly MetadataItem[]>;
  readonly manyToMany: ReadonlyMap<string, readonly MetadataItem[]>;
}

/** Makes the attribute that a relationship is kept in. */
type FindAttribute = (table: string, column: string) => MetadataItem | undefined;

export function relationshipsOf(schema: Schema, attribute: FindAttribute): Relationships {
  const all = new Map<string, MetadataItem>();
  const sides = { oneToMany: new Sides(), manyToOne: new Sides(), manyToMany: new Sides() };
  for (const table of schema.tables.values()) {
    for (const column of table.columns.values()) {
      for (const target of column.targets ?? []) {
        if (target.inherited === true) continue;
        const item = oneToMany(schema, { table, column, target }, attribute);
        all.set(String(item.values['SchemaName']), item);
        sides.oneToMany.add(String(item.values['ReferencedEntity']), item);
        sides.manyToOne.add(table.logicalName, item);
      }
    }
  }
  for (const tie of schema.manyToMany) {
    const item = manyToMany(tie);
    all.set(tie.name, item);
    for (const side of new Set([tie.left, tie.right])) sides.manyToMany.add(side, item);
  }
  return {
    all: [...all.values()],
    byName: all,
    oneToMany: sides.oneToMany.items,
    manyToOne: sides.manyToOne.items,
    manyToMany: sides.manyToMany.items,
  };
}

class Sides {
  readonly items = new Map<string, MetadataItem[]>();

  add(table: string, item: MetadataItem): void {
    const known = this.items.get(table);
    if (known === undefined) this.items.set(table, [item]);
    else known.push(item);
  }
}

interface Reference {
  readonly table: Table;
  readonly column: Column;
  readonly target: LookupTarget;
}

const common = (name: string, custom: boolean, type: string): Record<string, unknown> => ({
  IsCustomRelationship: custom,
  IsCustomizable: managed(true, 'iscustomizable'),
  IsValidForAdvancedFind: true,
  SchemaName: name,
  SecurityTypes: 'Append',
  IsManaged: !custom,
  RelationshipType: type,
  IntroducedVersion: custom ? '1.0' : '5.0.0.0',
  MetadataId: metadataId(`relationship ${name}`),
});

const menu: object = {
  Behavior: 'UseCollectionName',
  Group: 'Details',
  Label: label(undefined, ''),
  Order: null,
  IsCustomizable: true,
  Icon: null,
  ViewId: '00000000-0000-0000-0000-000000000000',
  AvailableOffline: true,
  MenuId: null,
  QueryApi: null,
};

const cascade = {
  Assign: 'NoCascade',
  Delete: 'RemoveLink',
  Merge: 'NoCascade',
  Reparent: 'NoCascade',
  Share: 'NoCascade',
  Unshare: 'NoCascade',
  RollupView: 'NoCascade',
};

function oneToMany(
  schema: Schema,
  { table, column, target }: Reference,
  attribute: FindAttribute,
): MetadataItem {
  const name = target.relationship ?? target.partner;
  const custom = table.custom === true || /^(new|sample)_/.test(column.logicalName);
  const id = metadataId(`relationship ${name}`);
  return {
    type: 'OneToManyRelationshipMetadata',
    id,
    values: {
      ...common(name, custom, 'OneToManyRelationship'),
      AssociatedMenuConfiguration: menu,
      CascadeConfiguration: cascade,
      ReferencedAttribute: schema.tables.get(target.table)?.primaryKey,
      // To definitions, owners are a table of their own.
      ReferencedEntity: target.table === 'principal' ? 'owner' : target.table,
      ReferencingAttribute: column.logicalName,
      ReferencingEntity: table.logicalName,
      IsHierarchical: target.table === table.logicalName && column.logicalName.startsWith('parent'),
      ReferencedEntityNavigationPropertyName: target.partner,
      ReferencingEntityNavigationPropertyName: target.navigation,
    },
    related: (navigation) =>
      navigation === 'Lookup' ? (attribute(table.logicalName, column.logicalName) ?? null) : null,
  };
}

function manyToMany(tie: ManyToMany): MetadataItem {
  return {
    type: 'ManyToManyRelationshipMetadata',
    id: metadataId(`relationship ${tie.name}`),
    values: {
      ...common(tie.name, false, 'ManyToManyRelationship'),
      Entity1AssociatedMenuConfiguration: menu,
      Entity2AssociatedMenuConfiguration: menu,
      Entity1LogicalName: tie.left,
      Entity2LogicalName: tie.right,
      IntersectEntityName: tie.intersect,
      Entity1IntersectAttribute: tie.leftColumn,
      Entity2IntersectAttribute: tie.rightColumn,
      Entity1NavigationPropertyName: tie.name,
      Entity2NavigationPropertyName: tie.rightName,
    },
  };
}

/** Alternate keys of a table. */
export const keysOf = (table: Table): MetadataItem[] =>
  table.alternateKeys.map(({ name, columns }) => {
    const id = metadataId(`key ${table.logicalName} ${name}`);
    return {
      type: 'EntityKeyMetadata',
      id,
      values: {
        DisplayName: label(schemaName(name), `key ${name}`, false),
        LogicalName: name,
        SchemaName: schemaName(name),
        EntityLogicalName: table.logicalName,
        KeyAttributes: columns.map((column) => column.logicalName),
        IsCustomizable: managed(true, 'iscustomizable'),
        IsManaged: false,
        IntroducedVersion: '1.0',
        EntityKeyIndexStatus: 'Active',
        MetadataId: id,
      },
    };
  });
