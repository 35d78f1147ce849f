import { parseCommand, usage } from './options';

export interface CompleteOptions {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count; one more than the line has is its end. */
  readonly column: number;
  /** A saved `$metadata` document; absent: the grammar alone speaks. */
  readonly metadata?: string;
  readonly json: boolean;
}

const known = {
  metadata: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `complete …`, or `help`. Throws `bad-input`. */
export function readCompleteOptions(args: readonly string[]): CompleteOptions | 'help' {
  const { values, positionals } = parseCommand(args, known);
  if (values.help) return 'help';
  const [place, more] = positionals;
  if (place === undefined) throw usage('No place was named.', 'Write it as FILE:LINE:COLUMN.');
  if (more !== undefined) throw usage(`One place at a time: "${more}" is too many.`);
  return {
    ...readPlace(place),
    ...(values.metadata === undefined ? {} : { metadata: values.metadata }),
    json: values.json ?? false,
  };
}

/** The last two colons count: `C:\queries\a.odata:3:14`. */
function readPlace(text: string): Pick<CompleteOptions, 'file' | 'line' | 'column'> {
  const match = /^(.+):(\d{1,9}):(\d{1,9})$/s.exec(text);
  const [, file, line, column] = match ?? [];
  if (file === undefined) {
    throw usage(`"${text}" names no place.`, 'Write it as FILE:LINE:COLUMN, such as queries.odata:3:14.');
  }
  if (Number(line) < 1 || Number(column) < 1) {
    throw usage(`"${text}": lines and columns count from 1.`, 'The first character of a file is at 1:1.');
  }
  return { file, line: Number(line), column: Number(column) };
}

/** `complete --help`. */
export const completeHelp = `Prints what may be written at a place of an .odata file. Sends nothing.

Usage
  node dist/cli.js complete FILE:LINE:COLUMN [--metadata FILE] [--json]

Options
  --metadata FILE       A saved $metadata document: the answer of /api/data/v9.2/$metadata with the header
                        Accept: application/xml. Without it only the language itself is completed.
  --json                One array of {label, insertText, kind, detail, sortText}, most likely first. insertText is what
                        stands in the file once the item is taken, before anything is filled in: placeholders by their
                        defaults, tab stops by nothing. Without it a line for each item.
  --help

  Line and column count from 1. The place is between two characters: column 1 is before the first one of the line.
  Everything that may stand there is printed, whatever has been typed of it; an editor shows what matches that.

Exit code
  0 done · 2 bad usage or input
`;
