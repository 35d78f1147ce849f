// The directory objects that Microsoft Graph keeps, as it shows them.

export interface PasswordCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  /** The first three characters of the secret. */
  readonly hint: string;
  /** ISO 8601. */
  readonly startDateTime: string;
  readonly endDateTime: string;
}

export interface KeyCredential {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly type: string;
  readonly usage: string;
  /** DER of the certificate in Base64. */
  readonly key: string;
  /** SHA-1 thumbprint. */
  readonly customKeyIdentifier: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

export interface Application {
  readonly id: string;
  readonly appId: string;
  readonly createdDateTime: string;
  displayName: string;
  signInAudience: string;
  isFallbackPublicClient: boolean | null;
  publicClient: { readonly redirectUris: readonly string[] };
  web: { readonly redirectUris: readonly string[] };
  requiredResourceAccess: readonly unknown[];
  passwordCredentials: readonly PasswordCredential[];
  keyCredentials: readonly KeyCredential[];
}

export interface PermissionScope {
  readonly id: string;
  readonly value: string;
  readonly type: 'User' | 'Admin';
  readonly isEnabled: boolean;
  readonly adminConsentDisplayName: string;
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly appDisplayName: string;
  readonly appOwnerOrganizationId: string;
  readonly servicePrincipalType: string;
  readonly servicePrincipalNames: readonly string[];
  readonly oauth2PermissionScopes: readonly PermissionScope[];
  readonly accountEnabled: boolean;
}

export interface PermissionGrant {
  readonly id: string;
  /** Object id of the client's service principal. */
  readonly clientId: string;
  readonly consentType: 'AllPrincipals' | 'Principal';
  /** User, where the consent is one user's. */
  readonly principalId: string | null;
  /** Object id of the resource's service principal. */
  readonly resourceId: string;
  scope: string;
}

export interface TokenLifetimePolicy {
  readonly id: string;
  displayName: string;
  /** One JSON text in a list. */
  definition: readonly string[];
  isOrganizationDefault: boolean;
}
