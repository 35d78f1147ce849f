// Microsoft Graph v1.0 as far as setting up an application for Dataverse needs it.
import { pathOf } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import { authenticate, requirePermissions, type AccessOptions } from './access';
import { errorAnswer, GraphError, invalidToken, methodNotAllowed, unknownSegment } from './errors';
import { routes } from './routes';
import type { TenantStore } from './tenantStore';

export interface GraphOptions extends AccessOptions {
  readonly store: TenantStore;
}

export class GraphService {
  constructor(private readonly options: GraphOptions) {}

  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    try {
      return await this.route(request);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      return errorAnswer(error, request.headers, this.options.now());
    }
  }

  /** 401 to a request whose token an ordered challenge refuses. */
  challenge(error: string): SandboxResponse {
    const answer = errorAnswer(invalidToken('Access token validation failure.'), {}, this.options.now());
    return {
      ...answer,
      headers: { ...answer.headers, 'www-authenticate': `Bearer realm="", error="${error}"` },
    };
  }

  /** The answer to a request that an ordered status struck. */
  fail(status: number, retryAfterSeconds?: number): SandboxResponse {
    const throttled = status === 429;
    const error = new GraphError(
      status,
      throttled ? 'TooManyRequests' : status === 503 ? 'serviceNotAvailable' : 'UnknownError',
      throttled ? 'Too many requests' : 'The service is temporarily unavailable.',
    );
    const answer = errorAnswer(error, {}, this.options.now());
    if (retryAfterSeconds === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
  }

  private async route(request: SandboxRequest): Promise<SandboxResponse> {
    const caller = await authenticate(this.options, request.headers);
    const segments = segmentsOf(request.url);
    const known = routes.filter((route) => matches(route.path.split('/'), segments));
    if (known.length === 0) throw unknownSegment(segments[0] ?? '');
    const found = known.find((route) => route.method === request.method);
    if (found === undefined) throw methodNotAllowed();
    requirePermissions(caller, found.needed, found.administrator);
    return found.answer({
      request,
      store: this.options.store,
      caller,
      root: `${this.options.origin}/v1.0/`,
      keys: segments.filter((_, index) => found.path.split('/')[index] === '{}'),
    });
  }
}

/** `servicePrincipals(appId='x')/y` and `servicePrincipals/x/y` alike: keys are segments of their own. */
function segmentsOf(url: string): string[] {
  const path = decodeURIComponent(pathOf(url));
  if (!path.startsWith('/v1.0/')) {
    throw new GraphError(400, 'BadRequest', 'Invalid version: the sandbox speaks v1.0.');
  }
  return path
    .slice('/v1.0/'.length)
    .split('/')
    .flatMap((segment) => {
      const [, name, key] = /^(\w+)\(('?.*)\)$/.exec(segment) ?? [];
      return name === undefined || key === undefined ? [segment] : [name, key.replace(/^'(.*)'$/, '$1')];
    });
}

const matches = (route: readonly string[], segments: readonly string[]): boolean =>
  route.length === segments.length && route.every((part, index) => part === '{}' || part === segments[index]);
