import type { EpochMs } from '../core/base/clock';
import { amount, boolean, listOf, oneOf, optional, shape, string } from './shapes';

/** What the page "Inspect access token" shows. Claims only: the token itself never comes here. */
export interface TokenPage {
  readonly environment: string;
  readonly production: boolean;
  /** How it stands with the token, e.g. `Renewal fails`; the page adds the time left. */
  readonly state: string;
  /** False where there is no token to speak of: then only the state is shown. */
  readonly known: boolean;
  /** Who, how, which tenant. */
  readonly subject: string;
  readonly issuedAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** When it is renewed by itself. */
  readonly renewsAt?: EpochMs;
  /** The clock of the machine that the times are from, when this was sent. */
  readonly now: EpochMs;
  readonly findings: readonly TokenFinding[];
  readonly groups: readonly ClaimGroup[];
}

/** Something odd, or something that people ask about. */
export interface TokenFinding {
  readonly level: 'fine' | 'note' | 'odd';
  readonly title: string;
  readonly text: string;
}

/** Claims that answer one question. */
export interface ClaimGroup {
  readonly title: string;
  readonly claims: readonly ShownClaim[];
}

interface ShownClaim {
  /** Its name in the token, e.g. `aud`. */
  readonly claim: string;
  readonly value: string;
  readonly explanation: string;
}

/** What the page asks for. */
export type TokenPageRequest = 'ready' | 'renew' | 'copyToken' | 'copyClaims';

const page = shape({
  environment: string,
  production: boolean,
  state: string,
  known: boolean,
  subject: string,
  issuedAt: amount,
  expiresAt: amount,
  renewsAt: optional(amount),
  now: amount,
  findings: listOf(shape({ level: oneOf('fine', 'note', 'odd'), title: string, text: string })),
  groups: listOf(
    shape({ title: string, claims: listOf(shape({ claim: string, value: string, explanation: string })) }),
  ),
});

const request = oneOf('ready', 'renew', 'copyToken', 'copyClaims');

export function isTokenPage(value: unknown): value is TokenPage {
  return page(value);
}

export function isTokenPageRequest(value: unknown): value is TokenPageRequest {
  return request(value);
}
