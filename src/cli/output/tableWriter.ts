import type { Output } from '../io';
import type { Cells } from './cells';
import { cellsOf } from './cells';
import { neutral } from './terminalText';
import type { RowWriter } from './writer';

/** Longest cell text, in characters; what is longer ends in "…". */
const longestCell = 60;

/** Aligned columns for reading. Widths and columns are those of the first page. */
export class TableWriter implements RowWriter {
  #columns: readonly (readonly [name: string, width: number])[] | undefined;
  readonly #late = new Set<string>();

  constructor(private readonly out: Output) {}

  /** Names of columns that came after the first page, which a table cannot show any more. */
  get omitted(): string | undefined {
    if (this.#late.size === 0) return undefined;
    return `Columns that came after the first page are not in the table: ${[...this.#late].join(', ')}. Use --format csv or json for all of them.`;
  }

  async write(rows: readonly string[]): Promise<void> {
    const cells = rows.map(cellsOf);
    if (this.#columns === undefined && cells.length > 0) {
      this.#columns = measure(cells);
      const rule = this.#columns.map(([, width]) => '─'.repeat(width)).join('  ');
      await this.out.write(
        `${line(this.#columns.map(([name, width]) => pad(shown(name), width)))}\n${rule}\n`,
      );
    }
    const columns = this.#columns ?? [];
    const known = new Set(columns.map(([name]) => name));
    for (const row of cells) for (const name of row.keys()) if (!known.has(name)) this.#late.add(name);
    const lines = cells.map((row) =>
      line(columns.map(([name, width]) => pad(shown(row.get(name) ?? ''), width))),
    );
    await this.out.write(lines.map((one) => `${one}\n`).join(''));
  }

  end(): Promise<void> {
    return Promise.resolve();
  }
}

function measure(rows: readonly Cells[]): readonly (readonly [string, number])[] {
  const widths = new Map<string, number>();
  for (const row of rows) {
    for (const [name, text] of row) {
      const before = widths.get(name) ?? widthOf(shown(name));
      widths.set(name, Math.max(before, widthOf(shown(text ?? ''))));
    }
  }
  return [...widths];
}

function line(cells: readonly string[]): string {
  return cells.join('  ').trimEnd();
}

/** What nearly every cell is: one column a character, nothing to neutralise. */
const plain = /^[\x20-\x7e]*$/;

function shown(text: string): string {
  if (text.length <= longestCell && plain.test(text)) return text;
  const safe = neutral(text.length > longestCell * 8 ? text.slice(0, longestCell * 8) : text);
  const chars = Array.from(safe);
  return chars.length > longestCell ? `${chars.slice(0, longestCell - 1).join('')}…` : safe;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Columns that a terminal gives to a text: wide scripts and emoji take two, combining marks none. */
function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const char of text) {
    if (/\p{Mark}|\u200b|\u200d|\ufe0f/u.test(char)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        char,
      )
        ? 2
        : 1;
  }
  return width;
}
