import { diagnose } from '../../../src/core/diagnosis/diagnose';
import type { Cause, Evidence, EvidenceEnvironment } from '../../../src/core/diagnosis/evidence';

export const origin = 'https://contoso-dev.crm4.dynamics.com';
export const tenantId = '11111111-2222-4333-8444-555555555555';
export const otherTenant = '99999999-8888-4777-8666-555555555555';
export const clientId = '6b2d1d92-7018-4182-b70e-821127bec509';
/** 2026-11-21 00:00 UTC. */
export const now = Date.UTC(2026, 10, 21);
export const nowSeconds = now / 1000;

const common = {
  aud: origin,
  iss: `https://sts.windows.net/${tenantId}/`,
  iat: nowSeconds - 600,
  nbf: nowSeconds - 600,
  exp: nowSeconds + 3000,
  appid: clientId,
  tid: tenantId,
  ver: '1.0',
};

/** Claims as Entra writes them for a person. */
export const userClaims = {
  ...common,
  acr: '1',
  amr: ['pwd', 'mfa'],
  appidacr: '0',
  name: 'Ada Example',
  oid: 'aaaaaaaa-0000-4000-8000-000000000001',
  scp: 'user_impersonation',
  sub: 'pairwise-subject',
  unique_name: 'ada@contoso.com',
  upn: 'ada@contoso.com',
};

/** Claims of an application without a user: neither `scp` nor `roles`, no `idtyp`. */
export const appClaims = {
  ...common,
  appidacr: '1',
  idp: `https://sts.windows.net/${tenantId}/`,
  oid: 'bbbbbbbb-0000-4000-8000-000000000002',
  sub: 'bbbbbbbb-0000-4000-8000-000000000002',
};

export type Given = Partial<Omit<Evidence, 'environment'>> & {
  readonly environment?: Partial<EvidenceEnvironment>;
};

export function causes(given: Given): readonly Cause[] {
  const { environment, ...rest } = given;
  return diagnose({ now, ...rest, environment: { origin, ...environment } });
}

export function first(given: Given): string {
  return causes(given)[0]?.cause ?? 'none';
}
