// The extension that asks for sessions of the authentication provider, ready to be installed.
import { createVSIX } from '@vscode/vsce';
import path from 'node:path';
import { findRoot } from '../projectRoot';

/** Packs the extension into a VSIX in `dir`. Returns its path. */
export async function packSessionAsker(dir: string): Promise<string> {
  const packagePath = path.join(dir, 'session-asker.vsix');
  await createVSIX({
    cwd: path.join(findRoot(), 'test', 'support', 'standIns', 'sessionAsker'),
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}
