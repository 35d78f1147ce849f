import type {
  Column,
  ColumnKind,
  ColumnSpec,
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
};

function complete(spec: ColumnSpec): Column {
  const several = (spec.targets?.length ?? 0) > 1 || spec.targets?.[0]?.table === 'principal';
  return {
    ...spec,
    property: spec.kind === 'lookup' ? `_${spec.logicalName}_value` : spec.logicalName,
    sql: spec.logicalName,
    ...(several ? { typeSql: `${spec.logicalName}type` } : {}),
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
  const { columns: _specs, ...rest } = spec;
  return {
    ...rest,
    columns: new Map(columns.map((column) => [column.property, column])),
    byLogicalName,
    navigations,
    key: required(byLogicalName.get(spec.primaryKey), `${spec.logicalName}.${spec.primaryKey}`),
    nameColumn: required(byLogicalName.get(spec.primaryName), `${spec.logicalName}.${spec.primaryName}`),
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
  for (const spec of manyToMany) addManyToMany(spec, tables, navigations);
  const sets = new Map(
    [...tables.values()].filter((table) => table.setName !== '').map((table) => [table.setName, table]),
  );
  return { tables, sets, manyToMany };
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
      });
    }
  }
}

function addManyToMany(
  spec: ManyToManySpec,
  tables: ReadonlyMap<string, Table>,
  navigations: ReadonlyMap<string, Map<string, Navigation>>,
): void {
  for (const [near, far] of [
    [spec.left, spec.right],
    [spec.right, spec.left],
  ] as const) {
    required(navigations.get(near), near).set(spec.name, {
      kind: 'many-to-many',
      name: spec.name,
      target: far,
      partner: spec.name,
      intersect: spec.intersect,
      nearSql: required(tables.get(near), near).primaryKey,
      farSql: required(tables.get(far), far).primaryKey,
    });
  }
}
