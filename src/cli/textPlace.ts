export type FoundOffset =
  | { readonly kind: 'offset'; readonly offset: number }
  /** `lines`: how many there are. */
  | { readonly kind: 'no-line'; readonly lines: number }
  /** `last`: the greatest column of the line. */
  | { readonly kind: 'no-column'; readonly last: number };

/** Offset of a line and column, both from 1; the column behind the last character is the end of the line. */
export function offsetAt(text: string, line: number, column: number): FoundOffset {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)];
  // The pattern matches once more, with nothing, behind a last line without a line break.
  const count = text === '' || /[\r\n]$/.test(text) ? lines.length : lines.length - 1;
  const found = line <= count ? lines[line - 1] : undefined;
  if (!found) return { kind: 'no-line', lines: count };
  const length = found[0].replace(/[\r\n]+$/, '').length;
  if (column > length + 1) return { kind: 'no-column', last: length + 1 };
  return { kind: 'offset', offset: found.index + column - 1 };
}
