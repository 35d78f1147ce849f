// The command line of `npm run bench`.
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * @param {string[]} args
 * @returns {{ json: string | undefined, metadata: string | undefined, names: string[] }} Paths are absolute.
 */
export function benchArgs(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'string' }, metadata: { type: 'string' } },
  });
  return { json: absolute(values.json), metadata: absolute(values.metadata), names: positionals };
}

/** npm runs scripts in the project's root; paths are meant from where the person stands. */
function absolute(file) {
  return file === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
}
