import { takeAll } from '../base/steps';
import { queryFileSteps, type Range } from '../queryfile';
import { documentEdits } from './format/document';
import type { LayoutOptions } from './format/layout';
import { compareMeaning } from './format/same';
import type { TextEdit } from './model';

export { formatOnType } from './format/onType';

export interface FormatOptions {
  /** Columns that a line may have before it is broken. */
  readonly width?: number;
  /** One step of indentation. */
  readonly indent?: string;
}

/**
 * Edits, in order and apart from each other, that put a `.odata` document into our style, or only what touches `range`:
 * one option a line where they do not fit on one or were not written so, lines broken before `and` and `or` and at
 * blanks that are there. The requests stay the same, byte for byte; so do bodies, comments and what cannot be read.
 * Formatting twice gives the same as once.
 */
export function format(text: string, options: FormatOptions = {}, range?: Range): readonly TextEdit[] {
  return takeAll(formatSteps(text, options, range));
}

/** The same in steps, so that a long document can be formatted in short stretches. */
export function* formatSteps(
  text: string,
  options: FormatOptions,
  range?: Range,
): Generator<void, readonly TextEdit[]> {
  // An old Mac's line ends among others: one of ours beside one of them would be another line end.
  if (text.includes('\n') && /\r(?!\n)/.test(text)) return [];
  const file = yield* queryFileSteps(text);
  const edits: TextEdit[] = [];
  for (const some of documentEdits(file, layoutOptions(text, options))) {
    edits.push(...(range ? some.filter(({ start, end }) => start <= range.end && end >= range.start) : some));
    yield;
  }
  if (edits.length === 0) return [];
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const same = yield* compareMeaning(file, yield* queryFileSteps(applyEdits(text, edits)));
  return same ? edits : [];
}

/** A text with edits made. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

function layoutOptions(text: string, { width = 100, indent = '  ' }: FormatOptions): LayoutOptions {
  return { width, indent, eol: ['\r\n', '\n', '\r'].find((one) => text.includes(one)) ?? '\n' };
}
