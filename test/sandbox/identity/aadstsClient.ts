// Refusals of the application: unknown, of the wrong kind, or with a wrong proof of who it is.
export interface AadstsEntry {
  /** OAuth 2.0 `error`: what clients are to react on. */
  readonly error: string;
  readonly text: string;
  /** HTTP status of the token endpoint; 401 for `invalid_client`, else 400, where absent. */
  readonly status?: number;
  readonly suberror?: string;
  /** Whether the answer carries a claims challenge to repeat at the authorize endpoint. */
  readonly claims?: true;
}

export const client: Readonly<Record<number, AadstsEntry>> = {
  700016: {
    error: 'unauthorized_client',
    text: "Application with identifier '{appId}' was not found in the directory '{tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
  },
  7000215: {
    error: 'invalid_client',
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
  },
  7000222: {
    error: 'invalid_client',
    text: "The provided client secret keys for app '{appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
  },
  7000218: {
    error: 'invalid_client',
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  700025: {
    error: 'invalid_client',
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: 'invalid_client',
    text: 'The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]',
  },
  50027: { error: 'invalid_client', status: 400, text: 'JWT token is invalid or malformed.' },
  700021: {
    error: 'invalid_client',
    text: "Client assertion application identifier doesn't match 'client_id' parameter.",
  },
  700023: {
    error: 'invalid_client',
    text: 'Client assertion audience claim does not match Realm issuer.',
  },
  700024: {
    error: 'invalid_client',
    text: 'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {from}, expiry time of assertion {to}.',
  },
  700229: {
    error: 'invalid_client',
    text: 'Only app-only tokens can be used as Federated Identity Credentials for Microsoft Entra issuer.',
  },
  70001: {
    error: 'unauthorized_client',
    text: "Application with identifier '{appId}' is disabled in the directory '{tenantName}'.",
  },
  70002: {
    error: 'invalid_client',
    text: 'Error validating credentials. The specified client_secret does not match the expected value for this client.',
  },
  50194: {
    error: 'invalid_request',
    text: "Application '{appId}'({appName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such applications created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
  },
  90130: {
    error: 'invalid_request',
    text: "Application '{appId}' ({appName}) is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
  },
  50196: {
    error: 'invalid_grant',
    text: "The server terminated an operation because it encountered a client request loop. Please contact your app vendor. Client application: '{appId}'.",
  },
};
