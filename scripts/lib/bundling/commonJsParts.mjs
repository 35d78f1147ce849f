// esbuild shares code between bundles for ES modules only, and VS Code loads CommonJS. So the parts are built as ES
// modules first, and each is turned into CommonJS afterwards.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commonJs } from './commonJs.mjs';
import { Links } from './links.mjs';
import { filesNeededBy, graphOf, placesOf } from './places.mjs';

/**
 * An esbuild plugin for a build with `format: 'esm'`, `splitting: true` and `write: false`: writes its outputs as
 * CommonJS, with parts put together: few files are packed smaller than many. All that the main bundle needs at once goes
 * into it; what only one file needs, now or later, goes into that file; and what several need is in one that they share.
 * `main` is the entry that is read first, `files` are the entries of each other file, `shared` names the file for the
 * others; all without `.js`.
 * @param {{ outdir: string, main: string, files: Readonly<Record<string, readonly string[]>>, shared: string,
 *   minify: boolean }} options
 */
export function commonJsParts({ outdir, main, files, shared, minify }) {
  return {
    name: 'commonjs-parts',
    setup(b) {
      b.onEnd(async ({ outputFiles, metafile, errors }) => {
        if (errors.length > 0) return;
        const graph = graphOf(metafile);
        const places = placesOf({ graph, main: `${main}.js`, files, shared: `${shared}.js` });
        const all = [...new Set(places.values())];
        for (const place of all) {
          if (filesNeededBy(place, graph, places).has(place)) {
            throw new Error(`${place} and others need each other.`);
          }
        }
        const parts = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
        const links = new Links({ parts, graph, places });
        await mkdir(outdir, { recursive: true });
        await Promise.all(
          all.map(async (place) => {
            const text = await mergedText({ place, places, links, minify });
            await writeFile(path.join(outdir, place), await commonJs(text, minify));
          }),
        );
      });
    },
  };
}

/** All parts of a file as one module. */
async function mergedText({ place, places, links, minify }) {
  const { outputFiles } = await build({
    stdin: { contents: links.mainOf(place), resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: minify ? false : 'inline',
    plugins: [inMemory({ place, places, links })],
  });
  return links.required(outputFiles[0].text, place);
}

/** Parts of one file, and one module for each other file: what several parts take from it is taken once. */
function inMemory({ place, places, links }) {
  return {
    name: 'in-memory',
    setup(b) {
      b.onResolve({ filter: /./ }, ({ path: wanted, kind, namespace }) => {
        const ours = kind === 'import-statement' && wanted.startsWith('.') && namespace !== 'place';
        if (!ours) return { path: wanted, external: true };
        const name = path.basename(wanted);
        return { path: name, namespace: places.get(name) === place ? 'part' : 'place' };
      });
      b.onLoad({ filter: /./, namespace: 'part' }, ({ path: name }) => ({ contents: links.textOf(name) }));
      b.onLoad({ filter: /./, namespace: 'place' }, ({ path: giver }) => ({
        contents: links.handedOn(giver, place),
      }));
    },
  };
}
