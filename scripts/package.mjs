// Packs what `npm run build` wrote into dist/dataverse-workbench.vsix.
import { createVSIX } from '@vscode/vsce';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './lib/say.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const vsix = path.join(root, 'dist', 'dataverse-workbench.vsix');

await createVSIX({
  cwd: root,
  packagePath: vsix,
  // Everything is in the bundles.
  dependencies: false,
  allowMissingRepository: true,
  // There is no repository to link to yet; the pictures of README.md stay outside for their size.
  rewriteRelativeLinks: false,
});
say(`${path.relative(process.cwd(), vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} KB`);
