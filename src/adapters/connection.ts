import { createHash } from 'node:crypto';
import path from 'node:path';
import { authorityOfLoginUrl, cloudOfUrl } from '../core/auth/clouds';
import { TokenKeeper } from '../core/auth/keeper';
import { TokenSharing } from '../core/auth/leaseSharing';
import type { SecretStore, SessionProvider, ShowDeviceCode } from '../core/auth/ports';
import { secretKey, type SecretBinding } from '../core/auth/secretKeys';
import type { KeeperControl } from '../core/auth/tokenKeeperApi';
import type { Environment } from '../core/base/environment';
import type { Disposable } from '../core/base/event';
import type { HttpTransport } from '../core/base/http';
import type { Problem } from '../core/base/problem';
import type { DataverseApi } from '../core/dataverse/api';
import type { Refusal } from '../core/dataverse/client';
import { LazyTokenSource } from './auth/lazyTokenSource';
import { LazyTransport } from './http/lazyTransport';
import { LazyDataverse } from './lazyDataverse';
import { LeaseFile } from './node/leaseFile';
import { SignInNotesFile } from './node/signInNotesFile';
import { systemClock } from './node/systemClock';

/** One environment, signed in or not: its tokens and its Web API. Nothing is loaded or sent until asked for. */
export interface Connection extends Disposable {
  readonly keeper: KeeperControl;
  readonly api: DataverseApi;
}

export interface ConnectionOptions {
  readonly environment: Environment;
  readonly secrets: SecretStore;
  readonly openBrowser: (url: string) => Promise<void>;
  readonly showDeviceCode?: ShowDeviceCode;
  readonly sessions?: SessionProvider;
  /** Where other windows use the same secrets: see {@link sharingOf}. */
  readonly sharing?: TokenSharing;
}

/** Transport that trusts the environment's own certificate authority where it names one. */
export function transportFor(caFile: string | undefined): HttpTransport & Disposable {
  return new LazyTransport(caFile === undefined ? {} : { caFile });
}

/** Where the environment's users sign in: as configured, else the login server of its cloud. */
function authorityFor(environment: Pick<Environment, 'url' | 'authority'>): string {
  if (environment.authority !== undefined) {
    return authorityOfLoginUrl(environment.authority) ?? environment.authority;
  }
  return cloudOfUrl(environment.url)?.authority ?? 'https://login.microsoftonline.com';
}

export function secretBindingOf(environment: Environment): SecretBinding {
  return {
    resource: environment.url,
    authority: authorityFor(environment),
    tenantId: environment.tenantId,
    clientId: environment.clientId,
  };
}

/**
 * What the windows share of an environment's token. `folder` is one that they all see; no secret goes there.
 * Its files are named by a hash of what the secrets are bound to.
 */
export function sharingOf(environment: Environment, secrets: SecretStore, folder: string): TokenSharing {
  const binding = secretBindingOf(environment);
  const name = createHash('sha256').update(secretKey('access-token', binding)).digest('hex').slice(0, 32);
  return new TokenSharing({
    secrets,
    binding,
    clock: systemClock,
    lease: new LeaseFile(path.join(folder, `${name}.lease`)),
    notes: new SignInNotesFile(path.join(folder, `${name}.json`)),
  });
}

export function openConnection(options: ConnectionOptions): Connection {
  const { environment } = options;
  const transport = transportFor(environment.caFile);
  const keeper = keeperFor(options, transport);
  const api = new LazyDataverse({
    origin: environment.url,
    apiVersion: environment.apiVersion,
    transport,
    tokens: keeper,
    clock: systemClock,
    explain: (problem, refusal) => explainRefusal(problem, refusal, environment),
  });
  return {
    keeper,
    api,
    dispose: () => {
      keeper.dispose();
      transport.dispose();
    },
  };
}

/** Puts the likeliest cause into the words of a refusal; the claims of the token decide with it. */
async function explainRefusal(
  problem: Problem,
  { token, challenge }: Refusal,
  environment: Environment,
): Promise<Problem> {
  const [{ explained }, { decodeJwtClaims }] = await Promise.all([
    import('../core/diagnosis/engine'),
    import('../core/auth/jwt'),
  ]);
  const claims = decodeJwtClaims(token.value);
  const { url: origin, tenantId, method, clientId, apiVersion } = environment;
  return explained(problem, {
    environment: { origin, tenantId, method, clientId, apiVersion },
    now: systemClock.now(),
    ...(claims === undefined ? {} : { claims }),
    ...(challenge === undefined ? {} : { challenge }),
  });
}

function keeperFor(options: ConnectionOptions, transport: HttpTransport): TokenKeeper {
  const { environment, secrets, openBrowser, showDeviceCode, sessions, sharing } = options;
  const { userName, certificateFile, certificateKeyFile } = environment;
  const source = new LazyTokenSource({
    ...secretBindingOf(environment),
    method: environment.method,
    http: transport,
    clock: systemClock,
    secrets,
    openBrowser,
    ...(showDeviceCode === undefined ? {} : { showDeviceCode }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(userName === undefined ? {} : { userName }),
    ...(certificateFile === undefined ? {} : { certificateFile }),
    ...(certificateKeyFile === undefined ? {} : { certificateKeyFile }),
  });
  return new TokenKeeper({
    subject: {
      environment: environment.name,
      origin: environment.url,
      method: environment.method,
      tenantId: environment.tenantId,
    },
    source,
    clock: systemClock,
    ...(sharing === undefined ? {} : { sharing }),
  });
}
