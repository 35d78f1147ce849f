// The authentication provider that stands in for VS Code's Microsoft account, ready to be installed.
import { createVSIX } from '@vscode/vsce';
import path from 'node:path';
import type { SandboxInfo } from '../../sandbox/server/sandboxServer';
import { findRoot } from '../projectRoot';

/** Packs the extension into a VSIX in `dir`. Returns its path. */
export async function packMicrosoftAccount(dir: string): Promise<string> {
  const packagePath = path.join(dir, 'microsoft-account.vsix');
  await createVSIX({
    cwd: path.join(findRoot(), 'test', 'support', 'standIns', 'microsoftAccount'),
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    allowStarActivation: true,
    skipLicense: true,
  });
  return packagePath;
}

/** What the VS Code that it is installed into has to be started with. */
export function microsoftAccountEnvironment({
  controlUrl,
  caFile,
  userName,
}: SandboxInfo): Readonly<Record<string, string>> {
  return { STAND_IN_ACCOUNT: JSON.stringify({ controlUrl, caFile, userName }) };
}
