// Bundles the extension, its lazily loaded parts, the headless command and the webview.
// --production minifies, --watch builds on change, --outdir=DIR writes (and first empties) DIR in place of dist.
import { build, context } from 'esbuild';
import { rm } from 'node:fs/promises';
import path from 'node:path';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const outdir = process.argv.find((one) => one.startsWith('--outdir='))?.slice('--outdir='.length) ?? 'dist';
const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** Modules that weigh: each becomes a file of its own and is read when first asked for, never on activation. */
const lazyParts = {
  'lazy-borrowed': 'src/adapters/auth/borrowed.ts',
  'lazy-diagnosis': 'src/core/diagnosis/engine.ts',
  'lazy-http': 'src/adapters/http/axiosTransport.ts',
  'lazy-msal': 'src/adapters/auth/msal.ts',
  'lazy-pfx': 'src/adapters/auth/pfx.ts',
  'lazy-setup': 'src/vscode/setup/flows.ts',
  'lazy-token': 'src/vscode/token/tokenPanel.ts',
};

/** Turns `import('…/axiosTransport')` into a load of the part's own bundle. */
const lazyPlugin = {
  name: 'lazy-parts',
  setup(b) {
    const targets = new Map(Object.entries(lazyParts).map(([name, file]) => [path.join(root, file), name]));
    b.onResolve({ filter: /^\.{1,2}\// }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const name = targets.get(path.resolve(args.resolveDir, args.path).replace(/(\.ts)?$/, '.ts'));
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
};

/**
 * axios sends forms with this library, which brings half the size of its bundle (a table of media types) along.
 * Our transport sends bytes and texts only.
 */
const noFormsPlugin = {
  name: 'no-forms',
  setup(b) {
    b.onResolve({ filter: /^form-data$/ }, () => ({ path: 'form-data', namespace: 'no-forms' }));
    b.onLoad({ filter: /.*/, namespace: 'no-forms' }, () => ({
      contents: 'module.exports = class FormData {};',
    }));
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  // A bundle that requires another by name works on every Node; `import()` of CommonJS hides its names.
  supported: { 'dynamic-import': false },
  plugins: [lazyPlugin, noFormsPlugin],
};

const configs = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts', ...lazyParts },
    outdir,
  },
  {
    ...common,
    entryPoints: {
      results: 'src/webview/results/main.ts',
      token: 'src/webview/token/main.ts',
      diagnosis: 'src/webview/diagnosis/main.ts',
    },
    outdir: path.join(outdir, 'webview'),
    platform: 'browser',
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
}
