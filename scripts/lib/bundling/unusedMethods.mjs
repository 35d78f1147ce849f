// Methods of libraries that nothing calls: a bundler leaves out functions without use, but takes classes as they are.

/** By package. Each build makes sure that they still are without use. */
const unused = {
  'msal-common': [
    // What would measure, and what would read times back.
    ...['addGlobalFields', 'addPerformanceCallback', 'cacheEventByCorrelationId', 'discardMeasurements'],
    ...['emitEvents', 'endMeasurement', 'removePerformanceCallback', 'startMeasurement'],
    // Signing out at the login server, and brokers.
    ...['createLogoutUrlQueryString', 'endSessionEndpoint', 'getLogoutUri'],
    ...['clearNativeBrokerErrorCode', 'setNativeBrokerErrorCode'],
    // Regional login servers, and checks of endpoints that nobody was asked for.
    ...['buildRegionalAuthorityString', 'isAliasOfKnownMicrosoftAuthority', 'isPublicCloudAuthority'],
    ...['matchesAuthorityOrigin', 'matchesCiamTenantPattern', 'matchesRegionalMicrosoftHost'],
    'replaceWithRegionalInformation',
    // Cache, addresses and texts.
    ...['appendScopes', 'checkResponseForRetryAfter', 'getAbsoluteUrl', 'getAccountInfoFilteredBy'],
    ...['getBaseAccountInfo', 'isAlias', 'isPiiLoggingEnabled', 'jsonParseHelper', 'jwksUri'],
    ...['queryStringToObject', 'removeAllAccounts', 'removeAppMetadata', 'removeHashFromUrl'],
    ...['removeThrottle', 'replaceTenantPath', 'selfSignedJwtAudience'],
  ],
  'msal-node': [
    ...['SetAppTokenProvider', 'acquireTokenByUserFederatedIdentityCredential', 'acquireTokenOnBehalfOf'],
    ...['createInvalidLoopbackAddressTypeError', 'createLoopbackServerAlreadyExistsError'],
    ...['createLoopbackServerQueryResponseNotSupportedError', 'createNoLoopbackServerExistsError'],
    ...['createThumbprintMissingError', 'createUnableToLoadRedirectUrlError'],
    ...['base64DecodeUrl', 'generateJsonCache', 'getAccountByHomeId', 'getAccountByLocalId', 'isGuid'],
    ...['removeOutdatedAccount', 'serializeJSONBlob', 'updateCredentialCacheKey'],
  ],
  // The parts of a workbook come as streams that are opened when it is their turn.
  yazl: ['addBuffer', 'addEmptyDirectory', 'addFile', 'addReadStream'],
};

/** Of a class, indented once; and of a prototype. */
const shapes = [
  /^ {4}(?:static |async |get )*(\w+)\([^;]*?\{\n(?: {5}[^\n]*\n|\n)* {4}\}\n/gm,
  /^\w+\.prototype\.(\w+) = function[\s\S]*?^\};\n/gm,
];

/** The text of a module of a library without its methods that nothing calls. */
export function withoutUnusedMethods(text, file) {
  const names = namesFor(file);
  return shapes.reduce(
    (now, shape) => now.replaceAll(shape, (whole, name) => (names.includes(name) ? '' : whole)),
    text,
  );
}

function namesFor(file) {
  const folders = file.split(/[\\/]/);
  return Object.entries(unused).find(([name]) => folders.includes(name))?.[1] ?? [];
}

/** @param {string} text of a finished bundle */
export function assertNoUse(text, file) {
  for (const name of Object.values(unused).flat()) {
    if (new RegExp(`[.?]${name}\\b|\\[["']${name}["']\\]`).test(text)) {
      throw new Error(`${file} asks for ${name}, which is left out: see unusedMethods.mjs.`);
    }
  }
}
