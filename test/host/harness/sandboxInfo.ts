/** Where the sandbox of this run is, and what to sign in with. */
export interface SandboxInfo {
  readonly environmentUrl: string;
  readonly authority: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export function sandboxInfo(): SandboxInfo {
  const text = process.env['HOST_TEST_SANDBOX'];
  if (text === undefined) throw new Error('HOST_TEST_SANDBOX is not set: run "npm run test:host".');
  return JSON.parse(text) as SandboxInfo;
}
