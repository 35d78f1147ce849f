import type { HttpRequest, HttpResponse } from '../../../../src/core/base/http';
import type { DataverseApi } from '../../../../src/core/dataverse/api';

type Answer = string | object | Error;

/** A Web API that answers by the path behind `/api/data/v9.2/`, and notes what it was asked. */
export class FakeApi implements DataverseApi {
  readonly origin = 'https://contoso.crm4.dynamics.com';
  readonly apiVersion = 'v9.2';
  readonly requests: HttpRequest[] = [];

  constructor(readonly answers: (path: string) => Answer) {}

  get paths(): string[] {
    return this.requests.map(({ url }) => url.replace(`${this.origin}/api/data/v9.2/`, ''));
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    this.requests.push(request);
    const answer = this.answers(this.paths.at(-1) ?? '');
    if (answer instanceof Error) return Promise.reject(answer);
    const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
    return Promise.resolve({
      status: 200,
      statusText: 'OK',
      headers: {},
      body,
      timing: { firstByteMs: 1, totalMs: 2 },
    });
  }
}
