import type {
  Column,
  ColumnKind,
  ColumnSpec,
  ManyToMany,
  ManyToManySpec,
  Navigation,
  Schema,
  Table,
  TableSpec,
} from './model';

const edmTypes: Readonly<Record<ColumnKind, string>> = {
  key: 'Edm.Guid',
  guid: 'Edm.Guid',
  lookup: 'Edm.Guid',
  text: 'Edm.String',
  memo: 'Edm.String',
  integer: 'Edm.Int32',
  choice: 'Edm.Int32',
  bigint: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  money: 'Edm.Decimal',
  double: 'Edm.Double',
  boolean: 'Edm.Boolean',
  datetime: 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  multichoice: 'Edm.String',
  entityname: 'Edm.String',
  binary: 'Edm.Binary',
  image: 'Edm.Binary',
  file: 'Edm.Guid',
  managed: 'mscrm.BooleanManagedProperty',
};

function complete(spec: ColumnSpec): Column {
  // An activity's lookup has its own navigation property beside the inherited one, and still one table behind both.
  const tables = new Set(spec.targets?.map(({ table }) => table));
  const several = tables.size > 1 || tables.has('principal');
  return {
    ...spec,
    property: spec.kind === 'lookup' ? `_${spec.logicalName}_value` : spec.logicalName,
    sql: spec.logicalName,
    ...(several ? { typeSql: `${spec.logicalName}type` } : {}),
    ...(spec.kind === 'file' ? { contentSql: `${spec.logicalName}content` } : {}),
    edmType: edmTypes[spec.kind],
  };
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The sandbox's schema lacks ${what}.`);
  return value;
}

function defineTable(spec: TableSpec, navigations: Map<string, Navigation>): Table {
  const columns = spec.columns.map(complete);
  const byLogicalName = new Map(columns.map((column) => [column.logicalName, column]));
  const { columns: _specs, alternateKeys = [], ...rest } = spec;
  const columnOf = (logicalName: string): Column =>
    required(byLogicalName.get(logicalName), `${spec.logicalName}.${logicalName}`);
  return {
    ...rest,
    alternateKeys: alternateKeys.map((one) => ({ name: one.name, columns: one.columns.map(columnOf) })),
    columns: new Map(columns.map((column) => [column.property, column])),
    byLogicalName,
    navigations,
    key: columnOf(spec.primaryKey),
    nameColumn: columnOf(spec.primaryName),
  };
}

/** Completes tables and derives both ends of every relationship from the lookups. */
export function defineSchema(specs: readonly TableSpec[], manyToMany: readonly ManyToManySpec[]): Schema {
  const navigations = new Map(specs.map((spec) => [spec.logicalName, new Map<string, Navigation>()]));
  const tables = new Map(
    specs.map((spec) => [
      spec.logicalName,
      defineTable(spec, required(navigations.get(spec.logicalName), spec.logicalName)),
    ]),
  );
  for (const table of tables.values()) addLookups(table, navigations);
  const ties = manyToMany.map((spec) => completeTie(spec, tables));
  for (const table of tables.values()) inheritCollections(table, navigations);
  for (const tie of ties) addManyToMany(tie, navigations);
  const sets = new Map(
    [...tables.values()].filter((table) => table.setName !== '').map((table) => [table.setName, table]),
  );
  return { tables, sets, manyToMany: ties };
}

function addLookups(table: Table, navigations: ReadonlyMap<string, Map<string, Navigation>>): void {
  for (const column of table.columns.values()) {
    for (const target of column.targets ?? []) {
      const near = required(navigations.get(table.logicalName), table.logicalName);
      const far = required(navigations.get(target.table), `the table ${target.table}`);
      near.set(target.navigation, {
        kind: 'single',
        name: target.navigation,
        target: target.table,
        partner: target.partner,
        column,
        constraint: target.constraint ?? true,
        inherited: target.inherited ?? false,
      });
      if (target.inherited === true) continue;
      far.set(target.partner, {
        kind: 'collection',
        name: target.partner,
        target: table.logicalName,
        partner: target.navigation,
        column,
        inherited: false,
      });
    }
  }
}

function inheritCollections(
  { logicalName, base }: Table,
  navigations: ReadonlyMap<string, Map<string, Navigation>>,
): void {
  const own = required(navigations.get(logicalName), logicalName);
  for (const navigation of navigations.get(base)?.values() ?? []) {
    if (navigation.kind !== 'collection' || own.has(navigation.name)) continue;
    own.set(navigation.name, { ...navigation, inherited: true });
  }
}

function completeTie(spec: ManyToManySpec, tables: ReadonlyMap<string, Table>): ManyToMany {
  const keyOf = (table: string): string => required(tables.get(table), table).primaryKey;
  return { leftColumn: keyOf(spec.left), rightColumn: keyOf(spec.right), rightName: spec.name, ...spec };
}

function addManyToMany(
  { name, rightName, intersect, left, right, leftColumn, rightColumn }: ManyToMany,
  navigations: ReadonlyMap<string, Map<string, Navigation>>,
): void {
  const ends = [
    { table: left, name, target: right, partner: rightName, nearSql: leftColumn, farSql: rightColumn },
    { table: right, name: rightName, target: left, partner: name, nearSql: rightColumn, farSql: leftColumn },
  ];
  for (const { table, ...end } of ends) {
    required(navigations.get(table), table).set(end.name, { kind: 'many-to-many', intersect, ...end });
  }
}
