// Typed client of the sandbox's control API.
import { request } from 'node:https';
import type {
  FaultOrder,
  KeptAnswers,
  LoggedRequest,
  MintedToken,
  SandboxSettings,
  SandboxState,
  TokenOrder,
} from '../sandbox/control/types';
import type { SandboxDetails } from '../sandbox/server/details';
import type { ColumnOrder } from '../sandbox/server/types';

export class SandboxControl {
  /** @param ca PEM of the sandbox's certificate authority */
  constructor(
    private readonly controlUrl: string,
    private readonly ca: string,
  ) {}

  /** Lets the next matching calls fail. */
  async orderFault(order: FaultOrder): Promise<SandboxState> {
    return await this.call('POST', 'faults', order);
  }

  async clearFaults(): Promise<SandboxState> {
    return await this.call('DELETE', 'faults');
  }

  /** Keeps answers to `GET` whose path and query match, and gives them again as they were: pages out of memory. */
  async keepAnswers(path: string): Promise<SandboxState> {
    return await this.call('POST', 'answers', { path } satisfies KeptAnswers);
  }

  async change(settings: SandboxSettings): Promise<SandboxState> {
    return await this.call('POST', 'settings', settings);
  }

  /** Moves the server's clock; shifts add up. */
  async shiftClock(milliseconds: number): Promise<SandboxState> {
    return await this.call('POST', 'clock', { milliseconds });
  }

  /** Refuses every refresh token and browser session that was given out so far. */
  async revokeRefreshTokens(): Promise<SandboxState> {
    return await this.call('POST', 'revocation');
  }

  /** @param after only requests with a greater sequence number */
  async log(after = 0): Promise<readonly LoggedRequest[]> {
    return await this.call('GET', `log?after=${after}`);
  }

  /** Requests to the token endpoint, failed ones included. */
  async tokenRequests(after = 0): Promise<readonly LoggedRequest[]> {
    const all = await this.log(after);
    return all.filter((one) => one.target === 'identity' && /\/oauth2\/(v2\.0\/)?token$/.test(one.path));
  }

  /** How often the token endpoint was asked, by `grant_type`; failed requests included. */
  async tokenRequestCounts(after = 0): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const { grantType = '' } of await this.tokenRequests(after)) {
      counts[grantType] = (counts[grantType] ?? 0) + 1;
    }
    return counts;
  }

  /** Adds a column to a table of the first environment; `RetrieveTimestamp()` answers another time stamp from then on. */
  async addColumn(order: ColumnOrder): Promise<SandboxState> {
    return await this.call('POST', 'columns', order);
  }

  /** A token that no sign-in gave. */
  async mintToken(order: TokenOrder = {}): Promise<MintedToken> {
    return await this.call('POST', 'tokens', order);
  }

  /** What the sandbox knows beyond what it prints at its start. */
  async details(): Promise<SandboxDetails> {
    return await this.call('GET', 'details');
  }

  async webApiRequests(after = 0): Promise<readonly LoggedRequest[]> {
    const all = await this.log(after);
    return all.filter((one) => one.target === 'web-api');
  }

  async clearLog(): Promise<SandboxState> {
    return await this.call('DELETE', 'log');
  }

  async state(): Promise<SandboxState> {
    return await this.call('GET', 'state');
  }

  /** Faults, settings, clock, log, browser sessions, schema and rows as they were at the start. */
  async reset(): Promise<SandboxState> {
    return await this.call('POST', 'reset');
  }

  private async call<T>(method: string, command: string, body?: unknown): Promise<T> {
    const { status, text } = await this.send(method, command, body);
    // Both ends are of one source tree: the shapes are those of control/types.ts.
    const answer = JSON.parse(text) as T & { problem?: string };
    if (status !== 200) throw new Error(`The sandbox refused ${method} ${command}: ${answer.problem}`);
    return answer;
  }

  private async send(
    method: string,
    command: string,
    body: unknown,
  ): Promise<{ status: number; text: string }> {
    return await new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.controlUrl}/${command}`,
        { method, ca: this.ca, agent: false },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}
