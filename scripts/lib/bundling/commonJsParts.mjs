// esbuild shares code between bundles for ES modules only, and VS Code loads CommonJS. So the parts are built as ES
// modules first, and each is turned into CommonJS afterwards.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commonJs } from './commonJs.mjs';

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
        const parts = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
        const graph = graphOf(metafile);
        const places = placesOf({ graph, main: `${main}.js`, files, shared: `${shared}.js` });
        for (const place of new Set(places.values())) {
          if (filesNeededBy(place, graph, places).has(place)) {
            throw new Error(`${place} and others need each other.`);
          }
        }
        await mkdir(outdir, { recursive: true });
        await Promise.all(
          [...new Set(places.values())].map(async (place) => {
            const names = [...places.keys()].filter((name) => places.get(name) === place);
            const text = names.every((name) => name === place)
              ? parts.get(place)
              : await mergedText({ names, place, places, graph, parts, minify });
            const code = pointAtPlaces(await commonJs(text, minify), places);
            await writeFile(path.join(outdir, place), code);
          }),
        );
      });
    },
  };
}

/** Which file each part goes to. */
function placesOf({ graph, main, files, shared }) {
  const places = new Map();
  for (const name of closureOf(main, graph)) places.set(name, main);
  for (const [file, entries] of Object.entries(files)) {
    for (const entry of entries) places.set(`${entry}.js`, `${file}.js`);
  }
  const users = new Map();
  for (const [name, place] of places) {
    for (const used of usedBy(name, graph, places)) {
      users.set(used, (users.get(used) ?? new Set()).add(place));
    }
  }
  for (const name of graph.keys()) {
    if (places.has(name)) continue;
    const [first, ...others] = users.get(name) ?? [];
    places.set(name, first === undefined || first === main || others.length > 0 ? shared : first);
  }
  return places;
}

/** What a part leads to, now or later, until it comes to parts that have their place. */
function usedBy(name, graph, places, found = new Set()) {
  const { needs, mayNeed } = graph.get(name);
  for (const next of [...needs, ...mayNeed]) {
    if (places.has(next) || found.has(next)) continue;
    found.add(next);
    usedBy(next, graph, places, found);
  }
  return found;
}

/** Of a file: those that are read before it. It is among them where files need each other. */
function filesNeededBy(file, graph, places, found = new Set()) {
  for (const [name, { needs }] of graph) {
    if (places.get(name) !== file) continue;
    for (const next of needs.map((one) => places.get(one))) {
      if (next === file || found.has(next)) continue;
      found.add(next);
      filesNeededBy(next, graph, places, found);
    }
  }
  return found;
}

/** By file name: which others a part imports at once and later. */
function graphOf({ outputs }) {
  return new Map(
    Object.entries(outputs).map(([file, { imports }]) => {
      const of = (wanted) =>
        imports
          .filter(({ kind, external }) => kind === wanted && external !== true)
          .map((one) => path.basename(one.path));
      return [path.basename(file), { needs: of('import-statement'), mayNeed: of('dynamic-import') }];
    }),
  );
}

function closureOf(name, graph, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const next of graph.get(name).needs) closureOf(next, graph, found);
  return found;
}

/** One module that exports what it stands for, and as a namespace each part that other files import. */
async function mergedText({ names, place, places, graph, parts, minify }) {
  const wanted = new Set();
  for (const [importer, { needs, mayNeed }] of graph) {
    for (const name of needs) if (places.get(importer) !== place) wanted.add(name);
    for (const name of mayNeed) wanted.add(name);
  }
  const lines = names.map((name, at) => {
    const exported = name === place ? `export * from './${name}';` : `import './${name}';`;
    if (!wanted.has(name)) return exported;
    return `${exported}\nimport * as m${at} from './${name}';\nexport { m${at} as ${exportName(name)} };`;
  });
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: '/' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
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

function pointAtPlaces(code, places) {
  return [...places]
    .filter(([name, place]) => name !== place)
    .reduce(
      (text, [name, place]) =>
        text.replaceAll(`require("./${name}")`, `require("./${place}").${exportName(name)}`),
      code,
    );
}

function exportName(name) {
  return name.replace(/\.js$/, '').replaceAll(/\W/g, '_');
}
