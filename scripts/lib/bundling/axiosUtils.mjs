// axios gathers its helpers in one object, of which no bundler can know what is asked for.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutUnreached } from './unreached.mjs';

/** Where the object begins that a module of helpers hands on. */
const handedOn = '\nexport default {\n';

/**
 * The text of axios' module of helpers without those that no module of axios asks for.
 * @param {string} text
 * @param {string} file where it stands: the others stand below the same folder
 * @param {readonly string[]} leftOut those of them that do not count, from the package's name on
 */
export async function withoutUnusedUtils(text, file, leftOut) {
  const used = await usedBelow(path.dirname(file), leftOut);
  const [helpers, names, ...more] = text.split(handedOn);
  if (names === undefined || more.length > 0) {
    throw new Error(
      'axios hands its helpers on in another way than this was written for: look at axiosUtils.mjs.',
    );
  }
  const kept = names
    .split('\n')
    .filter((line) => used.has(/^ {2}(\w+)(?::|,|$)/.exec(line)?.[1]) || !/^ {2}\w/.test(line));
  // Each such test is made by a function: without use, it may go.
  const pure = helpers.replaceAll(/ = (typeOfTest|kindOfTest)\(/g, ' = /* @__PURE__ */ $1(');
  return [pure, kept.join('\n')].join(handedOn);
}

async function usedBelow(folder, leftOut) {
  const files = (await readdir(folder, { recursive: true })).filter(
    (one) => one.endsWith('.js') && !leftOut.includes(`axios/lib/${one.split(path.sep).join('/')}`),
  );
  const texts = await Promise.all(files.map((one) => textOf(path.join(folder, one))));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/\b(?:utils|platform)\.(\w+)/g)].map(([, name]) => name)),
  );
}

async function textOf(file) {
  return withoutUnreached((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'), file);
}
