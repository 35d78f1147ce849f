// How the files that parts are put into take names from each other: a file has one function for each other file that
// takes from it, which answers with all that it takes, in an order that both know. A binding is taken as it is when the
// other file is read, so none that is given may change later; the rule import/no-mutable-exports sees to that.

const namedImport = /\bimport\s*\{([^}]*)\}\s*from\s*"\.\/([\w.-]+\.js)"/g;
const bareImport = /\bimport\s*"\.\/([\w.-]+\.js)"/g;
const laterImport = /\bimport\("\.\/([\w.-]+\.js)"\)/g;

export class Links {
  #places;
  #graph;
  /** By the file that takes and the one that gives: what is taken, in the order of the answer. */
  #taken = new Map();
  /** By part that is imported later: the name under which its file gives the whole of it. */
  #wholes = new Map();
  #texts;

  /**
   * @param {{ parts: ReadonlyMap<string, string>, places: ReadonlyMap<string, string>,
   *   graph: ReadonlyMap<string, { needs: readonly string[], mayNeed: readonly string[] }> }} program the texts of its
   *   parts, as ES modules; the file that each goes to; and what they import
   */
  constructor({ parts, graph, places }) {
    this.#places = places;
    this.#graph = graph;
    this.#texts = new Map([...parts].map(([name, text]) => [name, this.#linked(name, text)]));
  }

  /** A part, with `_0`, `_1` … for what it takes from another file. */
  textOf(name) {
    return this.#texts.get(name);
  }

  #linked(name, text) {
    const taker = this.#places.get(name);
    const found = new Set();
    const giverOf = (target) => {
      found.add(target);
      const giver = this.#places.get(target);
      return giver === taker ? undefined : giver;
    };
    const result = text
      .replaceAll(namedImport, (whole, list, target) => {
        const giver = giverOf(target);
        if (giver === undefined) return whole;
        const names = namesIn(list).map(
          ([name, local]) => `${this.#numbered({ taker, giver, target, name })} as ${local}`,
        );
        return `import{${names.join()}}from"./${giver}"`;
      })
      .replaceAll(bareImport, (whole, target) => {
        const giver = giverOf(target);
        return giver === undefined ? whole : `import"./${giver}"`;
      });
    const { needs, mayNeed } = this.#graph.get(name);
    if (needs.some((target) => !found.has(target))) throw new Error(`How does ${name} import?`);
    for (const target of mayNeed) {
      if (!this.#wholes.has(target)) this.#wholes.set(target, `part${this.#wholes.size}`);
    }
    return result;
  }

  #numbered({ taker, giver, target, name }) {
    const taken = this.#takenBy(taker, giver);
    const known = taken.findIndex((one) => one.target === target && one.name === name);
    if (known >= 0) return `_${known}`;
    return `_${taken.push({ target, name }) - 1}`;
  }

  #takenBy(taker, giver) {
    const key = `${taker} ${giver}`;
    const taken = this.#taken.get(key) ?? [];
    this.#taken.set(key, taken);
    return taken;
  }

  /** The main module of a file: exports what it stands for, and gives what others take. */
  mainOf(place) {
    const names = [...this.#places.keys()].filter((name) => this.#places.get(name) === place);
    return [
      ...names.map((name) => (name === place ? `export * from './${name}';` : `import './${name}';`)),
      ...names
        .filter((name) => this.#wholes.has(name))
        .map((name) => `export * as ${this.#wholes.get(name)} from './${name}';`),
      ...[...new Set(this.#places.values())].flatMap((taker) => this.#answer(taker, place)),
    ].join('\n');
  }

  #answer(taker, giver) {
    const taken = this.#takenBy(taker, giver);
    if (taken.length === 0) return [];
    const answer = answerTo(taker);
    return [
      ...taken.map(({ target, name }, at) => `import { ${name} as ${answer}${at} } from './${target}';`),
      `export const ${answer} = () => [${taken.map((_, at) => answer + at).join(', ')}];`,
    ];
  }

  /** A module for the parts of one file, which hands on what these take from the other. */
  handedOn(giver, taker) {
    const taken = this.#takenBy(taker, giver);
    // What is only to be read before, and gives nothing, has no answer to ask for.
    if (taken.length === 0) return `import "./${giver}";`;
    return `export { ${taken.map((_, at) => `_${at}`).join(', ')} } from "./${giver}";`;
  }

  /** A file's text, with its imports of other files as CommonJS. */
  required(text, taker) {
    return text
      .replaceAll(namedImport, (_, list, giver) => {
        const locals = [];
        for (const [name, local] of namesIn(list)) locals[Number(name.slice(1))] = local;
        return `const [${locals.join(', ')}] = require("./${giver}").${answerTo(taker)}()`;
      })
      .replaceAll(bareImport, 'require("./$1")')
      .replaceAll(laterImport, (_, name) => {
        const required = `require("./${this.#places.get(name)}").${this.#wholes.get(name)}`;
        return `Promise.resolve().then(() => ${required})`;
      });
  }
}

function answerTo(taker) {
  return `for_${taker.replace(/\.js$/, '').replaceAll(/\W/g, '_')}`;
}

/** `a as b, c` as pairs of the name elsewhere and the name here. */
function namesIn(list) {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name, local = name] = one.split(/\s+as\s+/);
      return [name, local];
    });
}
