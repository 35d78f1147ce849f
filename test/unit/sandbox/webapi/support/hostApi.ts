import type { HttpRequest, HttpResponse } from '../../../../../src/core/base/http';
import type { DataverseApi } from '../../../../../src/core/dataverse/api';
import type { WebApiHost } from './host';

/** The Web API as the product's own readers ask it, answered by the sandbox. */
export class HostApi implements DataverseApi {
  readonly origin = 'https://contoso.test';
  readonly apiVersion = 'v9.2';

  constructor(private readonly host: WebApiHost) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    const { status, text } = await this.host.send(request.url, { method: request.method });
    return {
      status,
      statusText: '',
      headers: {},
      body: Buffer.from(text),
      timing: { firstByteMs: 1, totalMs: 2 },
    };
  }
}
