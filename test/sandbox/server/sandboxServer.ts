// Puts the sandbox together: two https origins, what answers under each, and the faults and log before both.
import { randomBytes } from 'node:crypto';
import { ControlApi, controlPath } from '../control/controlApi';
import { FaultBook, strike, type FaultAnswers } from '../control/faults';
import { RequestLog, type LogEntry } from '../control/requestLog';
import { Settings } from '../control/settings';
import type { FaultTarget } from '../control/types';
import { confidentialApplication, Directory, memberUser, tenant } from '../identity/directory';
import { AuthorizationCodes, RefreshTokens } from '../identity/grants';
import { IdentityService } from '../identity/identityService';
import { Resources } from '../identity/resources';
import { Sessions } from '../identity/sessions';
import { TokenService } from '../identity/tokens';
import { TokenVerifier } from '../identity/verification';
import { openCaFolder } from '../tls/caFolder';
import { SandboxClock } from './clock';
import { EnvironmentSite, isWebApi } from './environmentSite';
import { HttpsListener } from './listener';
import { pathOf } from './responses';
import type { CreateWebApi, Handler, SandboxRequest, SandboxResponse, WebApi } from './types';

export interface SandboxServerOptions {
  /** 0 where absent: any free port. */
  readonly port?: number;
  readonly identityPort?: number;
  readonly graphPort?: number;
  /** Seconds; 3599 where absent. */
  readonly tokenLifetimeSeconds?: number;
  /** Where the CA is kept between starts; a private folder of this run where absent. */
  readonly caFolder?: string;
  /** Random where absent. */
  readonly clientSecret?: string;
  readonly password?: string;
  readonly largeTableRows?: number;
  readonly organizationType?: string;
}

/** What the sandbox prints about itself; `authority` is an origin, without tenant. */
export interface SandboxInfo {
  readonly environmentUrl: string;
  readonly authority: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userName: string;
  readonly password: string;
  readonly controlUrl: string;
}

export interface SandboxServer {
  readonly info: SandboxInfo;
  /** `graphUrl` of `SandboxDetails`. */
  readonly graphUrl: string;
  close(): Promise<void>;
}

/** @throws RangeError for a lifetime out of its limits; what listening throws where a port is taken. */
export async function startSandboxServer(
  options: SandboxServerOptions,
  createWebApi: CreateWebApi,
): Promise<SandboxServer> {
  const settings = new Settings(options.tokenLifetimeSeconds ?? 3599);
  const clock = new SandboxClock();
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ca = await openCaFolder(options.caFolder);
    closers.push(() => ca.remove());
    const identity = await HttpsListener.listen(ca.certificates, options.identityPort ?? 0, clock.now);
    closers.push(() => identity.close());
    const environment = await HttpsListener.listen(ca.certificates, options.port ?? 0, clock.now);
    closers.push(() => environment.close());
    const graph = await HttpsListener.listen(ca.certificates, options.graphPort ?? 0, clock.now);
    closers.push(() => graph.close());
    const secrets = {
      clientSecret: options.clientSecret ?? randomSecret(),
      password: options.password ?? randomSecret(),
    };
    const directory = new Directory(secrets);
    const origins = { identity: identity.origin, environment: environment.origin, graph: graph.origin };
    const webApi = await createWebApi(webApiOptions(options, directory, origins.environment, clock));
    closers.push(() => webApi.close());
    const controlKey = randomBytes(24).toString('base64url');
    const handlers = await assemble({ settings, clock, directory, origins, webApi, controlKey });
    identity.serve(handlers.identity);
    environment.serve(handlers.environment);
    return {
      info: {
        environmentUrl: origins.environment,
        authority: origins.identity,
        caFile: ca.caFile,
        tenantId: tenant.id,
        clientId: confidentialApplication.applicationId,
        clientSecret: secrets.clientSecret,
        userName: memberUser.userPrincipalName,
        password: secrets.password,
        controlUrl: `${origins.environment}${controlPath}${controlKey}`,
      },
      graphUrl: origins.graph,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function webApiOptions(
  options: SandboxServerOptions,
  directory: Directory,
  environmentOrigin: string,
  clock: SandboxClock,
): Parameters<CreateWebApi>[0] {
  const { largeTableRows, organizationType } = options;
  return {
    environmentOrigin,
    tenantId: tenant.id,
    users: directory.users,
    applications: directory.applications,
    now: clock.now,
    ...(largeTableRows === undefined ? {} : { largeTableRows }),
    ...(organizationType === undefined ? {} : { organizationType }),
  };
}

interface Parts {
  readonly settings: Settings;
  readonly clock: SandboxClock;
  readonly directory: Directory;
  readonly origins: { readonly identity: string; readonly environment: string; readonly graph: string };
  readonly webApi: WebApi;
  readonly controlKey: string;
}

async function assemble(parts: Parts): Promise<{ identity: Handler; environment: Handler }> {
  const { settings, clock, directory, origins, webApi } = parts;
  const { now } = clock;
  const log = new RequestLog(now);
  const faults = new FaultBook();
  const tokens = await TokenService.create(now, origins.identity);
  const refreshTokens = new RefreshTokens(now);
  const sessions = new Sessions(now);
  const service = new IdentityService({
    directory,
    tokens,
    codes: new AuthorizationCodes(now),
    refreshTokens,
    sessions,
    settings,
    now,
    identityOrigin: origins.identity,
    resources: new Resources({ environments: [origins.environment], graph: origins.graph }),
  });
  const controlled = { faults, settings, clock, log, refreshTokens, sessions, webApi };
  const site = new EnvironmentSite(
    new TokenVerifier(tokens, now, origins.identity, origins.environment),
    webApi,
    new ControlApi(parts.controlKey, controlled),
    origins,
  );

  const guarded = async (
    target: FaultTarget,
    request: SandboxRequest,
    proceed: (entry: LogEntry) => Promise<SandboxResponse>,
  ): Promise<SandboxResponse> => {
    const path = target === 'identity' ? pathOf(request.url) : request.url;
    const entry = log.start({ target, method: request.method, path });
    const fault = faults.take(target, request);
    if (fault) entry.fault = fault.kind;
    const answers: FaultAnswers = {
      refuse: (error) => service.refuse(request, entry, error),
      challenge: (error, claims) => site.challenge(error, claims),
    };
    const response = await (fault
      ? strike(fault, target, request, answers, () => proceed(entry))
      : proceed(entry));
    entry.status = response.status;
    return response;
  };

  return {
    identity: (request) => guarded('identity', request, (entry) => service.handle(request, entry)),
    environment: async (request) => {
      if (isWebApi(request.url)) {
        return await guarded('web-api', request, (entry) => site.handleWebApi(request, entry));
      }
      const controlAnswer = await site.handleControl(request);
      if (controlAnswer) return controlAnswer;
      const entry = log.start({ target: 'other', method: request.method, path: pathOf(request.url) });
      const response = site.handlePage(request);
      entry.status = response.status;
      return response;
    },
  };
}

/** 40 characters with the kinds of characters that Entra's own secrets have. */
function randomSecret(): string {
  return `${randomBytes(3).toString('base64url')}8Q~${randomBytes(25).toString('base64url')}`;
}
