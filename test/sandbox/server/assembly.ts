// Puts what answers under each origin together, with the faults and the log before all of them.
import { AnswerMemory } from '../control/answerMemory';
import { ControlApi } from '../control/controlApi';
import { FaultBook, strike, type FaultAnswers } from '../control/faults';
import { RequestLog, type LogEntry } from '../control/requestLog';
import type { Settings } from '../control/settings';
import type { FaultTarget } from '../control/types';
import { DiscoveryService, type DiscoverableOrganization } from '../discovery/discoveryService';
import { GraphService } from '../graph/graphService';
import type { TenantStore } from '../graph/tenantStore';
import type { IdentityContext } from '../identity/context';
import { DeviceCodes } from '../identity/deviceCodes';
import type { Directory } from '../identity/directory';
import { AuthorizationCodes, RefreshTokens } from '../identity/grants';
import { IdentityService } from '../identity/identityService';
import { mintToken } from '../identity/mint';
import { Resources } from '../identity/resources';
import { Sessions } from '../identity/sessions';
import { accessTokenIssuer, TokenService } from '../identity/tokens';
import { TokenVerifier } from '../identity/verification';
import type { SandboxClock } from './clock';
import type { SandboxDetails } from './details';
import { EnvironmentSite, isWebApi } from './environmentSite';
import { pathOf } from './responses';
import type { Handler, SandboxRequest, SandboxResponse, WebApi } from './types';

export interface Origins {
  readonly identity: string;
  readonly environment: string;
  readonly second: string;
  readonly discovery: string;
  readonly graph: string;
}

export interface Parts {
  readonly settings: Settings;
  readonly clock: SandboxClock;
  readonly directory: Directory;
  readonly tenantStore: TenantStore;
  readonly origins: Origins;
  readonly webApi: WebApi;
  readonly secondWebApi: WebApi;
  readonly organizations: readonly DiscoverableOrganization[];
  readonly controlKey: string;
  readonly details: SandboxDetails;
}

export type Handlers = Readonly<
  Record<'identity' | 'environment' | 'second' | 'discovery' | 'graph', Handler>
>;

export async function assemble(parts: Parts): Promise<Handlers> {
  const { origins, settings } = parts;
  const { now } = parts.clock;
  const log = new RequestLog(now);
  const faults = new FaultBook();
  const context = await identityContext(parts);
  const service = new IdentityService(context);
  const verifier = (origin: string, wanted?: () => Readonly<Record<string, readonly string[]>>) =>
    new TokenVerifier(context.tokens, now, origins.identity, origin, wanted);
  const answers = new AnswerMemory(parts.webApi);
  const control = new ControlApi(parts.controlKey, {
    ...parts,
    ...context,
    faults,
    answers,
    settings,
    log,
    webApis: [parts.webApi, parts.secondWebApi],
    mint: (order) => mintToken(context, origins.environment, order),
  });
  const graph = graphService(parts, context);
  const guard = new Guard(log, faults, service, graph);
  const first = new EnvironmentSite(
    verifier(origins.environment, () => settings.current.requiredClaims),
    answers,
    origins,
    control,
  );
  const secondOrigins = { ...origins, environment: origins.second };
  const second = new EnvironmentSite(verifier(origins.second), parts.secondWebApi, secondOrigins);
  const discovery = new DiscoveryService(origins.discovery, verifier(origins.discovery), parts.organizations);
  return {
    identity: (request) =>
      guard.pass('identity', request, service, (entry) => service.handle(request, entry)),
    environment: (request) => guard.environment('web-api', first, request),
    second: (request) => guard.environment('second-web-api', second, request),
    graph: (request) => guard.pass('graph', request, graph, () => graph.handle(request)),
    discovery: (request) =>
      guard.pass('discovery', request, discovery, (entry) => discovery.handle(request, entry)),
  };
}

async function identityContext(parts: Parts): Promise<IdentityContext> {
  const { origins, clock } = parts;
  const { now } = clock;
  const { identity, environment, second, discovery, graph } = origins;
  return {
    directory: parts.directory,
    tokens: await TokenService.create(now, identity),
    codes: new AuthorizationCodes(now),
    refreshTokens: new RefreshTokens(now),
    deviceCodes: new DeviceCodes(now),
    sessions: new Sessions(now),
    settings: parts.settings,
    now,
    identityOrigin: identity,
    resources: new Resources({ environments: [environment, second, discovery], graph }),
  };
}

function graphService(parts: Parts, context: IdentityContext): GraphService {
  return new GraphService({
    store: parts.tenantStore,
    keySet: context.tokens.keySet,
    issuer: accessTokenIssuer,
    origin: parts.origins.graph,
    userById: (objectId) => parts.directory.userById(objectId),
    now: parts.clock.now,
  });
}

/** Whoever refuses a token in its own way. */
interface Challenger {
  challenge(error: string, claims: string | undefined): SandboxResponse;
}

/** What every request passes first: it is noted down, and meets the faults that were ordered for it. */
class Guard {
  constructor(
    private readonly log: RequestLog,
    private readonly faults: FaultBook,
    private readonly service: IdentityService,
    private readonly graph: GraphService,
  ) {}

  async pass(
    target: FaultTarget,
    request: SandboxRequest,
    challenger: Challenger,
    proceed: (entry: LogEntry) => Promise<SandboxResponse>,
  ): Promise<SandboxResponse> {
    const path = target === 'identity' ? pathOf(request.url) : request.url;
    const entry = this.log.start({ target, method: request.method, path });
    const fault = this.faults.take(target, request);
    if (fault) entry.fault = fault.kind;
    const answers: FaultAnswers = {
      refuse: (error) => this.service.refuse(request, entry, error),
      challenge: (error, claims) => challenger.challenge(error, claims),
      fail: (status, retryAfterSeconds) => this.graph.fail(status, retryAfterSeconds),
    };
    const response = await (fault
      ? strike(fault, target, request, answers, () => proceed(entry))
      : proceed(entry));
    entry.status = response.status;
    return response;
  }

  async environment(
    target: FaultTarget,
    site: EnvironmentSite,
    request: SandboxRequest,
  ): Promise<SandboxResponse> {
    if (isWebApi(request.url)) {
      return await this.pass(target, request, site, (entry) => site.handleWebApi(request, entry));
    }
    const controlAnswer = await site.handleControl(request);
    if (controlAnswer) return controlAnswer;
    const { method, url } = request;
    const entry = this.log.start({ target: 'other', method, path: pathOf(url) });
    const response = site.handlePage(request);
    entry.status = response.status;
    return response;
  }
}
