// A keeper with everything that the extension gives it, over the sandbox, a clock that the test moves for both, and a
// transport that remembers what was sent.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LazyTokenSource } from '../../../../src/adapters/auth/lazyTokenSource';
import { LeaseFile } from '../../../../src/adapters/node/leaseFile';
import { SignInNotesFile } from '../../../../src/adapters/node/signInNotesFile';
import { TokenKeeper } from '../../../../src/core/auth/keeper';
import { TokenSharing } from '../../../../src/core/auth/leaseSharing';
import { secretKey, type SecretPurpose } from '../../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { HttpRequest, HttpTransport } from '../../../../src/core/base/http';
import { DataverseClient } from '../../../../src/core/dataverse/client';
import { FakeClock } from '../../auth/support/fakeClock';
import type { SandboxControl } from '../../../support/sandboxControl';
import type { MemorySecrets } from '../../../../src/adapters/auth/memorySecrets';
import type { MsalBench } from '../../auth/support/msalBench';

/** Where a keeper keeps: a sandbox, and the way there. */
export interface Place {
  readonly control: SandboxControl;
  readonly clientSecret: string;
  readonly secrets: MemorySecrets;
  configFor(method: TokenSourceConfig['method'], changes: Partial<TokenSourceConfig>): TokenSourceConfig;
}

export function placeOf(bench: MsalBench): Place {
  const { control, info } = bench.frame;
  return {
    control,
    clientSecret: info.clientSecret,
    secrets: bench.secrets,
    configFor: (method, changes) => bench.configFor(method, changes),
  };
}

export class Kept {
  readonly clock = new FakeClock(Date.now());
  readonly config: TokenSourceConfig;
  readonly sharing: TokenSharing;
  readonly keeper: TokenKeeper;
  readonly client: DataverseClient;
  /** How often the user was to be asked in the background. */
  asked = 0;
  /** Every request, to whatever server. */
  readonly sent: HttpRequest[] = [];
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kept-'));

  constructor(
    private readonly place: Place,
    method: TokenSourceConfig['method'],
  ) {
    const { clock } = this;
    this.config = place.configFor(method, { clock, http: this.#counting(place.configFor(method, {}).http) });
    this.sharing = new TokenSharing({
      secrets: place.secrets,
      binding: this.config,
      clock,
      lease: new LeaseFile(path.join(this.#folder, 'environment.lease')),
      notes: new SignInNotesFile(path.join(this.#folder, 'environment.json')),
    });
    const { resource, tenantId } = this.config;
    this.keeper = new TokenKeeper({
      subject: { environment: 'sandbox', origin: resource, method, tenantId },
      source: new LazyTokenSource(this.config),
      clock,
      sharing: this.sharing,
    });
    this.keeper.onDidNeedUser(() => (this.asked += 1));
    this.client = new DataverseClient({
      origin: resource,
      apiVersion: 'v9.2',
      transport: this.config.http,
      tokens: this.keeper,
      clock,
    });
  }

  async signIn(): Promise<void> {
    if (this.config.method === 'client-secret') await this.store('client-secret', this.place.clientSecret);
    await this.keeper.signIn(neverCancelled);
  }

  async store(purpose: SecretPurpose, value: string): Promise<void> {
    await this.place.secrets.store(secretKey(purpose, this.config), value);
  }

  async lose(purpose: SecretPurpose): Promise<void> {
    await this.place.secrets.delete(secretKey(purpose, this.config));
  }

  /** Time passes, for the keeper and the sandbox. */
  async pass(ms: number): Promise<void> {
    await this.place.control.shiftClock(ms);
    await this.clock.advance(ms);
  }

  /** Gives what is on its way real time to end, and its own timers a little of the test's. */
  async settled(): Promise<void> {
    while (this.keeper.status.state === 'renewing') {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await this.clock.advance(10);
    }
  }

  /** Bodies of the token requests that were sent. */
  get tokenRequests(): URLSearchParams[] {
    return this.sent
      .filter(({ url }) => new URL(url).pathname.endsWith('/oauth2/v2.0/token'))
      .map(({ body }) => new URLSearchParams(typeof body === 'string' ? body : ''));
  }

  #counting(http: HttpTransport): HttpTransport {
    return {
      send: (request, options) => {
        this.sent.push(request);
        return http.send(request, options);
      },
    };
  }

  dispose(): void {
    this.keeper.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
