import { parseChallenge } from '../auth/challenge';
import { authorityOfLoginUrl, cloudOfUrl } from '../auth/clouds';
import { signInPlace } from '../auth/signInPlace';
import type { CancelSignal } from '../base/cancel';
import type { HttpResponse, HttpTransport } from '../base/http';
import type { Problem } from '../base/problem';
import { ProblemError } from '../base/problem';
import { redirected } from './foreignOrigin';
import { standardHeaders } from './headers';
import { isHtml, readServiceError } from './serviceError';
import { serviceProblem } from './serviceProblem';

/** What an environment's address tells before anybody signed in. */
export interface DiscoveredEnvironment {
  readonly origin: string;
  /** Base of the authority to sign in at, without tenant. */
  readonly authority: string;
  /** False for a login server that is neither Microsoft's nor configured: the user has to agree to it first. */
  readonly knownAuthority: boolean;
  /** Of the tenant that the environment belongs to, where the challenge says so. */
  readonly tenantId?: string;
  /** For the user, e.g. `Commercial`; absent for local and on-premises servers. */
  readonly cloud?: string;
}

export interface DiscoveryOptions {
  readonly origin: string;
  /** With its `v`, e.g. `v9.2`. */
  readonly apiVersion: string;
  /** As the user configured it: then it is used, whatever the challenge says. */
  readonly authority?: string;
  readonly transport: HttpTransport;
  readonly signal: CancelSignal;
}

/** A refusal without a look at the token is quick: who is silent for so long is no Web API. */
const idleTimeoutMs = 30_000;

/**
 * Asks the Web API without a token, and reads from its refusal where to sign in. Throws `not-dataverse` where something
 * else answers, and what the transport throws.
 */
export async function discoverEnvironment(options: DiscoveryOptions): Promise<DiscoveredEnvironment> {
  const { origin, transport, signal } = options;
  const request = {
    method: 'GET',
    url: `${origin}/api/data/${options.apiVersion}/`,
    headers: standardHeaders,
  };
  const response = await transport.send(request, { signal, idleTimeoutMs });
  if (response.status !== 401) throw new ProblemError(notAChallenge(response, request, origin));
  const challenge = parseChallenge(response.headers['www-authenticate'] ?? '');
  if (challenge === undefined) throw new ProblemError(noBearer(response));
  const cloud = cloudOfUrl(origin)?.label;
  const foreign =
    options.authority === undefined &&
    challenge.authority !== undefined &&
    authorityOfLoginUrl(challenge.authority) === undefined;
  const place =
    foreign && challenge.authority !== undefined
      ? { ...challenge, authority: challenge.authority }
      : signInPlace(challenge, options.authority);
  return {
    origin,
    authority: place.authority,
    knownAuthority: !foreign,
    ...(place.tenantId === undefined ? {} : { tenantId: place.tenantId }),
    ...(cloud === undefined ? {} : { cloud }),
  };
}

function notAChallenge(
  response: HttpResponse,
  request: { readonly method: string; readonly url: string },
  origin: string,
): Problem {
  const { status } = response;
  if (status >= 300 && status < 400) return { ...redirected(response, origin), kind: 'not-dataverse' };
  if (status === 429 || (status >= 500 && !isHtml(response, ''))) return serviceProblem(request, response);
  const error = readServiceError(response);
  const what = error.html
    ? `a web page${error.message === '' ? '' : ` ("${error.message}")`}`
    : 'something else';
  return {
    kind: 'not-dataverse',
    title: `${origin} answers, but not as Dataverse does: with ${what} (status ${status}).`,
    cause: 'Dataverse would have asked for a sign-in. The address may be misspelt, or that of another site.',
    remedy: 'Open the environment in the browser and copy its address from there.',
    action: 'edit-environment',
    status,
  };
}

/** On-premises servers without claims ask for the Windows account of the user. */
function noBearer(response: HttpResponse): Problem {
  const windows = /\b(?:negotiate|ntlm)\b/i.test(response.headers['www-authenticate'] ?? '');
  return {
    kind: 'not-dataverse',
    title: windows
      ? 'The server asks for a Windows sign-in, which is not supported.'
      : 'The address asks for a sign-in, but does not say where, as Dataverse would.',
    cause: windows
      ? 'It is an on-premises server without claims-based sign-in (IFD).'
      : 'It may not be a Dataverse environment, or a proxy stands in front of it.',
    remedy: windows
      ? 'Use the address of the internet-facing deployment.'
      : 'Open the environment in the browser and copy its address from there.',
    action: 'edit-environment',
    status: response.status,
  };
}
