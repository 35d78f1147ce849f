import type { AccessToken } from '../../core/auth/ports';
import type { Claims } from '../../core/auth/jwt';
import type { EpochMs } from '../../core/base/clock';
import type { Environment } from '../../core/base/environment';
import { claimFaults } from '../../core/diagnosis/claimFaults';
import type { Cause, Evidence } from '../../core/diagnosis/evidence';
import { principalOf } from '../../core/diagnosis/principal';
import type { TokenFinding } from '../../protocol/tokenMessages';

/** Entra and Dataverse tolerate five minutes; below one, nobody has to know. */
const skewWorthTelling = 60_000;

/** What is odd, then what is in order, then what is taken for a fault and is none. */
export function tokenFindings(
  token: Pick<AccessToken, 'expiresAt'>,
  claims: Claims,
  environment: Environment,
  now: EpochMs,
): TokenFinding[] {
  const { url: origin, tenantId, method, clientId, apiVersion } = environment;
  const faults = claimFaults({
    claims,
    environment: { origin, tenantId, method, clientId, apiVersion },
    now,
  });
  const found = (cause: Cause['cause']): boolean => faults.some((fault) => fault.cause === cause);
  return [
    ...faults.map(oddity),
    clockFinding(token.expiresAt, claims),
    found('wrong-audience') || claims['aud'] === undefined ? undefined : rightAudience,
    found('no-delegated-scope') ? undefined : permission[principalOf(claims)],
    claims['ver'] === '1.0' ? version : undefined,
  ].filter((finding) => finding !== undefined);
}

/** What the claims are compared with. */
export function evidenceAround(environment: Environment, now: EpochMs): Omit<Evidence, 'claims'> {
  const { url: origin, tenantId, method, clientId, apiVersion } = environment;
  return { environment: { origin, tenantId, method, clientId, apiVersion }, now };
}

function oddity({ title, explanation, remedy }: Cause): TokenFinding {
  return { level: 'odd', title: title.replace(/\.$/, ''), text: `${explanation} ${remedy}`.trim() };
}

/**
 * The expiry by this machine's clock is receipt plus lifetime, the one in the token is the issuer's own: the difference
 * is that of the clocks. `iat` would not do, because Entra dates it back by five minutes.
 */
function clockFinding(expiresAt: number, claims: Claims): TokenFinding | undefined {
  const exp = claims['exp'];
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return undefined;
  const ahead = expiresAt - exp * 1000;
  if (Math.abs(ahead) < skewWorthTelling) return undefined;
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const [direction, runs] = ahead > 0 ? ['ahead', 'ahead of'] : ['behind', 'behind'];
  return {
    level: 'odd',
    title: `Clock ${seconds} s ${direction}`,
    text: `This computer runs ${runs} Microsoft Entra. Renewal follows their clock, so nothing breaks; let the system set its clock from the internet to be rid of it.`,
  };
}

const rightAudience: TokenFinding = {
  level: 'fine',
  title: 'Right audience',
  text: 'It is meant for this environment.',
};

const permission: Readonly<Record<ReturnType<typeof principalOf>, TokenFinding | undefined>> = {
  user: {
    level: 'fine',
    title: 'Right permission',
    text: 'Acts as the signed-in user, with the roles of that user in Dataverse.',
  },
  application: {
    level: 'fine',
    title: 'Application token',
    text: 'Acts as the application user, with the security roles that it has in Dataverse. It needs neither scp nor roles.',
  },
  unknown: undefined,
};

const version: TokenFinding = {
  level: 'note',
  title: 'Version 1.0',
  text: 'Normal. Dataverse asks for this format, whichever sign-in page is used.',
};
