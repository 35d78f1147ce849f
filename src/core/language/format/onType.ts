import { place, readLines, type Line } from '../../queryfile/lines';
import { parseQueryFile, type QueryBlock, type QueryFile } from '../../queryfile';
import type { TextEdit } from '../model';
import { headEnd, lineEnd, lineStart } from './request';

/**
 * Edits of the blanks at the start of the line of `offset`, after Enter or `&` was typed there: options stand one step
 * in, what goes on with an option two and one for each open bracket. Nothing but blanks changes, and none in a body.
 */
export function formatOnType(text: string, offset: number, indent = '  '): readonly TextEdit[] {
  const start = lineStart(text, offset);
  const [line] = readLines(text, start, lineEnd(text, offset));
  if (!line || start === 0) return [];
  const before = text.slice(0, start).replace(/(?:\r\n|\n|\r)$/, '');
  const level = levelOf(parseQueryFile(before), line);
  if (level === undefined) return [];
  const content = place(line, 0, line.text.length);
  // Behind what its author has begun to lay out nothing moves but the start of an option.
  if (offset > content.start + (/^[?&)]/.test(content.name) ? 1 : 0) && content.name !== '') return [];
  const end = content.name === '' ? line.end : content.start;
  const blanks = indent.repeat(level);
  return line.text.slice(0, end - start) === blanks ? [] : [{ start, end, text: blanks }];
}

/** Steps of indentation for a line below everything in `file`; undefined where it is not ours to change. */
function levelOf(file: QueryFile, line: Line): number | undefined {
  const block = file.blocks.at(-1);
  if (!block || block.body || line.kind === 'separator' || line.kind === 'variable') return undefined;
  // Only right below the request: not under a blank line, or a comment or variable that is no part of it.
  const end = headEnd(file, block);
  const rest = file.text.slice(end);
  if (rest.trim() !== '' || /[\r\n]/.test(rest)) return undefined;
  if (block.headers.length > 0) return 0;
  return 1 + depthOf(block, /^\s*[?&]/.test(line.text));
}

/** How deep what follows the target is inside of it. */
function depthOf({ target }: QueryBlock, newOption: boolean): number {
  let depth = 0;
  for (const [part] of target.matchAll(/'[^']*'|"[^"]*"|[()]/g)) {
    if (part === '(') depth++;
    else if (part === ')') depth = Math.max(0, depth - 1);
  }
  if (depth > 0 || newOption) return depth;
  const mark = Math.max(target.lastIndexOf('?'), target.lastIndexOf('&'));
  // Behind a finished option or a mark at the end of its line the next option follows.
  const goesOn = mark >= 0 && /(?:[,;(=]|\b(?:and|or|not|eq|ne|gt|ge|lt|le))$/.test(target.slice(mark));
  return goesOn ? 1 : 0;
}
