// One request to Microsoft Graph on its way, and the forms that answers have.
import { json } from '../server/responses';
import type { SandboxRequest, SandboxResponse } from '../server/types';
import type { GraphCaller, Needed } from './access';
import type { TenantStore } from './tenantStore';

/** One request on its way: who asks, and what the segments behind `/v1.0/` say. */
export interface GraphExchange {
  readonly request: SandboxRequest;
  readonly store: TenantStore;
  readonly caller: GraphCaller;
  /** `{origin}/v1.0/` */
  readonly root: string;
  /** What the braces of the route stand for, decoded. */
  readonly keys: readonly string[];
}

export interface Route {
  readonly method: string;
  /** Segments; `{}` stands for a key, which may also be written in parentheses behind the segment before. */
  readonly path: string;
  readonly needed: Needed;
  /** Whether the person must administer the tenant, besides the token's permissions. */
  readonly administrator: boolean;
  readonly answer: (exchange: GraphExchange) => SandboxResponse;
}

export function entityAnswer(
  exchange: GraphExchange,
  context: string,
  entity: object,
  status = 200,
): SandboxResponse {
  return json(
    status,
    { '@odata.context': `${exchange.root}$metadata#${context}/$entity`, ...entity },
    graphHeaders,
  );
}

export function listAnswer(
  exchange: GraphExchange,
  context: string,
  value: readonly object[],
): SandboxResponse {
  return json(200, { '@odata.context': `${exchange.root}$metadata#${context}`, value }, graphHeaders);
}

const graphHeaders = { 'odata-version': '4.0', 'cache-control': 'no-cache' };
