// The extension whose list of suggestions always holds the same items, ready to be installed.
import { createVSIX } from '@vscode/vsce';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
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

/** Packs the extension into a VSIX in `dir`: its language is coloured and bracketed as ours is. Returns its path. */
export async function packFixedList(dir: string): Promise<string> {
  const root = findRoot();
  const cwd = path.join(dir, 'fixed-list');
  cpSync(path.join(root, 'test', 'support', 'standIns', 'fixedList'), cwd, { recursive: true });
  cpSync(path.join(root, 'language-configuration.json'), path.join(cwd, 'language-configuration.json'));
  const grammar = readFileSync(path.join(root, 'syntaxes', 'odata.tmLanguage.json'), 'utf8');
  writeFileSync(
    path.join(cwd, 'grammar.tmLanguage.json'),
    grammar.replaceAll('source.odata', 'source.fixed-list'),
  );
  const packagePath = path.join(dir, 'fixed-list.vsix');
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  return packagePath;
}
