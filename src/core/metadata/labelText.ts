import { isJsonObject, type JsonObject } from '../dataverse/json';
import type { EpochMs } from '../base/clock';
import type { LabelledTable } from './labelService';
import type { ColumnLabels, TableLabels } from './labels';

/** Rises when the shape of labels changes: what an older version kept is asked for anew. */
const version = 1;

export interface KeptTables {
  readonly fetchedAt: EpochMs;
  readonly tables: ReadonlyMap<string, TableLabels>;
}

export interface KeptTable extends LabelledTable {
  readonly fetchedAt: EpochMs;
}

export function writeTables({ fetchedAt, tables }: KeptTables): string {
  return JSON.stringify({ version, fetchedAt, tables: Object.fromEntries(tables) });
}

export function writeTable({ fetchedAt, table, columns }: KeptTable): string {
  return JSON.stringify({ version, fetchedAt, table, columns: Object.fromEntries(columns) });
}

/** `undefined` for a text that is torn, or of another version. */
export function readKeptTables(text: string): KeptTables | undefined {
  const kept = parse(text);
  const tables = kept && entriesOf<TableLabels>(kept.body['tables']);
  return tables && { fetchedAt: kept.fetchedAt, tables };
}

export function readKeptTable(text: string): KeptTable | undefined {
  const kept = parse(text);
  const columns = kept && entriesOf<ColumnLabels>(kept.body['columns']);
  const table = kept?.body['table'];
  return columns && isJsonObject(table) ? { fetchedAt: kept.fetchedAt, table, columns } : undefined;
}

function parse(text: string): { readonly fetchedAt: EpochMs; readonly body: JsonObject } | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (!isJsonObject(body) || body['version'] !== version) return undefined;
    const { fetchedAt } = body;
    return typeof fetchedAt === 'number' ? { fetchedAt, body } : undefined;
  } catch {
    return undefined;
  }
}

/** The members were written by this module: all optional, so that any object is one. */
function entriesOf<T extends object>(value: unknown): ReadonlyMap<string, T> | undefined {
  if (!isJsonObject(value)) return undefined;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, T] => isJsonObject(entry[1]))
    ? new Map(entries)
    : undefined;
}
