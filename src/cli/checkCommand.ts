import { readFileSync } from 'node:fs';
import { problemOf } from '../core/base/problem';
import { diagnosticsOf } from '../core/language/diagnostics';
import { LanguageDocument } from '../core/language/document';
import type { Diagnostic, LanguageKnowledge } from '../core/language/model';
import { checkHelp } from './checkHelp';
import { LinePlaces } from './checkPlaces';
import type { CommandParts } from './connection';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';
import { problemText } from './messages';
import { parseCommand, usage } from './options';
import { neutral } from './output/terminalText';
import { decodeText, readTextFile } from './textFile';

const known = {
  metadata: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** One finding as `--json` prints it. Lines and columns from 1, columns in UTF-16 units; the end is behind it. */
interface PrintedDiagnostic {
  /** As it was passed. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
}

type Parts = Pick<CommandParts, 'readSchemaFile'>;

/** `check`: prints what is wrong with files. Throws ProblemError for a call that cannot be used. */
export async function checkCommand(args: readonly string[], io: CommandIo, parts: Parts): Promise<ExitCode> {
  const { values, positionals: files } = parseCommand(args, known);
  if (values.help) {
    await io.out.write(checkHelp);
    return exitCodes.done;
  }
  if (files.length === 0) throw usage('No file was named.', 'Name .odata files, or - for standard input.');
  const knowledge = await telling(io, () => knowledgeFor(values.metadata, parts));
  if (!knowledge) return exitCodes.usage;
  const found: PrintedDiagnostic[] = [];
  let unread = false;
  for (const file of files) {
    const text = await textOf(file, io);
    if (text === undefined) unread = true;
    else found.push(...check(file, text, knowledge));
  }
  if (values.json) await io.out.write(`${JSON.stringify(found, undefined, 2)}\n`);
  else await io.out.write(found.map((one) => lineOf(one, io.out.isTerminal)).join(''));
  if (unread) return exitCodes.usage;
  return found.some(({ severity }) => severity === 'error') ? exitCodes.refused : exitCodes.done;
}

function knowledgeFor(metadata: string | undefined, parts: Parts): LanguageKnowledge {
  return metadata === undefined ? {} : { schema: parts.readSchemaFile(metadata) };
}

/** Exit code 1 says that a file has errors: whatever hinders the check itself is told apart from that. */
async function telling<T>(io: CommandIo, read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const problem = problemOf(error);
    if (!problem) throw error;
    io.note(problemText(problem));
    return undefined;
  }
}

function textOf(file: string, io: CommandIo): Promise<string | undefined> {
  return telling(io, async () => {
    const { text } = file === '-' ? decodeText('Standard input', readFileSync(0)) : await readTextFile(file);
    return text;
  });
}

function check(file: string, text: string, knowledge: LanguageKnowledge): PrintedDiagnostic[] {
  const places = new LinePlaces(text);
  return diagnosticsOf(LanguageDocument.read(text), knowledge).map((one) => {
    const { line, column } = places.at(one.start);
    const end = places.at(one.end);
    const { severity, code, message } = one;
    return { file, line, column, endLine: end.line, endColumn: end.column, severity, code, message };
  });
}

function lineOf(
  { file, line, column, severity, message, code }: PrintedDiagnostic,
  isTerminal: boolean,
): string {
  const text = `${file}:${line}:${column}: ${severity}: ${message} (${code})`;
  return `${isTerminal ? neutral(text) : text}\n`;
}
