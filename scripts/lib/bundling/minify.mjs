// esbuild shortens each file in one pass; a second minifier finds another twentieth of what is to be downloaded, and the
// order of declarations another hundredth.
import { minify } from '@swc/core';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inBestOrder } from './order.mjs';

/** Of scripts that are complete: CommonJS modules, and webview scripts wrapped in a function. */
const options = {
  ecma: 2022,
  module: false,
  toplevel: true,
  compress: { ecma: 2022, passes: 3, toplevel: true },
  mangle: { toplevel: true },
  format: { ecma: 2022, comments: false },
};

/**
 * Every script below the folder, in its place.
 * @param {string} folder
 * @param {(name: string) => boolean} isPacked whether it is worth the time to seek the best order
 */
export async function minifyScripts(folder, isPacked) {
  const entries = await readdir(folder, { recursive: true });
  await Promise.all(
    entries
      .filter((name) => name.endsWith('.js'))
      .map(async (name) => {
        const file = path.join(folder, name);
        const { code } = await minify(await readFile(file, 'utf8'), options);
        await writeFile(file, isPacked(name) ? await inBestOrder(code) : code);
      }),
  );
}
