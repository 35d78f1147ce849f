import type { Environment } from '../../../src/core/base/environment';
import { readFileSync } from 'node:fs';
import type { SandboxInfo } from '../../sandbox/server/sandboxServer';
import { SandboxControl } from '../../support/sandboxControl';

/** Where the sandbox of this run is, and what to sign in with. */
export function sandboxInfo(): SandboxInfo {
  const text = process.env['HOST_TEST_SANDBOX'];
  if (text === undefined) throw new Error('HOST_TEST_SANDBOX is not set: run "npm run test:host".');
  // Printed by test/sandbox/main.ts of this same source tree.
  return JSON.parse(text) as SandboxInfo;
}

export function sandboxControl({ controlUrl, caFile }: SandboxInfo): SandboxControl {
  return new SandboxControl(controlUrl, readFileSync(caFile, 'utf8'));
}

/** The sandbox as an environment whose application signs in with its secret. */
export function sandboxEnvironment(info: SandboxInfo): Environment {
  return {
    name: 'sandbox',
    url: info.environmentUrl,
    method: 'client-secret',
    clientId: info.clientId,
    tenantId: info.tenantId,
    protected: false,
    apiVersion: 'v9.2',
    authority: info.authority,
    caFile: info.caFile,
  };
}
