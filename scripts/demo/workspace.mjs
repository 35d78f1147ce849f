// What VS Code finds in the demo: a folder of samples, and the sandbox's environment in the user's settings.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));

/**
 * @param {string} dir
 * @returns {string} The folder to open.
 */
export function prepareSamples(dir) {
  const workspace = path.join(dir, 'dataverse-samples');
  cpSync(samples, workspace, { recursive: true });
  return workspace;
}

/**
 * @param {string} userDir The folder `User` of the VS Code to start.
 * @param {{ environmentUrl: string, authority: string, caFile: string, tenantId: string, clientId: string, discoveryUrl: string }} sandbox What the sandbox said of itself. No secret of it is written.
 */
export function writeUserSettings(userDir, sandbox) {
  mkdirSync(userDir, { recursive: true });
  const settings = {
    'dataverseWorkbench.environments': [
      {
        name: 'sandbox',
        url: sandbox.environmentUrl,
        method: 'client-secret',
        clientId: sandbox.clientId,
        tenantId: sandbox.tenantId,
        authority: sandbox.authority,
        caFile: sandbox.caFile,
      },
    ],
    'dataverseWorkbench.discoveryService': {
      url: sandbox.discoveryUrl,
      authority: sandbox.authority,
      caFile: sandbox.caFile,
    },
    ...quiet,
  };
  writeFileSync(path.join(userDir, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** Nothing of VS Code's own in the way of the first look. */
const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};
