import type { ODataUrl, QueryOption } from '../../odata';
import type { TextEdit } from '../model';

/** Takes an option out with the sign that joins it to its neighbours: `&` on top, `;` in parentheses. */
export function removeOption(text: string, option: QueryOption, siblings: readonly QueryOption[]): TextEdit {
  const at = siblings.indexOf(option);
  const next = siblings[at + 1];
  const before = siblings[at - 1];
  if (next) return { start: option.start, end: next.start, text: '' };
  if (before) return { start: before.end, end: option.end, text: '' };
  // The only one: its `?` or parentheses go too.
  const open = text.charAt(option.start - 1);
  const close = text.charAt(option.end);
  if (open === '(' && close === ')') return { start: option.start - 1, end: option.end + 1, text: '' };
  return { start: open === '?' ? option.start - 1 : option.start, end: option.end, text: '' };
}

/** Puts an option in front of the others, or behind the path's end. */
export function addOption({ text, path, options }: ODataUrl, option: string): TextEdit {
  const [first] = options;
  if (first) return { start: first.start, end: first.start, text: `${option}&` };
  // A "?" that nothing follows yet.
  const hasMark = text.charAt(path.end) === '?';
  const at = hasMark ? path.end + 1 : path.end;
  return { start: at, end: at, text: hasMark ? option : `?${option}` };
}
