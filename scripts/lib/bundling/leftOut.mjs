// Modules of libraries that nothing of ours ever reaches, and what stands in their place. They would make up a third of
// what their libraries weigh in the package.

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

/** Of MSAL: kinds of sign-in that we do not offer, or do ourselves. */
const msal = {
  './OnBehalfOfClient.mjs': 'export class OnBehalfOfClient {}',
  './UserFederatedIdentityCredentialClient.mjs': 'export class UserFederatedIdentityCredentialClient {}',
  './client/ManagedIdentityApplication.mjs': 'export class ManagedIdentityApplication {}',
  '../network/LoopbackClient.mjs': 'export class LoopbackClient {}',
};

/** An esbuild plugin. */
export const leftOut = {
  name: 'left-out',
  setup(b) {
    for (const [library, modules] of Object.entries({ axios, 'msal-node': msal })) {
      const importer = new RegExp(String.raw`[\\/]node_modules[\\/](@azure[\\/])?${library}[\\/]`);
      for (const name of Object.keys(modules)) {
        b.onResolve({ filter: new RegExp(`^${name.replaceAll('.', String.raw`\.`)}$`) }, (args) =>
          importer.test(args.importer) ? { path: name, namespace: `left-out-${library}` } : undefined,
        );
      }
      b.onLoad({ filter: /./, namespace: `left-out-${library}` }, ({ path }) => ({
        contents: modules[path],
      }));
    }
  },
};
