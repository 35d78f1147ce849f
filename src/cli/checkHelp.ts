/** `check --help`. */
export const checkHelp = `Checks .odata files: says what Dataverse will refuse, and what it will not do as it looks. Sends nothing.

Usage
  node dist/cli.js check FILE... [--metadata FILE] [--json]

  FILE may be - for standard input.

Options
  --metadata FILE       A saved $metadata document: the answer of /api/data/v9.2/$metadata with the header
                        Accept: application/xml. With it names, types of values and bodies are checked; an unknown
                        name is an error then.
  --json                One array for all files of {file, line, column, endLine, endColumn, severity, code, message}.
                        Without it a line for each finding: FILE:LINE:COLUMN: SEVERITY: MESSAGE (CODE).
  --help

  Lines and columns count from 1, columns in UTF-16 units as editors count. Severities are error, warning and
  information.

Exit code
  0 no errors · 1 a file has an error · 2 bad usage, or a file cannot be read
`;
