// An ES module as CommonJS.
import { transform } from 'esbuild';

const options = { format: 'cjs', platform: 'node', target: 'node20' };

/** @param {string} text One that esbuild wrote. */
export async function commonJs(text, minify) {
  const { code } = await transform(text, {
    ...options,
    sourcemap: minify ? false : 'inline',
    // As ES modules always are.
    banner: '"use strict";',
    // A bundle that requires another by name works on every Node; `import()` of CommonJS hides its names.
    supported: { 'dynamic-import': false },
  });
  // Names are looked for from their beginning on: a source map is one word of a million letters.
  // Each module that imports VS Code's interface would copy its 400 names; they are only ever read through it.
  const once = requireOnce(code.replaceAll(/(?<![\w$])[\w$]+\((require\("vscode"\))\)/g, '$1'));
  return minify ? (await transform(withSmallHelpers(once), { ...options, minify })).code : once;
}

/** Each module has an import of its own of what lies outside; one of a file serves them all. */
function requireOnce(code) {
  const first = new Map();
  return code.replaceAll(
    /(?<![\w$])([\w$]+)( = )((?:[\w$]+\()?require\("(?:vscode|node:[\w/]+)"\)\)?)/g,
    (whole, name, equals, required) => {
      const known = first.get(required);
      if (known !== undefined) return name + equals + known;
      first.set(required, name);
      return whole;
    },
  );
}

/**
 * esbuild's helpers carry 500 bytes into each file, for what may come from any module. What is required here is our own
 * or Node's: seen through a prototype, all its names are there, and as `default` the whole.
 */
const helpers = [
  [/^var __(?:create|getOwnPropDesc|getOwnPropNames|getProtoOf|hasOwnProp) = .*;\n/gm, ''],
  [/^var __copyProps = [\s\S]*?\n};\n/m, ''],
  [/^var __toESM = [\s\S]*?\n\)\);\n/m, 'var __toESM = (mod) => ({ __proto__: mod, default: mod });\n'],
  [/^var __toCommonJS = .*;\n/m, ''],
  [/^module\.exports = __toCommonJS\((\w+)\);$/m, 'module.exports = $1;'],
];

function withSmallHelpers(code) {
  const small = helpers.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), code);
  if (/\b__(?:copyProps|toCommonJS|getOwnPropNames)\b/.test(small)) {
    throw new Error('esbuild writes other helpers than these: look at commonJs.mjs.');
  }
  return small;
}
