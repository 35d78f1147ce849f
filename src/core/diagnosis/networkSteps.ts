import { parseChallenge, type Challenge } from '../auth/challenge';
import { authorityOfLoginUrl } from '../auth/clouds';
import { signInPlace } from '../auth/signInPlace';
import type { CancelSignal } from '../base/cancel';
import type { HttpResponse } from '../base/http';
import { ProblemError } from '../base/problem';
import { decodeUtf8 } from '../base/utf8';
import { splitUrl } from '../dataverse/environmentUrl';
import { standardHeaders } from '../dataverse/headers';
import type { ChainServices, FoundPlace } from './chain';
import { diagnose } from './diagnose';
import type { Cause, Evidence } from './evidence';

/** What a step found; a throw is a failure. */
export interface Found<T> {
  readonly detail: string;
  readonly value: T;
  /** Doubts that do not stop the chain. */
  readonly doubts?: readonly Cause[];
}

/** A step that ends with causes of its own. */
export class StepFailed extends Error {
  constructor(readonly causes: readonly Cause[]) {
    super(causes[0]?.title ?? 'failed');
    this.name = 'StepFailed';
  }
}

export async function findName({ environment, probe }: ChainServices): Promise<Found<undefined>> {
  const { host } = placeOf(environment.origin);
  const addresses = await probe.addresses(host);
  return { detail: `${host} is ${addresses.slice(0, 3).join(', ')}.`, value: undefined };
}

export async function shakeHands({ environment, probe }: ChainServices): Promise<Found<undefined>> {
  const { host, port } = placeOf(environment.origin);
  const { protocol, issuer, validTo } = await probe.handshake(host, port);
  return { detail: `${protocol}; certificate by ${issuer}, valid until ${validTo}.`, value: undefined };
}

/** The Web API without a token has to ask for one. */
export async function askForChallenge(services: ChainServices, signal: CancelSignal): Promise<Found<string>> {
  const { environment, transport, apiVersion } = services;
  const url = `${environment.origin}/api/data/${apiVersion}/`;
  const response = await transport.send({ method: 'GET', url, headers: standardHeaders }, { signal });
  const challenge = response.headers['www-authenticate'] ?? '';
  if (response.status !== 401 || parseChallenge(challenge) === undefined) {
    throw new StepFailed(diagnose(refusalOf(response, services)));
  }
  return { detail: 'The Web API answers, and asks for a sign-in (401), as it should.', value: challenge };
}

/** Where to sign in: the place has to be known, to answer, and to be the environment's own tenant. */
export async function findAuthority(
  services: ChainServices,
  header: string,
  signal: CancelSignal,
): Promise<Found<FoundPlace>> {
  const { environment, clock, transport } = services;
  const challenge: Challenge = parseChallenge(header) ?? {};
  const place = signInPlace(challenge, environment.authority);
  const authority = authorityOfLoginUrl(place.authority) ?? place.authority;
  const tenant = environment.tenantId ?? place.tenantId ?? 'organizations';
  const url = `${authority}/${tenant}/v2.0/.well-known/openid-configuration`;
  const response = await transport.send(
    { method: 'GET', url, headers: [['Accept', 'application/json']] },
    { signal },
  );
  if (response.status !== 200) throw new StepFailed(diagnose(refusalOf(response, services)));
  const causes = diagnose({ challenge: header, status: 401, environment, now: clock.now() });
  const doubts = causes.filter(({ cause }) => cause !== 'healthy');
  return {
    detail: `Sign in at ${authority}, tenant ${tenant}.`,
    value: { authority, ...(place.tenantId === undefined ? {} : { tenantId: place.tenantId }) },
    ...(doubts.length > 0 ? { doubts } : {}),
  };
}

function refusalOf(response: HttpResponse, { environment, clock }: ChainServices): Evidence {
  const { status, headers, body } = response;
  const text = decodeUtf8(body.subarray(0, 64 * 1024));
  const challenge = headers['www-authenticate'] ?? headers['proxy-authenticate'];
  const location = headers['location'];
  return {
    status,
    environment,
    now: clock.now(),
    ...(text.trim() === '' ? {} : { errorBody: text }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(location === undefined ? {} : { redirectLocation: location }),
  };
}

function placeOf(origin: string): { readonly host: string; readonly port: number } {
  const parts = splitUrl(origin);
  if (parts === undefined) {
    throw new ProblemError({
      kind: 'bad-input',
      title: `${origin} is not an https address.`,
      remedy: 'Correct the address of the environment.',
      action: 'edit-environment',
    });
  }
  return { host: parts.host.replace(/^\[|\]$/g, ''), port: Number(parts.port ?? 443) };
}
