// Of MSAL: methods that it calls by itself, but only on ways that none of our ways to sign in takes. Their names stay, as
// they are called; whoever came there after all would be told.

/** By module: what it is for, and why nobody comes there. */
const neverReached = {
  'msal-common/dist/authority/Authority.mjs': [
    // Asking where the endpoints are: each application is given them, see msalSession.ts.
    ...['getEndpointMetadataFromNetwork', 'getEndpointMetadataFromHardcodedValues', 'validateIssuer'],
    ...['getCloudDiscoveryMetadataFromNetwork', 'defaultOpenIdConfigurationEndpoint', 'isAuthoritySameType'],
    // Regional login servers.
    'updateMetadataWithRegionalInformation',
  ],
  'msal-common/dist/cache/CacheManager.mjs': [
    // Tokens bound to a key, or got on behalf of another's.
    ...['matchAccessTokenWithAuthScheme', 'matchUserAssertionHash', 'isTokenBindingKeyReferenced'],
    // Accounts sought by what they are called: ours are sought by their id, as an environment has one alone.
    ...['matchLocalAccountIdFromTenantProfile', 'matchLocalAccountIdFromTokenClaims', 'matchUsername'],
    ...['matchLoginHintWithTenantProfile', 'matchLoginHintFromTokenClaims', 'matchName', 'matchSid'],
    // Signing out removes what is stored as a whole.
    ...['removeAccount', 'removeAccountContext'],
  ],
  // Another cloud's answer to a sign-in, which only a browser page of MSAL's own would bring.
  'msal-common/dist/client/AuthorizationCodeClient.mjs': ['updateTokenEndpointAuthority'],
  // The browser, its listener, brokers and refresh tokens brought along: see browserSignIn.ts and userTokens.ts.
  'msal-node/dist/client/PublicClientApplication.mjs': [
    ...['acquireTokenByRefreshToken', 'acquireTokenInteractive', 'getAllAccounts', 'signOut'],
    'waitForRedirectUri',
  ],
  'msal-node/dist/client/ClientApplication.mjs': ['acquireTokenByRefreshToken', 'validateState'],
  'msal-node/dist/cache/TokenCache.mjs': ['removeAccount'],
  // We have the thumbprint that is not of SHA-1, and no chain of certificates: see certificateFile.ts.
  'msal-node/dist/client/ClientAssertion.mjs': ['fromAssertion', 'fromCertificate', 'parseCertificate'],
};

/** The text of a module of MSAL without what such methods do. */
export function withoutUnreachedMethods(text, file) {
  const place = file.replaceAll('\\', '/');
  const names = Object.entries(neverReached).find(([module]) => place.endsWith(`/${module}`))?.[1] ?? [];
  return names.reduce((now, name) => {
    const method = new RegExp(
      String.raw`^( {4}(?:static |async |get )*${name}\([^;]*?\{)\n(?: {5}[^\n]*\n|\n)* {4}\}\n`,
      'm',
    );
    if (!method.test(now)) throw changed(`${name} in ${place}`);
    return now.replace(method, "$1 throw new Error('left out'); }\n");
  }, text);
}

/** A storage that refuses each call; every application of ours has one of its own. */
export function withoutDefaultStorage(text) {
  const [before, after] = text.split('\nclass DefaultStorageClass extends CacheManager {\n');
  if (after === undefined) throw changed('DefaultStorageClass');
  return `${before}\nclass DefaultStorageClass {}\n${after.slice(after.indexOf('\n}\n') + 3)}`;
}

/** Nobody measures: the login server is told nothing but what the request needs. */
export function withoutServerTelemetry(text) {
  const teller = /^function addServerTelemetry\(.*\{\n(?: {4}.*\n)*\}\n/m;
  if (!teller.test(text)) throw changed('addServerTelemetry');
  return text.replace(teller, 'function addServerTelemetry() {}\n');
}

const changed = (what) =>
  new Error(`MSAL is another than this was written for: where is ${what}? Look at msalParts.mjs.`);
