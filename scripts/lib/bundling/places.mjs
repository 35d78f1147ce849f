// Which of the parts that esbuild splits a program into go into one file together.
import path from 'node:path';

/** Which file each part goes to. */
export function placesOf({ graph, main, files, shared }) {
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
export function filesNeededBy(file, graph, places, found = new Set()) {
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
export function graphOf({ outputs }) {
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
