// Looks at the token of a Web API request as Dataverse does, and refuses with Dataverse's own challenge.
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Principal, RequestHeaders, SandboxResponse } from '../server/types';
import { meets, writeClaims, type RequestedClaims } from './claimsRequest';
import { tenant } from './directory';
import { accessTokenIssuer, type TokenService } from './tokens';

export interface ChallengeDetails {
  readonly error: string;
  readonly description?: string;
  /** Decoded JSON text; travels as Base64. */
  readonly claims?: string;
}

export class TokenVerifier {
  private readonly keySet: TokenService['keySet'];

  constructor(
    tokens: TokenService,
    private readonly now: () => number,
    private readonly identityOrigin: string,
    private readonly environmentOrigin: string,
    /** Claims that a token must have besides the usual ones. */
    private readonly wanted: () => RequestedClaims = () => ({}),
  ) {
    this.keySet = tokens.keySet;
  }

  /** Whom the request's token speaks for, or the refusal to send. */
  async verify(headers: RequestHeaders): Promise<Principal | SandboxResponse> {
    const [, token] = /^Bearer +(\S+)\s*$/i.exec(headers['authorization'] ?? '') ?? [];
    if (token === undefined) return this.challenge();
    try {
      const { payload } = await jwtVerify(token, this.keySet, {
        algorithms: ['RS256'],
        issuer: accessTokenIssuer,
        audience: [this.environmentOrigin, `${this.environmentOrigin}/`],
        currentDate: new Date(this.now()),
        requiredClaims: ['exp', 'nbf', 'appid', 'oid', 'tid'],
      });
      const wanted = this.wanted();
      if (!meets(payload, wanted)) return this.insufficientClaims(writeClaims(wanted));
      return principalOf(payload) ?? this.invalid('Security Token Validation Failed!');
    } catch (error) {
      return this.invalid(descriptionOf(error));
    }
  }

  /** Parameters are bare and unquoted, and point to the v1 endpoint, as Dataverse sends them. */
  challenge(details?: ChallengeDetails): SandboxResponse {
    const parameters = [
      ...(details ? [`error=${details.error}`] : []),
      ...(details?.description === undefined ? [] : [`error_description=${details.description}`]),
      `authorization_uri=${this.identityOrigin}/${tenant.id}/oauth2/authorize`,
      `resource_id=${this.environmentOrigin}/`,
      ...(details?.claims === undefined ? [] : [`claims=${Buffer.from(details.claims).toString('base64')}`]),
    ];
    return {
      status: 401,
      headers: {
        'www-authenticate': `Bearer ${parameters.join(', ')}`,
        'content-type': 'text/html',
        'x-ms-service-request-id': randomUUID(),
      },
      body: 'HTTP Error 401 - Unauthorized: Access is denied',
    };
  }

  /**
   * The challenge of continuous access evaluation, which is quoted as the RFCs say:
   * https://learn.microsoft.com/entra/identity-platform/claims-challenge
   */
  private insufficientClaims(claims: string): SandboxResponse {
    const authorize = `${this.identityOrigin}/${tenant.id}/oauth2/authorize`;
    const encoded = Buffer.from(claims).toString('base64');
    const header = `Bearer realm="", authorization_uri="${authorize}", error="insufficient_claims", claims="${encoded}"`;
    const plain = this.challenge();
    return { ...plain, headers: { ...plain.headers, 'www-authenticate': header } };
  }

  private invalid(description: string): SandboxResponse {
    return this.challenge({ error: 'invalid_token', description });
  }
}

function principalOf(claims: JWTPayload): Principal | undefined {
  const { appid, oid, tid, uti, idtyp, scp, upn, unique_name } = claims;
  const userName = upn ?? unique_name;
  if (!isText(appid) || !isText(oid) || !isText(tid) || tid !== tenant.id) return undefined;
  const common = {
    applicationId: appid.toLowerCase(),
    objectId: oid.toLowerCase(),
    tenantId: tid,
    tokenId: isText(uti) ? uti : '',
  };
  if (idtyp === 'app') return { kind: 'application', ...common };
  if (!isText(scp) || !scp.split(' ').includes('user_impersonation') || !isText(userName)) {
    return undefined;
  }
  return { kind: 'user', ...common, userPrincipalName: userName };
}

/** The four wordings of Dataverse's header authenticator. */
function descriptionOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'Security Token Expired!';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
    return 'Security Token Not Yet Valid!';
  }
  const malformed = error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid;
  return malformed ? 'Error during token validation!' : 'Security Token Validation Failed!';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
