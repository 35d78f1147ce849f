// Answers kept as bytes: what a client makes of large pages can then be measured apart from the making of them.
import type { AuthenticatedRequest, SandboxResponse, WebApi } from '../server/types';

/** Headers on which an answer depends. */
const telling = ['accept', 'accept-encoding', 'prefer'];

export class AnswerMemory implements Pick<WebApi, 'handle'> {
  private path: RegExp | undefined;
  private readonly kept = new Map<string, SandboxResponse>();

  constructor(private readonly webApi: Pick<WebApi, 'handle'>) {}

  /** From now on; what was kept before is forgotten. @throws SyntaxError where it is no regular expression. */
  keep(path: string): void {
    this.forget();
    this.path = new RegExp(path);
  }

  forget(): void {
    this.path = undefined;
    this.kept.clear();
  }

  async handle(request: AuthenticatedRequest): Promise<SandboxResponse> {
    if (request.method !== 'GET' || !this.path?.test(request.url)) return await this.webApi.handle(request);
    const key = [request.url, ...telling.map((name) => request.headers[name] ?? '')].join('\n');
    const known = this.kept.get(key);
    if (known) return known;
    const response = await this.webApi.handle(request);
    if (response.status === 200 && response.body !== undefined && isWhole(response.body)) {
      this.kept.set(key, response);
    }
    return response;
  }
}

const isWhole = (body: NonNullable<SandboxResponse['body']>): boolean =>
  typeof body === 'string' || body instanceof Uint8Array;
