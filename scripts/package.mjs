// Packs what `npm run build` wrote into dist/dataverse-workbench.vsix.
import { createVSIX } from '@vscode/vsce';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repacked } from './lib/packing/repack.mjs';
import { say } from './lib/say.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const vsix = path.join(root, 'dist', 'dataverse-workbench.vsix');
/** Of package.json: what only those with the sources read. */
const forDevelopers = ['scripts', 'devDependencies', 'private'];

await createVSIX({
  cwd: root,
  packagePath: vsix,
  // Everything is in the bundles.
  dependencies: false,
  allowMissingRepository: true,
  // There is no repository to link to yet; the pictures of README.md stay outside for their size.
  rewriteRelativeLinks: false,
});
writeFileSync(vsix, await repacked(readFileSync(vsix), forUsers));
say(`${path.relative(process.cwd(), vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} KB`);

/** JSON without blanks, and README.md as far as it is about the extension: the rest is for those who have the sources. */
function forUsers(name, content) {
  if (name.endsWith('.json')) {
    const value = JSON.parse(content.toString('utf8'));
    if (name === 'extension/package.json') for (const key of forDevelopers) delete value[key];
    return Buffer.from(JSON.stringify(value));
  }
  if (name !== 'extension/readme.md') return content;
  const text = content.toString('utf8');
  const [first, use, rest] = ['See it run', 'Use it', 'Headless'].map((part) =>
    text.indexOf(`\n## ${part}\n`),
  );
  if (!(0 < first && first < use && use < rest)) throw new Error('Where is the part of README.md for users?');
  return Buffer.from(unpadded(text.slice(0, first)) + unpadded(text.slice(use, rest)));
}

/** Markdown without what only lines its tables up, and without pictures, which are not in the package. */
function unpadded(text) {
  return text
    .replaceAll(/^!\[.*\n\n?/gm, '')
    .replaceAll(/^\|.*$/gm, (row) => row.replaceAll(/ {2,}\|/g, ' |').replaceAll(/-{3,}/g, '---'));
}
