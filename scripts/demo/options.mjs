// The command line of `npm run demo`.
import { parseArgs } from 'node:util';

export const usage = `npm run demo -- [options]

Starts a local Dataverse with sign-in, and VS Code with the extension and a folder of sample queries.

  --port NUMBER             port of VS Code in the browser; default: a free one
  --token-lifetime SECONDS  lifetime of access tokens, 10 to 100800; default: 3599
  --desktop                 use the desktop VS Code ("code" on the PATH) instead of the browser
  --json                    print one line of JSON on standard output, and nothing else there
  --help
`;

/** What was typed cannot be understood. */
export class UsageError extends Error {}

/**
 * @param {string[]} args
 * @returns {{ port: number, tokenLifetime: number | undefined, desktop: boolean, json: boolean, help: boolean }}
 */
export function readOptions(args) {
  const values = parse(args);
  return {
    port: wholeNumber(values, 'port', 0, 65_535) ?? 0,
    tokenLifetime: wholeNumber(values, 'token-lifetime', 10, 100_800),
    desktop: values.desktop ?? false,
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'token-lifetime': { type: 'string' },
        desktop: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error.message, { cause: error });
  }
}

function wholeNumber(values, name, least, most) {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new UsageError(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}
