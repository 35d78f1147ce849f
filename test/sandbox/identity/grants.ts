// Authorization codes and refresh tokens: what was granted to whom, until when, and whether it was used.
import { createHash, randomBytes } from 'node:crypto';
import type { DirectoryUser } from '../server/types';
import { EntraError, grantTimestamp } from './entraError';

export interface UserGrant {
  readonly applicationId: string;
  readonly user: DirectoryUser;
  /** `scope` as asked for. */
  readonly scope: string;
  /** `claims` of the sign-in, as sent: what it asked for was given. */
  readonly claims?: string;
  readonly multiFactor?: boolean;
}

export interface RefreshRules {
  /** For how long a spent token is taken all the same. */
  readonly graceSeconds: number;
  /** After which a token that nobody used ends. */
  readonly lifetimeSeconds: number;
}

export interface CodeGrant extends UserGrant {
  readonly redirectUri: string;
  /** S256 challenge. */
  readonly codeChallenge?: string;
  readonly nonce?: string;
}

const codeLifetime = 10 * 60 * 1000;

interface Stored<G> {
  readonly grant: G;
  readonly issuedAt: number;
  usedAt?: number;
  revokedAt?: number;
}

export class AuthorizationCodes {
  private readonly codes = new Map<string, Stored<CodeGrant>>();

  constructor(private readonly now: () => number) {}

  issue(grant: CodeGrant): string {
    const code = `1.${randomBytes(48).toString('base64url')}`;
    this.codes.set(code, { grant, issuedAt: this.now() });
    return code;
  }

  /**
   * The grant of a code; whoever asked, the code is spent.
   * @param proof what the token request gives: application, redirect URI, and verifier where it has one
   * @throws EntraError 70000, 70008, 54005, 500112, 501481
   */
  redeem(
    code: string,
    proof: { applicationId: string; redirectUri: string; codeVerifier: string | null },
  ): CodeGrant {
    const stored = this.codes.get(code);
    if (!stored || stored.grant.applicationId !== proof.applicationId) {
      throw new EntraError(70000, { values: { parameter: 'code' } });
    }
    if (stored.usedAt !== undefined) throw new EntraError(54005);
    stored.usedAt = this.now();
    if (this.now() - stored.issuedAt > codeLifetime) throw new EntraError(70008);
    const { grant } = stored;
    if (grant.redirectUri !== proof.redirectUri) {
      throw new EntraError(500112, {
        values: { redirectUri: proof.redirectUri, expected: grant.redirectUri },
      });
    }
    const given = proof.codeVerifier === null ? undefined : challengeOf(proof.codeVerifier);
    if (given !== grant.codeChallenge) throw new EntraError(501481);
    return grant;
  }
}

export class RefreshTokens {
  private readonly tokens = new Map<string, Stored<UserGrant>>();

  constructor(private readonly now: () => number) {}

  issue(grant: UserGrant): string {
    const token = `1.A${randomBytes(96).toString('base64url')}`;
    this.tokens.set(token, { grant, issuedAt: this.now() });
    return token;
  }

  /**
   * The grant of a refresh token, which is spent with it. Entra itself goes on taking a spent token; the sandbox does
   * not, so that a client that forgets to keep the newest one is found out.
   * @param check throws where the token is not to be spent, though it is good
   * @throws EntraError 70000, 50173, 700082
   */
  redeem(
    token: string,
    applicationId: string,
    { graceSeconds, lifetimeSeconds }: RefreshRules,
    check: (grant: UserGrant) => void,
  ): UserGrant {
    const stored = this.tokens.get(token);
    if (!stored || stored.grant.applicationId !== applicationId) throw badToken();
    const now = this.now();
    const { issuedAt, revokedAt } = stored;
    if (revokedAt !== undefined) {
      throw new EntraError(50173, {
        values: { issued: grantTimestamp(issuedAt), validFrom: grantTimestamp(revokedAt) },
      });
    }
    if (stored.usedAt !== undefined && now - stored.usedAt >= graceSeconds * 1000) throw badToken();
    if (now - issuedAt > lifetimeSeconds * 1000) {
      throw new EntraError(700082, { values: { issued: grantTimestamp(issuedAt) } });
    }
    check(stored.grant);
    stored.usedAt ??= now;
    return stored.grant;
  }

  /** Everything issued so far is refused from now on, as after a changed password. */
  revokeAll(): void {
    for (const stored of this.tokens.values()) stored.revokedAt ??= this.now();
  }
}

function badToken(): EntraError {
  return new EntraError(70000, { values: { parameter: 'refresh_token' } });
}

/** S256 of RFC 7636. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
