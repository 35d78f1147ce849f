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
import { DataverseClient } from '../../../../src/core/dataverse/client';
import { FakeClock } from '../../auth/support/fakeClock';
import type { MsalBench } from '../../auth/support/msalBench';

export class Kept {
  readonly clock = new FakeClock(Date.now());
  readonly config: TokenSourceConfig;
  readonly sharing: TokenSharing;
  readonly keeper: TokenKeeper;
  readonly client: DataverseClient;
  /** How often the user was to be asked in the background. */
  asked = 0;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kept-'));

  constructor(
    private readonly bench: MsalBench,
    method: TokenSourceConfig['method'],
  ) {
    const { clock } = this;
    this.config = bench.configFor(method, { clock });
    this.sharing = new TokenSharing({
      secrets: bench.secrets,
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
      transport: bench.transport,
      tokens: this.keeper,
      clock,
    });
  }

  async signIn(): Promise<void> {
    const { clientSecret } = this.bench.frame.info;
    if (this.config.method === 'client-secret') await this.store('client-secret', clientSecret);
    await this.keeper.signIn(neverCancelled);
  }

  async store(purpose: SecretPurpose, value: string): Promise<void> {
    await this.bench.secrets.store(secretKey(purpose, this.config), value);
  }

  async lose(purpose: SecretPurpose): Promise<void> {
    await this.bench.secrets.delete(secretKey(purpose, this.config));
  }

  /** Time passes, for the keeper and the sandbox. */
  async pass(ms: number): Promise<void> {
    await this.bench.frame.control.shiftClock(ms);
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
    return this.bench.sent
      .filter(({ url }) => new URL(url).pathname.endsWith('/oauth2/v2.0/token'))
      .map(({ body }) => new URLSearchParams(typeof body === 'string' ? body : ''));
  }

  dispose(): void {
    this.keeper.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
