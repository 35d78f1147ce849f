import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, problemOf } from '../core/base/problem';
import { applyEdits, format } from '../core/language/format';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';
import { problemText } from './messages';
import { parseCommand, usage } from './options';
import { neutral } from './output/terminalText';
import { encodeText, readTextFile } from './textFile';

const known = {
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const formatHelp = `Formats .odata files in place. The requests in them stay the same, byte for byte.

Usage
  node dist/cli.js format [--check] FILE...

Options
  --check               Write nothing; name the files that are not formatted.
  --help

  Files are replaced at once or not at all. Line ends, encoding and byte order mark stay as they are; so do bodies,
  comments and requests that cannot be read.

Exit code
  0 done, or all are formatted · 1 with --check: a file is not formatted · 2 bad usage, or a file cannot be read or written
`;

/** `format`: prints the names of the files that it changed, or would change. Throws ProblemError for a bad call. */
export async function formatCommand(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals: files } = parseCommand(args, known);
  if (values.help) {
    await io.out.write(formatHelp);
    return exitCodes.done;
  }
  if (files.length === 0) throw usage('No file was named.');
  let changed = 0;
  let failed = false;
  for (const file of files) {
    try {
      if (!(await formatFile(file, values.check ?? false))) continue;
      changed++;
      await io.out.write(`${io.out.isTerminal ? neutral(file) : file}\n`);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      io.note(problemText(problem));
      failed = true;
    }
  }
  if (failed) return exitCodes.usage;
  return values.check && changed > 0 ? exitCodes.refused : exitCodes.done;
}

/** Whether it was not formatted. */
async function formatFile(file: string, check: boolean): Promise<boolean> {
  const before = await readTextFile(file);
  const edits = format(before.text);
  if (edits.length === 0) return false;
  if (!check) await replaceFile(file, encodeText({ ...before, text: applyEdits(before.text, edits) }));
  return true;
}

/** Writes beside the file and renames: whoever reads meanwhile sees the old text or the new one. */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  try {
    const target = await realpath(file);
    const { mode } = await stat(target);
    const beside = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}`);
    try {
      const handle = await open(beside, 'wx', mode);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(beside, target);
    } finally {
      await rm(beside, { force: true });
    }
  } catch {
    const remedy = 'Check the access rights of the file and its folder.';
    throw new ProblemError({ kind: 'bad-input', title: `The file ${file} cannot be written.`, remedy });
  }
}
