// src/kernel, which AssemblyScript compiles to WebAssembly, as the default export of the module `row-kernel`: its bytes.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const entry = 'src/kernel/index.ts';
/** What it takes from elsewhere. */
const layout = 'src/core/results/decode/rowLayout.ts';
/** Whoever imports it names this. */
const name = 'row-kernel';

const options = [
  ...['-O3', '--noAssert', '--enable', 'simd'],
  // Nothing is ever allocated: the decoder gives it one memory, `memoryBytes` of it, see rowLayout.ts.
  ...['--runtime', 'stub', '--importMemory', '--noExportMemory'],
];

let compiling;

/** Once a process. @returns {Promise<Uint8Array>} */
function compiledKernel() {
  return (compiling ??= compile());
}

async function compile() {
  // Vitest reads its configuration as CommonJS first, which this compiler is not.
  const { default: asc } = await import('assemblyscript/asc');
  let code;
  const { error } = await asc.main([entry, ...options, '--baseDir', root, '--outFile', 'kernel.wasm'], {
    stderr: process.stderr,
    writeFile: (_file, contents) => void (code = contents),
  });
  if (error !== null || code === undefined) throw new Error('src/kernel was not compiled.', { cause: error });
  return code;
}

/** For esbuild: the bytes stand in the bundle. */
export const kernelForEsbuild = {
  name,
  setup(b) {
    b.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: name }));
    b.onLoad({ filter: /./, namespace: name }, async () => ({
      contents: await compile(),
      loader: 'binary',
      watchFiles: [path.join(root, layout)],
      watchDirs: [path.join(root, path.dirname(entry))],
    }));
  },
};

/** The same for vitest. */
export const kernelForVitest = {
  name,
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  async load(id) {
    if (id !== `\0${name}`) return undefined;
    const text = Buffer.from(await compiledKernel()).toString('base64');
    return `export default Uint8Array.from(atob('${text}'), (unit) => unit.charCodeAt(0));`;
  },
};
