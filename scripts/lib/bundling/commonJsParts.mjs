// esbuild shares code between bundles for ES modules only, and VS Code loads CommonJS. So the parts are built as ES
// modules first, and each is turned into CommonJS afterwards.
import { build, transform } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Files that chunks are put together in: fewer files are read sooner, and packed smaller. `activation`: all that the main
 * bundle needs at once and shares with parts that are loaded later. `later`: small chunks that several of those share.
 * The headless command takes from them what does without VS Code.
 */
const shared = {
  activation: { plain: 'shared', editor: 'shared-editor' },
  later: { plain: 'later', editor: 'later-editor' },
};

/** In bytes: a larger chunk would be a burden for whoever needs only its neighbours. */
const smallChunk = 9000;

/**
 * An esbuild plugin for a build with `format: 'esm'`, `splitting: true` and `write: false`: writes its outputs as
 * CommonJS, with small chunks put together.
 * @param {{ outdir: string, main: string, minify: boolean }} options
 */
export function commonJsParts({ outdir, main, minify }) {
  return {
    name: 'commonjs-parts',
    setup(b) {
      b.onEnd(async ({ outputFiles, metafile, errors }) => {
        if (errors.length > 0) return;
        const parts = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
        const places = placesOf(`${main}.js`, metafile);
        const texts = [...parts].filter(([name]) => !places.has(name));
        for (const place of new Set(places.values())) {
          const names = [...places.keys()].filter((name) => places.get(name) === place);
          texts.push([place, await mergedText(names, parts, minify)]);
        }
        await mkdir(outdir, { recursive: true });
        await Promise.all(
          texts.map(async ([name, text]) => {
            const code = pointAtMerged(await commonJs(text, minify), places);
            await writeFile(path.join(outdir, name), code);
          }),
        );
      });
    },
  };
}

/** Which file each chunk goes to that gets none of its own. */
function placesOf(main, metafile) {
  const imports = importsOf(metafile);
  const places = new Map();
  const put = (names, { plain, editor }) => {
    for (const name of names) {
      places.set(name, `${closureOf(name, imports).has('vscode') ? editor : plain}.js`);
    }
  };
  put(
    [...closureOf(main, imports)].filter((name) => name !== main && name !== 'vscode'),
    shared.activation,
  );
  put(smallChunks(metafile, imports, places), shared.later);
  return places;
}

/**
 * Chunks that are small and need nothing but chunks that are put together, too: else two files could need each other.
 * What is an entry keeps its name.
 */
function smallChunks({ outputs }, imports, placed) {
  const small = new Set(
    Object.entries(outputs)
      .filter(([, { entryPoint, bytes }]) => entryPoint === undefined && bytes < smallChunk)
      .map(([file]) => path.basename(file))
      .filter((name) => !placed.has(name)),
  );
  for (let before = -1; before !== small.size;) {
    before = small.size;
    for (const name of small) {
      const needs = imports.get(name) ?? [];
      if (!needs.every((one) => one === 'vscode' || small.has(one) || placed.has(one))) small.delete(name);
    }
  }
  return small;
}

/** Which part imports which others as soon as it is loaded, by file name. */
function importsOf({ outputs }) {
  return new Map(
    Object.entries(outputs).map(([file, { imports }]) => [
      path.basename(file),
      imports
        .filter(({ kind, path: wanted, external }) => {
          return kind === 'import-statement' && (external !== true || wanted === 'vscode');
        })
        .map((one) => path.basename(one.path)),
    ]),
  );
}

function closureOf(name, imports, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const next of imports.get(name) ?? []) closureOf(next, imports, found);
  return found;
}

/** One module that exports each chunk as a namespace. */
async function mergedText(names, parts, minify) {
  const lines = names.map((name, at) => `import * as m${at} from './${name}';`);
  const exported = names.map((name, at) => `m${at} as ${exportName(name)}`).join(', ');
  const { outputFiles } = await build({
    stdin: { contents: `${lines.join('\n')}\nexport { ${exported} };`, resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify,
    sourcemap: minify ? false : 'inline',
    plugins: [inMemory(parts, new Set(names))],
  });
  return outputFiles[0].text;
}

function inMemory(parts, names) {
  return {
    name: 'in-memory',
    setup(b) {
      b.onResolve({ filter: /./ }, ({ path: wanted, kind }) => {
        const name = path.basename(wanted);
        const ours = kind === 'import-statement' && wanted.startsWith('.') && names.has(name);
        return ours ? { path: name, namespace: 'part' } : { path: wanted, external: true };
      });
      b.onLoad({ filter: /./, namespace: 'part' }, ({ path: name }) => ({ contents: parts.get(name) }));
    },
  };
}

async function commonJs(text, minify) {
  const { code } = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify,
    sourcemap: minify ? false : 'inline',
    // As ES modules always are.
    banner: '"use strict";',
    // A bundle that requires another by name works on every Node; `import()` of CommonJS hides its names.
    supported: { 'dynamic-import': false },
  });
  // Each module that imports VS Code's interface would copy its 400 names; they are only ever read through it.
  return code.replaceAll(/[\w$]+\((require\("vscode"\))\)/g, '$1');
}

function pointAtMerged(code, places) {
  return [...places].reduce(
    (text, [name, place]) =>
      text.replaceAll(`require("./${name}")`, `require("./${place}").${exportName(name)}`),
    code,
  );
}

function exportName(name) {
  return name.replace(/\.js$/, '').replaceAll(/\W/g, '_');
}
