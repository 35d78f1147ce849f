// Signs access tokens and id tokens with the claims that Entra sends, and verifies access tokens.
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWTPayload,
} from 'jose';
import { createHash, randomBytes, type webcrypto } from 'node:crypto';
import type { DirectoryApplication, DirectoryUser } from '../server/types';
import { tenant } from './directory';

export interface IssuedToken {
  readonly value: string;
  /** `uti`. */
  readonly tokenId: string;
  /** Seconds. */
  readonly expiresIn: number;
}

export interface AccessTokenRequest {
  readonly audience: string;
  readonly application: DirectoryApplication;
  readonly proof: ClientProof;
  readonly user?: {
    readonly account: DirectoryUser;
    readonly permissions: string;
    readonly multiFactor?: boolean;
  };
  readonly lifetimeSeconds: number;
  /** In or over the usual ones; null leaves one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** How the application proved who it is; `none` is for public clients. */
export type ClientProof = 'none' | 'secret' | 'certificate';

/** `appidacr`. */
const proofs = { none: '0', secret: '1', certificate: '2' } as const satisfies Record<ClientProof, string>;

export interface IdTokenRequest {
  readonly application: DirectoryApplication;
  readonly user: DirectoryUser;
  readonly nonce?: string;
}

/** `iss` of Entra's 1.0 tokens, which Dataverse asks for: the resource's choice, whatever endpoint issued them. */
export const accessTokenIssuer = `https://sts.windows.net/${tenant.id}/`;

/** Entra dates tokens five minutes back, against clocks that differ. */
const backdatedSeconds = 300;

export class TokenService {
  private constructor(
    private readonly key: webcrypto.CryptoKey,
    readonly jwks: JSONWebKeySet,
    private readonly keyId: string,
    private readonly now: () => number,
    /** `iss` of id tokens and of the discovery document. */
    readonly issuer: string,
  ) {}

  static async create(now: () => number, identityOrigin: string): Promise<TokenService> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const keyId = createHash('sha1')
      .update(jwk.n ?? '')
      .digest('base64url');
    const issuer = `${identityOrigin}/${tenant.id}/v2.0`;
    const jwks = { keys: [{ ...jwk, kid: keyId, x5t: keyId, use: 'sig', alg: 'RS256', issuer }] };
    return new TokenService(privateKey, jwks, keyId, now, issuer);
  }

  get keySet(): ReturnType<typeof createLocalJWKSet> {
    return createLocalJWKSet(this.jwks);
  }

  async accessToken(request: AccessTokenRequest): Promise<IssuedToken> {
    const tokenId = uniqueId();
    const { application, user } = request;
    const seconds = Math.floor(this.now() / 1000);
    const common: JWTPayload = {
      aud: request.audience,
      iss: accessTokenIssuer,
      iat: seconds,
      nbf: seconds - backdatedSeconds,
      exp: seconds + request.lifetimeSeconds,
      aio: uniqueId(),
      appid: application.applicationId,
      appidacr: proofs[request.proof],
      idp: accessTokenIssuer,
      rh: `1.${uniqueId()}.`,
      tid: tenant.id,
      uti: tokenId,
      ver: '1.0',
      xms_ftd: uniqueId(),
    };
    const own = user
      ? userClaims(user.account, user.permissions, user.multiFactor ?? false)
      : applicationClaims(application);
    const all = Object.entries({ ...common, ...own, ...request.claims });
    return {
      value: await this.sign(Object.fromEntries(all.filter(([, value]) => value !== null))),
      tokenId,
      expiresIn: request.lifetimeSeconds,
    };
  }

  /** Claims of a token that this service signed for one of the audiences; throws what jose throws. */
  async verify(token: string, audience: readonly string[]): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, this.keySet, {
      audience: [...audience],
      currentDate: new Date(this.now()),
    });
    return payload;
  }

  async idToken(request: IdTokenRequest): Promise<string> {
    const { user, nonce } = request;
    const seconds = Math.floor(this.now() / 1000);
    return await this.sign({
      aud: request.application.applicationId,
      iss: this.issuer,
      iat: seconds,
      nbf: seconds - backdatedSeconds,
      exp: seconds + 3600,
      name: displayName(user),
      ...(nonce === undefined ? {} : { nonce }),
      oid: user.objectId,
      preferred_username: user.userPrincipalName,
      rh: `1.${uniqueId()}.`,
      sub: pairwiseSubject(user, request.application.applicationId),
      tid: tenant.id,
      uti: uniqueId(),
      ver: '2.0',
    });
  }

  private async sign(claims: JWTPayload): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: this.keyId, kid: this.keyId })
      .sign(this.key);
  }
}

/** `client_info`: names the account of an answer. */
export function clientInfo(user: DirectoryUser): string {
  return Buffer.from(JSON.stringify({ uid: user.objectId, utid: tenant.id })).toString('base64url');
}

function applicationClaims(application: DirectoryApplication): JWTPayload {
  return { idtyp: 'app', oid: application.objectId, sub: application.objectId, tenant_region_scope: 'EU' };
}

function userClaims(user: DirectoryUser, permissions: string, multiFactor: boolean): JWTPayload {
  return {
    acr: '1',
    amr: multiFactor ? ['pwd', 'mfa'] : ['pwd'],
    family_name: user.familyName,
    given_name: user.givenName,
    ipaddr: '127.0.0.1',
    name: displayName(user),
    oid: user.objectId,
    puid: createHash('sha1').update(user.objectId).digest('hex').slice(0, 16).toUpperCase(),
    scp: permissions,
    sub: pairwiseSubject(user, 'dataverse'),
    tenant_region_scope: 'EU',
    ...nameClaims(user),
  };
}

/** A guest's token has no `upn`, and says which tenant the guest came from. */
function nameClaims({ userPrincipalName, home }: DirectoryUser): JWTPayload {
  if (!home) return { unique_name: userPrincipalName, upn: userPrincipalName };
  const { tenantId, signInName } = home;
  return { email: signInName, idp: `https://sts.windows.net/${tenantId}/`, unique_name: signInName };
}

function displayName(user: DirectoryUser): string {
  return `${user.givenName} ${user.familyName}`;
}

/** The same user has another subject at every application. */
function pairwiseSubject(user: DirectoryUser, audience: string): string {
  return createHash('sha256').update(`${user.objectId} ${audience}`).digest('base64url');
}

function uniqueId(): string {
  return randomBytes(16).toString('base64url');
}
