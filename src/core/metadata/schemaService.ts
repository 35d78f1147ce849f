import type { CancelSignal } from '../base/cancel';
import type { HttpHeader } from '../base/http';
import { problemOf, type ProblemKind } from '../base/problem';
import type { DataverseApi } from '../dataverse/api';
import { standardHeaders } from '../dataverse/headers';
import { readJson, stringOf } from '../dataverse/json';
import type { SchemaService } from './schemaPorts';

/** `$metadata` is XML only: asked for JSON, Dataverse answers 415. */
const xml: readonly HttpHeader[] = [
  ['Accept', 'application/xml'],
  ['OData-MaxVersion', '4.0'],
  ['OData-Version', '4.0'],
];

const unsaid: ReadonlySet<ProblemKind> = new Set(['service-refused', 'service-failed', 'malformed-answer']);

/** Reads the schema over the Web API of one environment. */
export class WebApiSchemaService implements SchemaService {
  readonly #api: DataverseApi;

  constructor(api: DataverseApi) {
    this.#api = api;
  }

  /** `RetrieveTimestamp()` answers `RetrieveTimestampResponse` with the text `Timestamp`; it needs no parameters. */
  async timestamp(signal: CancelSignal): Promise<string | undefined> {
    try {
      const response = await this.#api.send(
        { method: 'GET', url: this.#url('RetrieveTimestamp()'), headers: standardHeaders },
        { signal },
      );
      return stringOf(readJson(response, 'RetrieveTimestamp()')['Timestamp']);
    } catch (error) {
      // Without it the schema is only checked by its age: no reason to have none.
      const problem = problemOf(error);
      if (problem !== undefined && unsaid.has(problem.kind)) return undefined;
      throw error;
    }
  }

  async document(signal: CancelSignal, onProgress: (receivedBytes: number) => void): Promise<Uint8Array> {
    const response = await this.#api.send(
      { method: 'GET', url: this.#url('$metadata'), headers: xml },
      { signal, onProgress },
    );
    return response.body;
  }

  #url(path: string): string {
    return `${this.#api.origin}/api/data/${this.#api.apiVersion}/${path}`;
  }
}
