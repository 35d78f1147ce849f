// Modules of libraries that nothing of ours ever reaches, and what stands in their place: they would only make the
// package larger.
import path from 'node:path';
import { assertNoUse } from './unusedMethods.mjs';
import { withoutUnusedParts } from './unusedParts.mjs';

/** What the network is reached through, and tokens. */
const tested =
  /[\\/](?:axios[\\/](?:lib[\\/].*|index)|@azure[\\/]msal-(?:common|node)[\\/]dist[\\/].*)\.m?js$/;

/** What axios requires: bodies are bytes and texts only. */
const packages = {
  'form-data': 'module.exports = class FormData {};',
};

const files = {
  // Forms and query parameters: addresses and bodies come ready from us.
  'axios/lib/helpers/toFormData.js':
    'export default (data) => data; export const DEFAULT_FORM_DATA_MAX_DEPTH = 100;',
  'axios/lib/helpers/formDataToJSON.js': 'export default (form) => form;',
  'axios/lib/helpers/formDataToBlob.js':
    'export default (form) => form; export class FormDataError extends Error {}',
  'axios/lib/helpers/AxiosURLSearchParams.js': 'export default class AxiosURLSearchParams {}',
  'axios/lib/core/assertParamsAcyclic.js': 'export default () => undefined;',
  // Ways to the network: axios gets one from us.
  'axios/lib/adapters/fetch.js': 'export const getFetch = () => null;',
  'axios/lib/adapters/http.js': 'export default null;',
  'axios/lib/adapters/xhr.js': 'export default null;',
  // What only callers of axios use.
  'axios/lib/helpers/HttpStatusCode.js': 'export default {};',
  'axios/lib/cancel/CancelToken.js': 'export default class CancelToken {}',
  'axios/lib/core/InterceptorManager.js': 'export default class InterceptorManager { forEach() {} }',

  // Of MSAL: kinds of sign-in that we do not offer, or do ourselves.
  'msal-node/dist/client/OnBehalfOfClient.mjs': 'export class OnBehalfOfClient {}',
  'msal-node/dist/client/UserFederatedIdentityCredentialClient.mjs':
    'export class UserFederatedIdentityCredentialClient {}',
  'msal-node/dist/client/ManagedIdentityApplication.mjs': 'export class ManagedIdentityApplication {}',
  'msal-node/dist/error/ManagedIdentityError.mjs':
    'export class ManagedIdentityError extends Error {} export const createManagedIdentityError = (code) => new ManagedIdentityError(code);',
  // Every application of ours brings its own network and its own listener.
  'msal-node/dist/network/HttpClient.mjs': 'export class HttpClient {}',
  'msal-node/dist/network/LoopbackClient.mjs': 'export class LoopbackClient {}',
  // Nobody measures.
  'msal-common/dist/utils/FunctionWrappers.mjs':
    'export const invoke = (callback) => callback; export const invokeAsync = (callback) => callback;',
  'msal-common/dist/telemetry/server/ServerTelemetryManager.mjs': `
    export class StubServerTelemetryManager {}
    export class ServerTelemetryManager {
      static makeExtraSkuString() {}
      cacheFailedRequest() {} clearTelemetryCache() {} incrementCacheHits() {} setCacheOutcome() {}
      updateRegionDiscoveryMetadata() {}
    }`,
  // Bearer tokens only.
  'msal-common/dist/crypto/PopTokenGenerator.mjs': 'export class PopTokenGenerator {}',
  'msal-common/dist/crypto/DpopProofGenerator.mjs':
    'export class DpopProofGenerator {} export const normalizeDpopResourceRequestContext = (context) => context;',
  // Nobody listens to its log, see unusedParts.mjs; this is what its other modules still ask for.
  'msal-common/dist/logger/Logger.mjs': `
    export const LogLevel = { Error: 0, Warning: 1, Info: 2, Verbose: 3, Trace: 4 };
    export class Logger { clone() { return this; } verbosePii() {} }
    export const getAndFlushLogsFromCache = () => [];`,
  // Each application is told its endpoints and the login server that it trusts: see msalSession.ts.
  'msal-common/dist/authority/AuthorityMetadata.mjs': `
    export const getCloudDiscoveryMetadataFromHardcodedValues = () => null;
    export const getCloudDiscoveryMetadataFromNetworkResponse = () => null;
    export const getAliasesFromStaticSources = ({ knownAuthorities }) => knownAuthorities;
    export const EndpointMetadata = {}, InstanceDiscoveryMetadataAliases = new Set();`,
  // No regional login servers.
  'msal-common/dist/authority/RegionDiscovery.mjs': 'export class RegionDiscovery {}',

  // Node has it, and faster.
  'buffer-crc32/dist/index.cjs':
    "const { crc32 } = require('node:zlib'); module.exports = { unsigned: (bytes, before) => crc32(bytes, before) };",
  // Of Parquet: what only other types, or other encodings than the usual ones, would use.
  'hyparquet-writer/src/variant.js':
    'export const encodeVariantColumn = () => undefined, normalizeShreddingConfig = () => undefined;',
  'hyparquet-writer/src/bloom.js': 'export class BloomBuilder {} export const writeBlooms = () => undefined;',
  'hyparquet-writer/src/geospatial.js': 'export const geospatialStatistics = () => undefined;',
  'hyparquet-writer/src/wkb.js': 'export const geojsonToWkb = () => undefined;',
  'hyparquet-writer/src/delta.js':
    'export const deltaBinaryPack = () => undefined, deltaByteArray = deltaBinaryPack, deltaLengthByteArray = deltaBinaryPack;',
  'hyparquet-writer/src/splitstream.js': 'export const writeByteStreamSplit = () => undefined;',

  // Of the scales of charts: ours are of numbers, and have their labels from us.
  'd3-interpolate/dist/d3-interpolate.mjs': `
    export const interpolateNumber = (a, b) => ((a = +a), (b = +b), (t) => a * (1 - t) + b * t);
    export { interpolateNumber as interpolate, interpolateNumber as interpolateRound };
    export const piecewise = () => interpolateNumber;`,
  'd3-format/dist/d3-format.mjs': `
    export const formatSpecifier = () => ({}), format = () => String, formatPrefix = () => String;
    export const precisionFixed = () => 0, precisionRound = precisionFixed, precisionPrefix = precisionFixed;`,
};

/** The text of a library's module as the package has it; undefined where that is the library's own. */
async function contentsOf(file) {
  const [name] = file
    .split(path.sep)
    .join('/')
    .split(/\/node_modules\/(?:@azure\/)?/)
    .slice(-1);
  return files[name] ?? (await withoutUnusedParts(file, Object.keys(files)));
}

/** For vitest: axios and MSAL as the package has them, so that requests and sign-ins are tested without what is left out. */
export const leftOutForVitest = {
  name: 'left-out',
  config: () => ({ test: { server: { deps: { inline: [tested] } } } }),
  load: (id) => (tested.test(id) ? contentsOf(id) : undefined),
};

/** An esbuild plugin. */
export const leftOut = {
  name: 'left-out',
  setup(b) {
    b.onLoad(
      {
        filter:
          /[\\/]node_modules[\\/](axios|@azure|d3-[a-z]+|hyparquet-writer|buffer-crc32|yazl)[\\/].*\.[cm]?js$/,
      },
      async ({ path: file }) => {
        const contents = await contentsOf(file);
        return contents === undefined ? undefined : { contents };
      },
    );
    b.onResolve({ filter: new RegExp(`^(${Object.keys(packages).join('|')})$`) }, (args) =>
      /[\\/]node_modules[\\/]axios[\\/]/.test(args.importer)
        ? { path: args.path, namespace: 'left-out' }
        : undefined,
    );
    b.onLoad({ filter: /./, namespace: 'left-out' }, ({ path: name }) => ({ contents: packages[name] }));
    // Files that esbuild writes itself are of webviews, without any of these libraries.
    b.onEnd(({ outputFiles = [] }) => {
      for (const { path: file, text } of outputFiles) assertNoUse(text, path.basename(file));
    });
  },
};
