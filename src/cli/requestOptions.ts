import { parseCommand, readApiVersion, urlOf, usage } from './options';

export interface RequestOptions {
  readonly file: string;
  /** Origin of the environment; absent: addresses that the file leaves relative stay so. */
  readonly url?: string;
  readonly apiVersion: string;
  readonly json: boolean;
}

const known = {
  url: { type: 'string' },
  'api-version': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `request …`, or `help`. Throws `bad-input`. */
export function readRequestOptions(args: readonly string[]): RequestOptions | 'help' {
  const { values, positionals } = parseCommand(args, known);
  if (values.help) return 'help';
  const [file, more] = positionals;
  if (file === undefined) throw usage('No file was named.');
  if (more !== undefined) throw usage(`One file at a time: "${more}" is too many.`);
  return {
    file,
    ...(values.url === undefined ? {} : { url: urlOf(values) }),
    apiVersion: readApiVersion(values['api-version']),
    json: values.json ?? false,
  };
}

/** `request --help`. */
export const requestHelp = `Prints the requests of an .odata file as they would be sent. Sends nothing.

Usage
  node dist/cli.js request FILE [--url URL] [--json]

Options
  --url URL             Environment that relative addresses belong to, in any form. Without it they are printed
                        from the slash on, such as /api/data/v9.2/accounts.
  --api-version VERSION Web API version of relative addresses (default v9.2).
  --json                One array of {name, line, method, url, headers, body}; name and body are null where there
                        is none, line counts from 1, headers is an object. Without it text that reads like the file.
  --help

  Variables are resolved as on sending: {{$guid}} and {{$now}} are new in every run. The authorization header is left
  out. A request that cannot be sent is told on standard error, as FILE:LINE:COLUMN, and the others are printed.

Exit code
  0 done · 1 a request cannot be sent · 2 bad usage or input
`;
