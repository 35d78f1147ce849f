import { beforeAll, describe, expect, it } from 'vitest';
import { artifact } from './artifacts';
import { readZip } from './zip';

/** Those that `esbuild.mjs` names. */
const bundles = [
  ...['extension', 'common', 'schema-worker', 'results-worker', 'results-worker-later'],
  ...['http', 'language', 'msal', 'results', 'setup'].map((part) => `lazy-${part}`),
  ...['chart', 'results', 'token', 'diagnosis'].map((view) => `webview/${view}`),
].map((name) => `extension/dist/${name}.js`);

/** Bundles, manifest, media and documents; the two outer files belong to the format. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/package\.json$/,
  /^extension\/language-configuration\.json$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/(README|readme|CHANGELOG|changelog)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/webview\/[\w-]+\.(js|css)$/,
  /^extension\/media\/[\w/-]+\.(svg|png|css|md)$/,
];

describe('the VSIX', () => {
  let files: ReadonlyMap<string, Buffer> = new Map();

  beforeAll(() => {
    files = readZip(artifact('dist/dataverse-workbench.vsix'));
  });

  it('holds bundles, manifest, media and documents only', () => {
    const strangers = [...files.keys()].filter((name) => !allowed.some((pattern) => pattern.test(name)));
    expect(strangers).toEqual([]);
  });

  it.each([...bundles, 'extension/package.json', 'extension/LICENSE.txt', 'extension/readme.md'])(
    'holds %s',
    (name) => {
      expect(files.get(name)?.length).toBeGreaterThan(0);
    },
  );

  it('holds no other script than these', () => {
    const scripts = [...files.keys()].filter((name) => name.endsWith('.js'));
    expect(scripts.toSorted()).toEqual(bundles.toSorted());
  });

  it('names no path of the machine that built it', () => {
    const home = [process.cwd(), process.env['HOME']].filter(
      (place): place is string => place !== undefined && place.length > 6,
    );
    const telling = [...files].filter(([, content]) => home.some((place) => content.includes(place)));
    expect(telling.map(([name]) => name)).toEqual([]);
  });

  it('keeps MSAL and axios out of what activation reads', () => {
    const names = { axios: 'AxiosError', msal: 'ConfidentialClientApplication' };
    const holders = (word: string): string[] =>
      [...files]
        .filter(([name, content]) => name.endsWith('.js') && content.includes(word))
        .map(([name]) => name);
    expect(holders(names.axios)).toEqual(['extension/dist/lazy-http.js']);
    expect(holders(names.msal)).toEqual(['extension/dist/lazy-msal.js']);
  });
});
