import type { CancelSignal } from '../base/cancel';
import { problemOf } from '../base/problem';
import type { DataverseApi } from '../dataverse/api';
import { standardHeaders } from '../dataverse/headers';
import type { JsonObject } from '../dataverse/json';
import { readColumns, readDetails, readRowCount, readTable } from './definitionAnswers';
import { allTables, detailRequests, rowCount, tableDefinition } from './definitions';
import type { ColumnLabels, TableLabels } from './labels';

/** A table with the columns that it has. */
export interface LabelledTable {
  readonly table: TableLabels;
  readonly columns: ReadonlyMap<string, ColumnLabels>;
}

/** Where labels come from. Throws ProblemErrors. */
export interface LabelService {
  /** All tables by logical name, with little about each. */
  tables(signal: CancelSignal): Promise<ReadonlyMap<string, TableLabels>>;
  table(logicalName: string, signal: CancelSignal): Promise<LabelledTable>;
}

/** Turns the body of an answer into JSON; a few hundred kilobytes. Throws ProblemErrors. */
export type JsonReader = (body: Uint8Array, what: string) => JsonObject;

/** Reads the answer about all tables, which may have megabytes, off this thread. The bytes are given away. */
export type TablesReader = (body: Uint8Array) => Promise<ReadonlyMap<string, TableLabels>>;

/** Asks `EntityDefinitions` of one environment. One request after the other: labels are never urgent. */
export class WebApiLabelService implements LabelService {
  readonly #api: DataverseApi;
  readonly #read: JsonReader;
  readonly #readTables: TablesReader;

  constructor(api: DataverseApi, read: JsonReader, readTables: TablesReader) {
    this.#api = api;
    this.#read = read;
    this.#readTables = readTables;
  }

  async tables(signal: CancelSignal): Promise<ReadonlyMap<string, TableLabels>> {
    return this.#readTables(await this.#bytes(allTables, signal));
  }

  async table(logicalName: string, signal: CancelSignal): Promise<LabelledTable> {
    const definition = await this.#get(tableDefinition(logicalName), signal);
    const columns = new Map(readColumns(definition));
    for (const request of detailRequests(logicalName, columns.values())) {
      const details = await this.#tryGet(request, signal);
      for (const [name, more] of details === undefined ? [] : readDetails(details)) {
        columns.set(name, { ...columns.get(name), ...more });
      }
    }
    const counts = await this.#tryGet(rowCount(logicalName), signal);
    const rows = counts && readRowCount(counts, logicalName);
    return {
      table: { ...readTable(definition), ...(rows === undefined ? {} : { rowCount: rows }) },
      columns,
    };
  }

  /** One part that the service refuses does not hide the others. */
  async #tryGet(path: string, signal: CancelSignal): Promise<JsonObject | undefined> {
    try {
      return await this.#get(path, signal);
    } catch (error) {
      const kind = problemOf(error)?.kind;
      if (kind === 'service-refused' || kind === 'malformed-answer') return undefined;
      throw error;
    }
  }

  async #get(path: string, signal: CancelSignal): Promise<JsonObject> {
    return this.#read(await this.#bytes(path, signal), path.split('?', 1)[0] ?? path);
  }

  async #bytes(path: string, signal: CancelSignal): Promise<Uint8Array> {
    const url = `${this.#api.origin}/api/data/${this.#api.apiVersion}/${path}`;
    const response = await this.#api.send({ method: 'GET', url, headers: standardHeaders }, { signal });
    return response.body;
  }
}
