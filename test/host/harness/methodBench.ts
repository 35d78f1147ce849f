import assert from 'node:assert/strict';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import {
  openConnection,
  secretBindingOf,
  type Connection,
  type ConnectionOptions,
} from '../../../src/adapters/connection';
import { secretKey, secretPurposes, type SecretPurpose } from '../../../src/core/auth/secretKeys';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import { whoAmI } from '../../../src/core/dataverse/organization';
import type { SandboxInfo } from '../../sandbox/server/sandboxServer';

/** One environment of the sandbox, with a method of signing in, and what belongs to that method. */
export interface MethodCase {
  readonly environment: Pick<Environment, 'method'> & Partial<Environment>;
  /** What a person has entered before. */
  readonly secrets?: Partial<Readonly<Record<SecretPurpose, string>>>;
  readonly face?: Partial<Pick<ConnectionOptions, 'openBrowser' | 'showDeviceCode'>>;
}

/** A connection as the extension makes it, over secrets that the test can look into. */
export class MethodBench {
  readonly connection: Connection;
  private readonly secrets = new MemorySecrets();
  private readonly environment: Environment;

  private constructor(info: SandboxInfo, { environment, face = {} }: MethodCase) {
    this.environment = {
      name: 'sandbox',
      url: info.environmentUrl,
      clientId: '',
      tenantId: info.tenantId,
      protected: false,
      apiVersion: 'v9.2',
      authority: info.authority,
      caFile: info.caFile,
      ...environment,
    };
    this.connection = openConnection({
      environment: this.environment,
      secrets: this.secrets,
      openBrowser: () => Promise.reject(new Error('No browser is needed.')),
      ...face,
    });
  }

  static async open(info: SandboxInfo, one: MethodCase): Promise<MethodBench> {
    const bench = new MethodBench(info, one);
    for (const purpose of secretPurposes) {
      const secret = one.secrets?.[purpose];
      if (secret !== undefined) await bench.secrets.store(bench.key(purpose), secret);
    }
    return bench;
  }

  /** Signs in, and the Web API knows who it is. Returns the account. */
  async signIn(): Promise<string | undefined> {
    const { keeper, api } = this.connection;
    await keeper.signIn(neverCancelled);
    assert.equal(keeper.status.state, 'fresh');
    const { userId } = await whoAmI(api, neverCancelled);
    assert.match(userId, /^[0-9a-f-]{36}$/);
    return (await keeper.token(neverCancelled)).account;
  }

  /** Another token than before, which the Web API takes. */
  async renew(): Promise<void> {
    const { keeper, api } = this.connection;
    const first = await keeper.token(neverCancelled);
    const second = await keeper.renew(neverCancelled);
    assert.notEqual(second.value, first.value);
    await whoAmI(api, neverCancelled);
  }

  /** No secret of any purpose is left, and nothing comes without a new sign-in. */
  async signOut(): Promise<void> {
    const { keeper } = this.connection;
    await keeper.signOut();
    assert.equal(keeper.status.state, 'signed-out');
    const left: SecretPurpose[] = [];
    for (const purpose of secretPurposes) {
      if ((await this.secrets.get(this.key(purpose))) !== undefined) left.push(purpose);
    }
    assert.deepEqual(left, []);
    await assert.rejects(keeper.token(neverCancelled), { name: 'ProblemError' });
    this.connection.dispose();
  }

  private key(purpose: SecretPurpose): string {
    return secretKey(purpose, secretBindingOf(this.environment));
  }
}
