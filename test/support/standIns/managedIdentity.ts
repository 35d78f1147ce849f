// A managed identity endpoint with tokens of the sandbox, in the shapes of App Service and of a virtual machine (IMDS).
// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
// https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { MintedToken, TokenOrder } from '../../sandbox/control/types';

/** `none`: no identity is assigned. `unavailable`: 500. */
export type ManagedIdentityBehaviour = 'assigned' | 'none' | 'unavailable' | 'hangs';

export interface ManagedIdentityOptions {
  /** The only identity there is; requests that name none get it too. */
  readonly managedIdentityClientId: string;
  readonly control: { mintToken(order: TokenOrder): Promise<MintedToken> };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** HTTP status and message. */
type Refusal = readonly [number, string];

export class ManagedIdentityStandIn {
  behaviour: ManagedIdentityBehaviour = 'assigned';
  /** Path and query of every request so far. */
  readonly requests: string[] = [];
  private readonly server = createServer((request, response) => void this.respond(request, response));
  private readonly header = randomUUID().toUpperCase();

  private constructor(private readonly options: ManagedIdentityOptions) {}

  static async start(options: ManagedIdentityOptions): Promise<ManagedIdentityStandIn> {
    const standIn = new ManagedIdentityStandIn(options);
    standIn.server.listen(0, '127.0.0.1');
    await once(standIn.server, 'listening');
    return standIn;
  }

  /** What App Service and Functions set. */
  get appServiceEnvironment(): Readonly<Record<string, string>> {
    return { IDENTITY_ENDPOINT: `${this.origin}/msi/token`, IDENTITY_HEADER: this.header };
  }

  /** What moves libraries from 169.254.169.254 to here. */
  get imdsEnvironment(): Readonly<Record<string, string>> {
    return { AZURE_POD_IDENTITY_AUTHORITY_HOST: this.origin };
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private get origin(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The stand-in has no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(request.url ?? '');
    if (this.behaviour === 'hangs') return;
    const { status, body } = await this.answer(request).catch((error: unknown) => ({
      status: 400,
      body: oauthError(error instanceof Error ? error.message : String(error)),
    }));
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', this.origin);
    switch (url.pathname) {
      case '/msi/token':
        return await this.appService(request, url.searchParams);
      case '/metadata/identity/oauth2/token':
        return await this.imds(request, url.searchParams);
      default:
        return { status: 404, body: oauthError('Not found.') };
    }
  }

  private async appService(request: IncomingMessage, query: URLSearchParams): Promise<Answer> {
    const refusal = this.appServiceRefusal(request, query);
    if (refusal) {
      const [statusCode, message] = refusal;
      return { status: statusCode, body: { statusCode, message, correlationId: randomUUID() } };
    }
    const resource = query.get('resource') ?? '';
    const token = await this.mint(resource);
    return {
      status: 200,
      body: {
        access_token: token.accessToken,
        expires_on: String(token.expiresOn),
        resource,
        token_type: 'Bearer',
        client_id: token.applicationId.toUpperCase(),
      },
    };
  }

  private appServiceRefusal(request: IncomingMessage, query: URLSearchParams): Refusal | undefined {
    if (request.headers['x-identity-header'] !== this.header) return [403, 'Forbidden'];
    if (query.get('api-version') !== '2019-08-01') return [400, 'Unsupported api-version'];
    if (this.behaviour === 'unavailable') return [500, 'Internal server error'];
    if (this.isAssigned(query)) return undefined;
    return [400, 'No User Assigned or Delegated Managed Identity found for specified ClientId.'];
  }

  private async imds(request: IncomingMessage, query: URLSearchParams): Promise<Answer> {
    const refusal = this.imdsRefusal(request, query);
    if (refusal) return { status: refusal[0], body: oauthError(refusal[1]) };
    const resource = query.get('resource') ?? '';
    const token = await this.mint(resource);
    const expiresIn = String(token.expiresOn - token.issuedAt);
    return {
      status: 200,
      body: {
        access_token: token.accessToken,
        client_id: token.applicationId,
        expires_in: expiresIn,
        expires_on: String(token.expiresOn),
        ext_expires_in: expiresIn,
        not_before: String(token.notBefore),
        resource,
        token_type: 'Bearer',
      },
    };
  }

  private imdsRefusal(request: IncomingMessage, query: URLSearchParams): Refusal | undefined {
    const { metadata } = request.headers;
    if (metadata !== 'true' || request.headers['x-forwarded-for'] !== undefined) {
      return [400, 'Required metadata header not specified'];
    }
    if (!query.has('api-version')) return [400, 'Required query variable "api-version" is missing'];
    if (this.behaviour === 'unavailable') return [500, 'Failed to retrieve token from the Active directory.'];
    return this.isAssigned(query) ? undefined : [400, 'Identity not found'];
  }

  private isAssigned(query: URLSearchParams): boolean {
    if (this.behaviour === 'none') return false;
    if (query.has('object_id') || query.has('principal_id') || query.has('mi_res_id')) return false;
    const asked = query.get('client_id')?.toLowerCase();
    return asked === undefined || asked === this.options.managedIdentityClientId;
  }

  /** Rejects with Entra's words where the resource is unknown. */
  private async mint(resource: string): Promise<MintedToken> {
    return await this.options.control.mintToken({ subject: 'managed-identity', resource });
  }
}

function oauthError(description: string): object {
  return { error: 'invalid_request', error_description: description };
}
