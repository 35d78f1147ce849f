// Of MSAL and axios: what they call by themselves, but only on ways that none of our sign-ins and requests takes. The names
// stay, as they are called; whoever came there after all would be told.

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
    // Tokens got on behalf of another's, or bound to a key; which of both one is has to be told.
    ...['matchUserAssertionHash', 'isTokenBindingKeyReferenced'],
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

  // Bodies go out and come in as they are: see axiosTransport.ts.
  'axios/lib/defaults/index.js': ['transformRequest', 'transformResponse'],
  'axios/lib/core/AxiosError.js': ['from', 'redactConfig'],
  // Query parameters, and older settings beside newer ones.
  'axios/lib/core/mergeConfig.js': ['getMergedTransitionalOption', 'mergeParams'],
  'axios/lib/core/Axios.js': ['getUri'],
  // Headers are set, and read by name; nobody takes their values apart.
  'axios/lib/core/AxiosHeaders.js': [
    ...['clear', 'delete', 'formatHeader', 'getSetCookie', 'matchHeaderValue', 'parseParameters'],
    'parseTokens',
  ],
};

/** The text of a module without what such methods and functions do. */
export function withoutUnreached(text, file) {
  const place = file.replaceAll('\\', '/');
  const names = Object.entries(neverReached).find(([module]) => place.endsWith(`/${module}`))?.[1] ?? [];
  return names.reduce((now, name) => {
    const method = new RegExp(
      String.raw`^(( *)(?:static |async |get |function )*${name}\([^;]*?\{)\n(?:\2 [^\n]*\n|\n)*\2\}`,
      'm',
    );
    if (!method.test(now)) throw changed(`${name} in ${place}`);
    return now.replace(method, "$1 throw new Error('left out'); }");
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
  new Error(`A library is another than this was written for: where is ${what}? Look at unreached.mjs.`);
