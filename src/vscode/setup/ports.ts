import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import type { SetupServiceId } from '../../core/setup/model';
import type { SetupService } from '../../core/setup/service';
import type { SecretSink } from '../../core/setup/world';

/** How set-up reaches the rest; wired in the composition root. */
export interface SetupServices {
  readonly environments: readonly Environment[];
  readonly current: Environment | undefined;
  /** What an address tells of tenant and cloud. Throws ProblemError. */
  find(address: string, signal: CancelSignal): Promise<Environment>;
  /** Signs in to Microsoft Graph of the environment's cloud with these permissions. Throws ProblemError. */
  graph(environment: Environment, permissions: readonly string[], signal: CancelSignal): Promise<OpenService>;
  /** The environment's Web API, signed in. Throws ProblemError. */
  dataverse(environment: Environment, signal: CancelSignal): Promise<OpenService>;
  /** What stands before the paths of requests. */
  rootOf(service: SetupServiceId, environment: Environment): string;
  /** Where the client secret of an application for this environment is kept. */
  secretsFor(environment: Environment): SecretSink;
  /** Page on which an administrator consents. */
  consentLink(environment: Environment, appId: string): string;
  /** Writes the environment down, makes it the current one and signs in. */
  connectWith(environment: Environment): Promise<void>;
}

/** A service that is signed in for as long as it is not disposed. */
export interface OpenService extends Disposable {
  readonly service: SetupService;
}
