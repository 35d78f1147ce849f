// Bundles the host suite, with every test file that is there: none can be forgotten.
import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const hostDir = path.join(root, 'test', 'host');

/** @returns {Promise<string>} The bundle, whose exported `run()` VS Code calls. */
export async function bundleHostTests() {
  const outfile = path.join(root, 'out', 'host', 'index.js');
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(hostDir, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    plugins: [allTests],
  });
  return outfile;
}

const allTests = {
  name: 'all-host-tests',
  setup(b) {
    b.onResolve({ filter: /^all-host-tests$/ }, (args) => ({ path: args.path, namespace: 'all-host-tests' }));
    b.onLoad({ filter: /.*/, namespace: 'all-host-tests' }, () => ({
      contents: testFiles()
        .map((file) => `import ${JSON.stringify(`./${file}`)};`)
        .join('\n'),
      resolveDir: hostDir,
    }));
  },
};

function testFiles() {
  return readdirSync(hostDir, { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.test.ts'))
    .toSorted((a, b) => a.localeCompare(b));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${await bundleHostTests()}\n`);
