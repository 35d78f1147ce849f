import type { EpochMs } from '../base/clock';
import { ProblemError, type Problem } from '../base/problem';
import { parseHttpsAddress } from './httpsAddress';
import { decodeJwtClaims, textClaim, type Claims } from './jwt';
import type { AccessToken } from './ports';

/** Application id of Dataverse: the audience of some tokens, in place of the environment's address. */
const dataverseApplicationId = '00000007-0000-0000-c000-000000000000';

export interface TokenHints {
  /** When it ends, where whoever handed it out said so; else its `exp` counts. */
  readonly expiresAt?: EpochMs;
  readonly account?: string;
}

/**
 * A token that somebody else got for us. What is known of it stands in its claims. Its age is not told, so it counts as
 * issued when it was handed out: the keeper then asks again while a fifth of the rest is left, however old it was.
 * @throws ProblemError `bad-input` for a text that is no token of this environment.
 */
export function tokenFromOutside(
  value: string,
  resource: string,
  now: EpochMs,
  hints: TokenHints = {},
): AccessToken {
  const claims = decodeJwtClaims(value);
  const expiresAt = hints.expiresAt ?? expiryOf(claims);
  if (claims === undefined || expiresAt === undefined) throw new ProblemError(noToken);
  const audience = textClaim(claims, 'aud');
  if (!isAudience(audience, resource)) throw new ProblemError(wrongAudience(audience, resource));
  const account =
    textClaim(claims, 'upn') ??
    textClaim(claims, 'preferred_username') ??
    hints.account ??
    textClaim(claims, 'appid') ??
    textClaim(claims, 'azp');
  const name = textClaim(claims, 'name') ?? textClaim(claims, 'app_displayname');
  const tenantId = textClaim(claims, 'tid');
  return {
    value,
    issuedAt: Math.min(now, expiresAt),
    expiresAt,
    ...(account === undefined ? {} : { account }),
    ...(name === undefined ? {} : { accountName: name }),
    ...(tenantId === undefined ? {} : { tenantId }),
    scopes: textClaim(claims, 'scp')?.split(' ') ?? [],
  };
}

function expiryOf(claims: Claims | undefined): EpochMs | undefined {
  const exp = claims?.['exp'];
  return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined;
}

/** With or without a trailing slash, or two: Dataverse takes them all. */
function isAudience(audience: string | undefined, resource: string): boolean {
  if (audience === undefined) return false;
  if (audience.toLowerCase() === dataverseApplicationId) return true;
  const address = parseHttpsAddress(audience);
  return (
    address !== undefined &&
    /^\/*$/.test(address.path) &&
    address.origin === parseHttpsAddress(resource)?.origin
  );
}

const noToken: Problem = {
  kind: 'bad-input',
  title: 'This is no access token that can be read.',
  cause: 'An access token is one long word with two dots in it, and says when it ends.',
  remedy: 'Copy the whole token, without quotes or line breaks.',
  action: 'enter-token',
};

function wrongAudience(audience: string | undefined, resource: string): Problem {
  const shown = audience === undefined || audience.length > 200 ? 'another service' : audience;
  return {
    kind: 'bad-input',
    title: `The access token is for ${shown}, not for ${resource}.`,
    cause: 'A token works with the one service that it was issued for, so it was not sent.',
    remedy: `Get a token with the scope ${resource}/.default, or with ${resource} as its resource.`,
    action: 'enter-token',
  };
}
