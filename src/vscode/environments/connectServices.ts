import { StagedSecrets } from '../../core/auth/stagedSecrets';
import type { SecretStore } from '../../core/auth/ports';
import { secretKey, type SecretBinding } from '../../core/auth/secretKeys';
import type { KeeperControl } from '../../core/auth/tokenKeeperApi';
import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import { defaultApiVersion } from '../../core/base/environmentConfig';
import type { Disposable } from '../../core/base/event';
import type { HttpTransport } from '../../core/base/http';
import { problemOf } from '../../core/base/problem';
import type { DataverseApi } from '../../core/dataverse/api';
import { discoverEnvironment } from '../../core/dataverse/discovery';
import { retrieveOrganization, retrieveUserName, whoAmI } from '../../core/dataverse/organization';
import type { ConnectionProof, ConnectServices, EnteredSecrets, FoundEnvironment } from './ports';

/** How a connection is made; the composition root hands in the real ones. */
export interface ConnectPorts {
  readonly secrets: SecretStore;
  transportFor(caFile: string | undefined): HttpTransport & Disposable;
  bindingOf(environment: Environment): SecretBinding;
  hasAzureCli(): Promise<boolean>;
  open(
    environment: Environment,
    secrets: SecretStore,
  ): Disposable & { keeper: KeeperControl; api: DataverseApi };
}

/** Finds an environment and tries it out, leaving no secret behind unless all went well. */
export class ConnectOverNetwork implements ConnectServices {
  readonly #ports: ConnectPorts;

  constructor(ports: ConnectPorts) {
    this.#ports = ports;
  }

  async find(
    origin: string,
    trust: { readonly authority?: string; readonly caFile?: string },
    signal: CancelSignal,
  ): Promise<FoundEnvironment> {
    const transport = this.#ports.transportFor(trust.caFile);
    try {
      return await discoverEnvironment({
        origin,
        apiVersion: defaultApiVersion,
        transport,
        signal,
        ...(trust.authority === undefined ? {} : { authority: trust.authority }),
      });
    } finally {
      transport.dispose();
    }
  }

  hasAzureCli(): Promise<boolean> {
    return this.#ports.hasAzureCli();
  }

  async connect(
    environment: Environment,
    secrets: EnteredSecrets,
    signal: CancelSignal,
  ): Promise<ConnectionProof> {
    const staged = new StagedSecrets(this.#ports.secrets);
    for (const [purpose, secret] of secrets) {
      await staged.store(secretKey(purpose, this.#ports.bindingOf(environment)), secret);
    }
    const connection = this.#ports.open(environment, staged);
    try {
      await connection.keeper.signIn(signal);
      const identity = await whoAmI(connection.api, signal);
      const [organization, user] = await Promise.all([
        organizationName(connection.api, environment, signal),
        retrieveUserName(connection.api, identity.userId, signal),
      ]);
      await staged.commit();
      return { organization, user: user ?? identity.userId };
    } finally {
      connection.dispose();
    }
  }
}

/** WhoAmI is the proof; an organisation that does not tell its name is connected all the same. */
async function organizationName(
  api: DataverseApi,
  environment: Environment,
  signal: CancelSignal,
): Promise<string> {
  try {
    return (await retrieveOrganization(api, signal)).friendlyName;
  } catch (error) {
    const kind = problemOf(error)?.kind;
    if (kind === 'service-refused' || kind === 'malformed-answer') return environment.name;
    throw error;
  }
}
