// Bundles the extension, its lazily loaded parts, the headless command and the webview.
// --production minifies, --watch builds on change, --outdir=DIR writes (and first empties) DIR in place of dist.
import { build, context } from 'esbuild';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { commonJsParts } from './scripts/lib/bundling/commonJsParts.mjs';
import { kernelForEsbuild } from './scripts/lib/bundling/kernel.mjs';
import { leftOut } from './scripts/lib/bundling/leftOut.mjs';
import { minifyScripts } from './scripts/lib/bundling/minify.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find((one) => one.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/**
 * What is read when first asked for, never on activation: whatever is imported by `import()`. It goes into few files, by
 * when it is wanted, as few are packed smaller than many; what several of them need is in `common`.
 */
const lazyFiles = {
  'lazy-http': ['src/adapters/http/axiosTransport.ts'],
  'lazy-language': ['src/vscode/language/providers.ts', 'src/vscode/language/checks.ts'],
  'lazy-msal': ['src/adapters/auth/msal.ts', 'src/adapters/auth/pfx/pfx.ts'],
  'lazy-results': ['src/vscode/results/pane.ts', 'src/vscode/run/runQuery.ts'],
  'lazy-setup': [
    'src/vscode/setup/flows.ts',
    'src/vscode/environments/flows.ts',
    'src/vscode/token/tokenPanel.ts',
    'src/core/diagnosis/engine.ts',
  ],
};

const lazyEntries = Object.entries(lazyFiles).map(([file, sources]) => ({
  file,
  entries: sources.map((source, at) => ({ in: source, out: `${file}-${at}` })),
}));

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
};

/** What runs on Node. No module stands in two files. */
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  chunkNames: '[name]-[hash]',
  external: ['vscode'],
  // The whole library for one signature.
  alias: { jsonwebtoken: './src/adapters/auth/assertionSigner.ts' },
  metafile: true,
  write: false,
  sourcemap: production ? false : 'inline',
};

const parts = { outdir: path.resolve(root, outdir), minify: production };

const configs = [
  {
    ...node,
    entryPoints: [
      { in: 'src/extension.ts', out: 'extension' },
      ...lazyEntries.flatMap(({ entries }) => entries),
    ],
    outdir,
    plugins: [
      leftOut,
      commonJsParts({
        ...parts,
        main: 'extension',
        files: Object.fromEntries(
          lazyEntries.map(({ file, entries }) => [file, entries.map(({ out }) => out)]),
        ),
        shared: 'common',
      }),
    ],
  },
  // Not in the package, so it shares nothing with what is.
  {
    ...node,
    entryPoints: { cli: 'src/cli.ts' },
    outdir,
    chunkNames: 'cli-[name]-[hash]',
    plugins: [
      leftOut,
      commonJsParts({
        ...parts,
        main: 'cli',
        files: {},
        shared: 'cli-common',
      }),
    ],
  },
  // A thread starts sooner with what it needs alone.
  ...Object.entries({
    'schema-worker': 'src/adapters/metadata/schemaWorker.ts',
    'results-worker': 'src/adapters/results/resultsWorker.ts',
  }).map(([main, source]) => ({
    ...node,
    entryPoints: { [main]: source },
    outdir,
    chunkNames: `${main}-[name]-[hash]`,
    plugins: [
      leftOut,
      kernelForEsbuild,
      commonJsParts({ ...parts, main, files: {}, shared: `${main}-later` }),
    ],
  })),
  {
    ...common,
    entryPoints: {
      // Loaded by the results page when the first chart is wanted.
      chart: 'src/webview/chart/main.ts',
      results: 'src/webview/results/main.ts',
      token: 'src/webview/token/main.ts',
      diagnosis: 'src/webview/diagnosis/main.ts',
    },
    outdir: path.join(outdir, 'webview'),
    platform: 'browser',
    plugins: [leftOut],
    target: 'es2022',
    format: 'iife',
  },
];

if (watch) {
  const contexts = await Promise.all(configs.map((config) => context({ ...config, logLevel: 'info' })));
  await Promise.all(contexts.map((c) => c.watch()));
} else {
  await rm(path.resolve(root, outdir), { recursive: true, force: true });
  await Promise.all(configs.map((config) => build(config)));
  if (production) {
    await minifyScripts(path.resolve(root, outdir), (name) => !name.startsWith('cli'));
  }
}
