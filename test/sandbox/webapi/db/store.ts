import { DatabaseSync } from 'node:sqlite';
import type { SqlValue, StatementSync } from 'node:sqlite';
import type { Column, ColumnKind, Schema, Table } from '../schema/model';
import { fold } from './fold';

export type Row = Record<string, SqlValue>;

const sqlTypes: Readonly<Record<ColumnKind, string>> = {
  key: 'TEXT',
  guid: 'TEXT',
  lookup: 'TEXT',
  text: 'TEXT',
  memo: 'TEXT',
  datetime: 'TEXT',
  date: 'TEXT',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  boolean: 'INTEGER',
  choice: 'INTEGER',
  decimal: 'REAL',
  double: 'REAL',
  money: 'REAL',
  multichoice: 'TEXT',
  entityname: 'TEXT',
  binary: 'TEXT',
  image: 'TEXT',
  file: 'TEXT',
  managed: 'INTEGER',
};

/** Several rows a statement take a third less time than one. */
const rowsAtOnce = 8;

/** The organisation's rows in memory: one SQL table a Dataverse table, columns by their logical names. */
export class Store {
  readonly #db = new DatabaseSync(':memory:');
  readonly #statements = new Map<string, StatementSync>();
  #inTransaction = false;

  constructor(schema: Schema) {
    this.#db.function('fold', { deterministic: true }, (text) =>
      typeof text === 'string' ? fold(text) : text,
    );
    this.#db.exec('CREATE TABLE "$deleted" (name TEXT, id TEXT, version INTEGER)');
    const tables = [...schema.tables.values()];
    for (const table of tables.filter((candidate) => candidate.view === undefined)) {
      this.#db.exec(tableDefinition(table));
    }
    for (const { intersect, leftColumn, rightColumn } of schema.manyToMany) {
      // Some intersect tables are tables of the Web API themselves; some serve several relationships.
      if (schema.tables.has(intersect)) continue;
      this.#db.exec(
        `CREATE TABLE IF NOT EXISTS ${intersect} (${leftColumn} TEXT, ${rightColumn} TEXT, PRIMARY KEY (${leftColumn}, ${rightColumn}))`,
      );
    }
    for (const table of tables) {
      if (table.view !== undefined) this.#db.exec(`CREATE VIEW "${table.logicalName}" AS ${table.view}`);
    }
  }

  /** Indexes the lookups that people walk; after the rows are in, which is quicker. */
  index(schema: Schema): void {
    for (const table of schema.tables.values()) {
      if (table.view !== undefined || !this.#isLarge(table)) continue;
      for (const column of walked(table)) {
        this.#db.exec(
          `CREATE INDEX "${table.logicalName}_${column.sql}" ON "${table.logicalName}" ("${column.sql}")`,
        );
      }
    }
  }

  addColumn(table: Table, column: Column): void {
    for (const definition of columnDefinitions(table, column)) {
      this.#db.exec(`ALTER TABLE "${table.logicalName}" ADD COLUMN ${definition}`);
    }
    this.#statements.clear();
  }

  /** Others are read through as quickly as an index is made. */
  #isLarge({ logicalName }: Table): boolean {
    return this.#db.prepare(`SELECT 1 FROM "${logicalName}" LIMIT 1 OFFSET 500`).get() !== undefined;
  }

  /** What is written from here on, tables included, can be undone. */
  mark(): void {
    this.#db.exec('SAVEPOINT "start"');
  }

  /** Undoes what was written since `mark`. */
  rewind(): void {
    this.#statements.clear();
    this.#db.exec('ROLLBACK TO "start"');
  }

  all(sql: string, parameters: readonly SqlValue[] = []): Row[] {
    return this.#statement(sql).all(...parameters);
  }

  get(sql: string, parameters: readonly SqlValue[] = []): Row | undefined {
    return this.#statement(sql).get(...parameters);
  }

  /** Remembers that a row went, for change tracking. */
  addDeleted(table: string, id: string, version: number): void {
    this.run('INSERT INTO "$deleted" VALUES (?, ?, ?)', [table, id, version]);
  }

  /** Ids of the rows of a table that went after the version. */
  deletedSince(table: string, version: number): string[] {
    const rows = this.all('SELECT id FROM "$deleted" WHERE name = ? AND version > ? ORDER BY version', [
      table,
      version,
    ]);
    return rows.map((row) => String(row['id']));
  }

  /** Version at which the latest row of a table went; 0 where none did. */
  lastDeleted(table: string): number {
    return Number(
      this.get('SELECT MAX(version) AS last FROM "$deleted" WHERE name = ?', [table])?.['last'] ?? 0,
    );
  }

  /** Number of rows changed. */
  run(sql: string, parameters: readonly SqlValue[] = []): number {
    return Number(this.#statement(sql).run(...parameters).changes);
  }

  /** Rows as lists of values in the order of the columns. */
  insertAll(table: string, columns: readonly string[], rows: Iterable<readonly SqlValue[]>): void {
    const row = `(${columns.map(() => '?').join(',')})`;
    const insert = (count: number): StatementSync =>
      this.#db.prepare(
        `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(',')}) VALUES ${Array(count).fill(row).join(',')}`,
      );
    let several: StatementSync | undefined;
    let waiting: SqlValue[] = [];
    for (const values of rows) {
      waiting.push(...values);
      if (waiting.length < columns.length * rowsAtOnce) continue;
      several ??= insert(rowsAtOnce);
      several.run(...waiting);
      waiting = [];
    }
    if (waiting.length > 0) insert(waiting.length / columns.length).run(...waiting);
  }

  /** Within another transaction the work is part of that one. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.#db.exec('SAVEPOINT "work"');
    this.#inTransaction = true;
    try {
      const result = work();
      this.#db.exec('RELEASE "work"');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK TO "work"; RELEASE "work"');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size > 500) this.#statements.clear();
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function tableDefinition(table: Table): string {
  const columns = [...table.columns.values()].flatMap((column) => columnDefinitions(table, column));
  return `CREATE TABLE "${table.logicalName}" (${columns.join(', ')}) WITHOUT ROWID`;
}

function columnDefinitions(table: Table, column: Column): string[] {
  const beside = [column.typeSql, column.contentSql].filter((each) => each !== undefined);
  return [
    `"${column.sql}" ${sqlTypes[column.kind]}${column === table.key ? ' PRIMARY KEY' : ''}`,
    ...beside.map((each) => `"${each}" TEXT`),
  ];
}

function walked(table: Table): Column[] {
  return [...table.columns.values()].filter(
    (column) =>
      column.kind === 'lookup' &&
      column.platformOwned !== true &&
      column.logicalName !== 'transactioncurrencyid' &&
      column.logicalName !== 'masterid',
  );
}
