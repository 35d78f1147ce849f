import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { MemorySecrets } from '../../../../src/adapters/auth/memorySecrets';
import { AxiosTransport } from '../../../../src/adapters/http/axiosTransport';
import type { AccessToken } from '../../../../src/core/auth/ports';
import type { TokenSourceConfig } from '../../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { HttpRequest, HttpTransport } from '../../../../src/core/base/http';
import { problemOf, type Problem } from '../../../../src/core/base/problem';
import { publicApplication } from '../../../sandbox/identity/directory';
import { startFrame, type Frame } from '../../sandbox/frame';
import { visit } from './browser';

export const quiet = { signal: neverCancelled, forceRenewal: false };
export const force = { signal: neverCancelled, forceRenewal: true };

const clock = { now: () => Date.now(), setTimer: () => ({ dispose: () => undefined }) };

/** The sandbox's identity service over real https, our transport, and a browser that signs the sandbox's user in. */
export class MsalBench {
  frame!: Frame;
  secrets = new MemorySecrets();
  /** What the transport sent. */
  sent: HttpRequest[] = [];
  /** Addresses that the browser was sent to. */
  opened: string[] = [];
  /** What the browser showed in the end. */
  page: Promise<string> | undefined;
  openBrowser: (url: string) => Promise<void> = (url) => this.browse(url);
  transport!: HttpTransport;
  #axios!: AxiosTransport;

  async start(): Promise<void> {
    this.frame = await startFrame();
  }

  async stop(): Promise<void> {
    await this.frame.close();
  }

  async reset(): Promise<void> {
    await this.frame.control.reset();
    this.secrets = new MemorySecrets();
    this.sent = [];
    this.opened = [];
    this.page = undefined;
    this.openBrowser = (url) => this.browse(url);
    this.#axios = new AxiosTransport({ caFile: this.frame.info.caFile });
    this.transport = {
      send: (request, options) => {
        this.sent.push(request);
        return this.#axios.send(request, options);
      },
    };
  }

  dispose(): void {
    this.#axios.dispose();
  }

  browse(url: string, cancel = false): Promise<void> {
    this.page = visit(this.frame.ca, url, { ...this.frame.info, cancel });
    return Promise.resolve();
  }

  configFor(
    method: TokenSourceConfig['method'],
    changes: Partial<TokenSourceConfig> = {},
  ): TokenSourceConfig {
    const { authority, tenantId, clientId, environmentUrl } = this.frame.info;
    return {
      method,
      authority,
      tenantId,
      clientId: method === 'interactive' ? publicApplication.applicationId : clientId,
      resource: environmentUrl,
      http: this.transport,
      clock,
      secrets: this.secrets,
      openBrowser: (url) => {
        this.opened.push(url);
        return this.openBrowser(url);
      },
      ...changes,
    };
  }

  /** The problem that the work ends with, after a look for anything secret in the whole error. */
  async failure(work: Promise<unknown>): Promise<Problem> {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    const seen = inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error);
    const { clientSecret, password } = this.frame.info;
    for (const secret of [clientSecret, password, 'Pl4nted', 'eyJ']) {
      expect(seen).not.toContain(secret);
    }
    const problem = problemOf(error);
    if (problem === undefined) throw new Error(`No problem, but ${seen}`);
    return problem;
  }
}

/** A bench for the tests of one file. */
export function useMsalBench(): MsalBench {
  const bench = new MsalBench();
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(() => bench.reset());
  afterEach(() => bench.dispose());
  return bench;
}

/** Seconds. */
export function lifetimeOf(token: AccessToken): number {
  return (token.expiresAt - token.issuedAt) / 1000;
}
