// Tokens that Dataverse refuses, or that look odd and are not: orders for `control.mintToken`.
import type { TokenOrder } from '../sandbox/control/types';

export interface TokenPlaces {
  readonly environmentUrl: string;
  readonly secondEnvironmentUrl: string;
}

const graph = '00000003-0000-0000-c000-000000000000';
const fabrikam = '9c4d7e20-61fb-4a58-8b3d-f2a05c91e7b6';

export type OddToken =
  | 'graph-audience'
  | 'other-environment'
  | 'double-slash-audience'
  | 'expired'
  | 'not-yet-valid'
  | 'other-tenant'
  | 'no-scope'
  | 'guest';

/** @param now milliseconds since 1970, by the sandbox's clock */
export function oddTokens(places: TokenPlaces, now = Date.now()): Readonly<Record<OddToken, TokenOrder>> {
  const seconds = Math.floor(now / 1000);
  return {
    // Asked with `openid offline_access` alone, Entra gives a token for Microsoft Graph.
    'graph-audience': { subject: 'member', claims: { aud: graph, scp: 'openid profile email' } },
    'other-environment': { subject: 'member', resource: places.secondEnvironmentUrl },
    'double-slash-audience': { subject: 'member', claims: { aud: `${places.environmentUrl}//` } },
    expired: { subject: 'member', lifetimeSeconds: -60 },
    'not-yet-valid': { subject: 'member', claims: { nbf: seconds + 1800, iat: seconds + 1800 } },
    'other-tenant': {
      subject: 'member',
      claims: { tid: fabrikam, iss: `https://sts.windows.net/${fabrikam}/` },
    },
    'no-scope': { subject: 'member', claims: { scp: null } },
    guest: { subject: 'guest' },
  };
}
