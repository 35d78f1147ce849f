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
