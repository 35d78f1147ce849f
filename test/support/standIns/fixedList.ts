// The extension whose list of suggestions always holds the same items, ready to be installed.
import { createVSIX } from '@vscode/vsce';
import path from 'node:path';
import { findRoot } from '../projectRoot';

/** For its files what our manifest sets for ours. */
export const fixedListSettings = {
  '[fixed-list]': {
    'editor.wordBasedSuggestions': 'off',
    'editor.quickSuggestions': { other: 'on', comments: 'off', strings: 'on' },
    'editor.quickSuggestionsDelay': 0,
  },
};

/** Packs the extension into a VSIX in `dir`. Returns its path. */
export async function packFixedList(dir: string): Promise<string> {
  const packagePath = path.join(dir, 'fixed-list.vsix');
  await createVSIX({
    cwd: path.join(findRoot(), 'test', 'support', 'standIns', 'fixedList'),
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}
