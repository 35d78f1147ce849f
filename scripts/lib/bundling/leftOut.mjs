// Modules of libraries that nothing of ours ever reaches, and what stands in their place: they would only make the
// package larger.
import path from 'node:path';

/** Of axios: our transport is Node's http, follows no redirect, knows no proxy, and sends bytes and texts only. */
const axios = {
  'form-data': 'module.exports = class FormData {};',
  'follow-redirects': 'module.exports = { http: {}, https: {} };',
  'https-proxy-agent': 'module.exports = class HttpsProxyAgent {};',
  'proxy-from-env': "export const getProxyForUrl = () => '';",
  '../helpers/shouldBypassProxy.js': 'export default () => true;',
  '../helpers/formDataToStream.js': 'export default (form) => form;',
  '../helpers/formDataToBlob.js':
    'export default (form) => form; export class FormDataError extends Error {}',
  './fetch.js': 'export const getFetch = () => null;',
  './xhr.js': 'export default null;',
};

const msal = {
  // Kinds of sign-in that we do not offer, or do ourselves.
  'msal-node/dist/client/OnBehalfOfClient.mjs': 'export class OnBehalfOfClient {}',
  'msal-node/dist/client/UserFederatedIdentityCredentialClient.mjs':
    'export class UserFederatedIdentityCredentialClient {}',
  'msal-node/dist/client/ManagedIdentityApplication.mjs': 'export class ManagedIdentityApplication {}',
  'msal-node/dist/error/ManagedIdentityError.mjs':
    'export class ManagedIdentityError extends Error {} export const createManagedIdentityError = (code) => new ManagedIdentityError(code);',
  // Every application of ours brings its own network and its own listener.
  'msal-node/dist/network/HttpClient.mjs': 'export class HttpClient {}',
  'msal-node/dist/network/LoopbackClient.mjs': 'export class LoopbackClient {}',
  // Bearer tokens only.
  'msal-common/dist/crypto/PopTokenGenerator.mjs': 'export class PopTokenGenerator {}',
  'msal-common/dist/crypto/DpopProofGenerator.mjs':
    'export class DpopProofGenerator {} export const normalizeDpopResourceRequestContext = (context) => context;',
  // No regional login servers.
  'msal-common/dist/authority/RegionDiscovery.mjs': 'export class RegionDiscovery {}',
};

/** An esbuild plugin. */
export const leftOut = {
  name: 'left-out',
  setup(b) {
    b.onLoad({ filter: /[\\/]@azure[\\/]msal-(node|common)[\\/]dist[\\/].*\.mjs$/ }, ({ path: file }) => {
      const [, name = ''] = file.split(path.sep).join('/').split('/@azure/');
      const contents = msal[name];
      return contents === undefined ? undefined : { contents };
    });
    const importer = /[\\/]node_modules[\\/]axios[\\/]/;
    for (const name of Object.keys(axios)) {
      b.onResolve({ filter: new RegExp(`^${name.replaceAll('.', String.raw`\.`)}$`) }, (args) =>
        importer.test(args.importer) ? { path: name, namespace: 'left-out-axios' } : undefined,
      );
    }
    b.onLoad({ filter: /./, namespace: 'left-out-axios' }, ({ path: name }) => ({ contents: axios[name] }));
  },
};
