// esbuild shares code between bundles for ES modules only, and VS Code loads CommonJS. So the parts are built as ES
// modules first, and each is turned into CommonJS afterwards.
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { commonJs } from './commonJs.mjs';

/** In bytes: a larger part would be a burden for whoever needs only its neighbours. */
const smallPart = 9000;

/**
 * An esbuild plugin for a build with `format: 'esm'`, `splitting: true` and `write: false`: writes its outputs as
 * CommonJS, with parts put together: fewer files are read sooner, and packed smaller. All that the main bundle needs at
 * once goes into it, small parts that are loaded by themselves share one file, and small parts that larger ones need
 * share another.
 * `main` is the entry that is read first, `named` are the entries that keep a file of their own, `small` names the two
 * files of small parts; all without `.js`.
 * @param {{ outdir: string, main: string, named: readonly string[], minify: boolean,
 *   small: { loaded: string, needed: string } }} options
 */
export function commonJsParts({ outdir, main, named, small, minify }) {
  return {
    name: 'commonjs-parts',
    setup(b) {
      b.onEnd(async ({ outputFiles, metafile, errors }) => {
        if (errors.length > 0) return;
        const parts = new Map(outputFiles.map(({ path: file, text }) => [path.basename(file), text]));
        const graph = graphOf(metafile);
        const own = new Set([main, ...named].map((name) => `${name}.js`));
        const files = { main: `${main}.js`, loaded: `${small.loaded}.js`, needed: `${small.needed}.js` };
        const places = placesOf({ graph, own, ...files });
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
function placesOf({ graph, own, main, loaded, needed }) {
  const places = new Map([...graph.keys()].map((name) => [name, name]));
  for (const name of closureOf(main, graph)) places.set(name, main);
  const left = new Set([...graph.keys()].filter((name) => isSmall(name, { graph, places, own })));
  const contained = selfContained(left, graph, places, main);
  const entries = [...contained].filter((name) => graph.get(name).entry);
  for (const name of entries.flatMap((entry) => [...closureOf(entry, graph)])) {
    if (contained.has(name)) places.set(name, loaded);
  }
  for (const name of contained) {
    if (places.get(name) === name) places.set(name, needed);
    left.delete(name);
  }
  // What is needed by others first: two that join the same file need each other no longer.
  const depth = (name) => closureOf(name, graph).size;
  for (const name of [...left].toSorted((a, b) => depth(a) - depth(b))) {
    joinLargest(name, { graph, places, own, main });
  }
  return places;
}

function isSmall(name, { graph, places, own }) {
  return graph.get(name).bytes < smallPart && places.get(name) === name && !own.has(name);
}

/** Those that need nothing at once but the main bundle and each other: else two files could need each other. */
function selfContained(small, graph, places, main) {
  const found = new Set(small);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const name of found) {
      const { needs } = graph.get(name);
      if (!needs.every((one) => found.has(one) || places.get(one) === main)) found.delete(name);
    }
  }
  return found;
}

/** Whoever needs a small part needs what it needs, too, so it goes into the largest file of those. */
function joinLargest(name, { graph, places, own, main }) {
  const larger = [...closureOf(name, graph)]
    .filter((one) => one !== name && places.get(one) === one && one !== main && !own.has(one))
    .toSorted((a, b) => graph.get(b).bytes - graph.get(a).bytes);
  const home = larger.find((one) => {
    const tried = new Map(places).set(name, one);
    return !filesNeededBy(one, graph, tried).has(one);
  });
  if (home !== undefined) places.set(name, home);
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

/** By file name: the size of a part, whether it is loaded by itself, and which others it imports at once and later. */
function graphOf({ outputs }) {
  return new Map(
    Object.entries(outputs).map(([file, { bytes, entryPoint, imports }]) => {
      const of = (wanted) =>
        imports
          .filter(({ kind, external }) => kind === wanted && external !== true)
          .map((one) => path.basename(one.path));
      const entry = entryPoint !== undefined;
      const needs = of('import-statement');
      return [path.basename(file), { bytes, entry, needs, mayNeed: of('dynamic-import') }];
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
