import type { Clock } from '../core/base/clock';
import { complete, snippetText } from '../core/language/completion';
import { LanguageDocument } from '../core/language/document';
import type { Completion, LanguageKnowledge } from '../core/language/model';
import type { CommandParts } from './connection';
import { completeHelp, readCompleteOptions, type CompleteOptions } from './completeOptions';
import type { CommandIo, ExitCode } from './io';
import { exitCodes } from './io';
import { usage } from './options';
import { neutralLines } from './output/terminalText';
import { readTextFile } from './textFile';
import { offsetAt } from './textPlace';

/** One item as `--json` prints it. */
interface PrintedCompletion {
  readonly label: string;
  readonly insertText: string;
  readonly kind: string;
  /** Empty where there is none. */
  readonly detail: string;
  readonly sortText: string;
}

interface Parts extends Pick<CommandParts, 'readSchemaFile'> {
  readonly clock: Pick<Clock, 'now'>;
}

/** `complete`: prints what may stand at a place of a file. Throws ProblemError for a call that cannot be used. */
export async function completeCommand(
  args: readonly string[],
  io: CommandIo,
  parts: Parts,
): Promise<ExitCode> {
  const options = readCompleteOptions(args);
  if (options === 'help') {
    await io.out.write(completeHelp);
    return exitCodes.done;
  }
  const { text } = await readTextFile(options.file);
  const offset = offsetOf(text, options);
  const items = complete(LanguageDocument.read(text), offset, knowledgeFor(options, parts))
    .toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0))
    .map(printed);
  const answer = options.json ? `${JSON.stringify(items, undefined, 2)}\n` : items.map(lineOf).join('');
  await io.out.write(io.out.isTerminal ? neutralLines(answer) : answer);
  return exitCodes.done;
}

function knowledgeFor({ metadata }: CompleteOptions, parts: Parts): LanguageKnowledge {
  const now = parts.clock.now();
  return { now, ...(metadata === undefined ? {} : { schema: parts.readSchemaFile(metadata) }) };
}

function offsetOf(text: string, { file, line, column }: CompleteOptions): number {
  const found = offsetAt(text, line, column);
  if (found.kind === 'offset') return found.offset;
  const remedy = 'Give a place that the file has; one column more than a line has characters is its end.';
  if (found.kind === 'no-line') {
    throw usage(`${file} has no line ${line}: it has ${linesText(found.lines)}.`, remedy);
  }
  throw usage(`Line ${line} of ${file} has no column ${column}: its end is column ${found.last}.`, remedy);
}

function linesText(lines: number): string {
  return lines === 1 ? '1 line' : `${lines} lines`;
}

function printed({ label, insertText, snippet, kind, detail = '', sortText }: Completion): PrintedCompletion {
  return { label, insertText: snippet ? snippetText(insertText) : insertText, kind, detail, sortText };
}

function lineOf({ label, kind, detail }: PrintedCompletion): string {
  return detail === '' ? `${label}  (${kind})\n` : `${label}  (${kind})  ${detail}\n`;
}
