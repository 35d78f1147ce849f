import { once } from '../core/base/once';
import type { HttpRequest, HttpResponse } from '../core/base/http';
import type { DataverseApi, SendOptions } from '../core/dataverse/api';
import type { DataverseClientConfig } from '../core/dataverse/client';

/** The client, with all that it knows of refusals, is loaded with the first request and not before. */
export class LazyDataverse implements DataverseApi {
  readonly origin: string;
  readonly apiVersion: string;
  readonly #client: () => Promise<DataverseApi>;

  constructor(config: DataverseClientConfig) {
    this.origin = config.origin;
    this.apiVersion = config.apiVersion;
    this.#client = once(async () => {
      const { DataverseClient } = await import('../core/dataverse/client');
      return new DataverseClient(config);
    });
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    return (await this.#client()).send(request, options);
  }
}
