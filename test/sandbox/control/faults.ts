// The orders that wait for a matching call, and what each does to it.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { memberUser, publicApplication, tenant } from '../identity/directory';
import { EntraError } from '../identity/entraError';
import { ConnectionCut, dataverseError, html, json } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import { cutInBody, cutWithinGzip, inPieces } from './bodyFaults';
import type { Fault, FaultOrder, FaultTarget } from './types';

interface Waiting {
  readonly order: FaultOrder;
  readonly path: RegExp;
  left: number;
}

const defaultPaths: Readonly<Record<FaultTarget, RegExp>> = {
  graph: /^/,
  identity: /\/oauth2\/(v2\.0\/)?token(\?|$)/,
  'web-api': /^/,
  'second-web-api': /^/,
  discovery: /^/,
};

export class FaultBook {
  private waiting: Waiting[] = [];

  /** @throws SyntaxError where `path` is no regular expression. */
  order(order: FaultOrder): void {
    const path = order.path === undefined ? defaultPaths[order.target] : new RegExp(order.path);
    this.waiting.push({ order, path, left: order.times ?? 1 });
  }

  /** The oldest order that matches, one call less. */
  take(target: FaultTarget, request: Pick<SandboxRequest, 'method' | 'url' | 'body'>): Fault | undefined {
    const grantType = target === 'identity' ? grantTypeOf(request.body) : undefined;
    const found = this.waiting.find(
      ({ order, path }) =>
        order.target === target &&
        (order.method === undefined || order.method === request.method) &&
        (order.grantType === undefined || order.grantType === grantType) &&
        path.test(request.url),
    );
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.waiting = this.waiting.filter((one) => one !== found);
    return found.order.fault;
  }

  list(): readonly FaultOrder[] {
    return this.waiting.map(({ order, left }) => ({ ...order, times: left }));
  }

  clear(): void {
    this.waiting = [];
  }
}

function grantTypeOf(form: Buffer): string | undefined {
  return new URLSearchParams(form.toString('utf8')).get('grant_type') ?? undefined;
}

/** The services' own ways of saying no. */
export interface FaultAnswers {
  refuse(error: EntraError): SandboxResponse;
  challenge(error: string, claims: string | undefined): SandboxResponse;
  /** An HTTP status in Microsoft Graph's shape. */
  fail(status: number, retryAfterSeconds: number | undefined): SandboxResponse;
}

/** @param proceed what would have been answered without the fault. */
export async function strike(
  fault: Fault,
  target: FaultTarget,
  request: SandboxRequest,
  answers: FaultAnswers,
  proceed: () => Promise<SandboxResponse>,
): Promise<SandboxResponse> {
  switch (fault.kind) {
    case 'aadsts':
      return answers.refuse(entraError(fault));
    case 'challenge':
      return answers.challenge(fault.error, fault.claims);
    case 'status':
      if (target === 'graph') return answers.fail(fault.status, fault.retryAfterSeconds);
      return target === 'identity' ? identityFailure(fault) : webApiFailure(fault);
    case 'cut':
      throw new ConnectionCut();
    case 'cut-body':
      return cutInBody(await proceed());
    case 'truncated-gzip':
      return cutWithinGzip(await proceed());
    case 'slow-body':
      return inPieces(await proceed(), fault, request.signal);
    case 'hang':
      if (!request.signal.aborted) await once(request.signal, 'abort');
      throw new ConnectionCut();
    case 'garbage':
      return {
        status: 200,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"value": [\u0000<html>',
      };
    case 'slow':
      break;
  }
  await delay(fault.milliseconds, undefined, { signal: request.signal });
  return await proceed();
}

type StatusFault = Extract<Fault, { kind: 'status' }>;

function entraError(fault: Extract<Fault, { kind: 'aadsts' }>): EntraError {
  return new EntraError(fault.code, {
    values: orderedValues,
    ...(fault.claims === undefined ? {} : { claims: fault.claims }),
    ...(fault.suberror === undefined ? {} : { suberror: fault.suberror }),
  });
}

/** What fills the texts of refusals that were ordered and so have no request to take their values from. */
const orderedValues: Readonly<Record<string, string>> = {
  appId: publicApplication.applicationId,
  appName: publicApplication.displayName,
  tenant: 'fabrikam.onmicrosoft.com',
  tenantName: tenant.displayName,
  resource: '00000007-0000-0000-c000-000000000000',
  scope: 'user_impersonation',
  parameter: 'client_id',
  redirectUri: 'http://localhost',
  expected: 'http://localhost:8400',
  userName: memberUser.userPrincipalName,
  issued: '2026-08-20T14:30:28.0990000Z',
  validFrom: '2026-11-20T08:00:00.0000000Z',
  origin: 'https://contoso.example',
  grantType: 'password',
  responseType: 'token',
  method: 'GET',
};

function retryAfter(fault: StatusFault): Record<string, string> {
  return fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
}

function webApiFailure(fault: StatusFault): SandboxResponse {
  const { status } = fault;
  const headers = retryAfter(fault);
  const code = fault.code ?? (status === 429 ? '0x80072322' : '0x80040216');
  if (status === 429) {
    const text = 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.';
    return dataverseError(429, code, fault.message ?? text, headers);
  }
  // 502 to 504 come from the gateway before the organisation's server, which speaks no JSON.
  if (status > 501 && fault.code === undefined && fault.message === undefined) {
    return html(
      status,
      `<html><body><h1>${status}</h1><p>The service is unavailable.</p></body></html>`,
      headers,
    );
  }
  return dataverseError(status, code, fault.message ?? 'An unexpected error occurred.', headers);
}

function identityFailure(fault: StatusFault): SandboxResponse {
  const headers = retryAfter(fault);
  const { status } = fault;
  if (status === 429) {
    return json(
      429,
      { error: 'temporarily_unavailable', error_description: fault.message ?? 'Too many requests.' },
      headers,
    );
  }
  const text = fault.message ?? 'The service is unavailable.';
  return html(status, `<html><body><h1>${status}</h1><p>${text}</p></body></html>`, headers);
}
