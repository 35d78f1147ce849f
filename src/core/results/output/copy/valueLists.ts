import type { Cell } from '../../model';
import type { OutColumn, OutRows } from '../rows';

/** Collects the values of cells, each of them once, in the order in which they come. */
export interface ValueList {
  /** Takes the row that `rows` stands at. */
  take(rows: OutRows): void;
  readonly size: number;
  /** UTF-16 code units that the text would have by now. */
  readonly length: number;
  text(): string;
}

class DistinctTexts implements ValueList {
  readonly #columns: readonly OutColumn[];
  readonly #write: (cell: Cell) => string | undefined;
  readonly #join: (texts: readonly string[]) => string;
  readonly #texts = new Set<string>();
  #length = 0;

  constructor(
    columns: readonly OutColumn[],
    write: (cell: Cell) => string | undefined,
    join: (texts: readonly string[]) => string,
  ) {
    this.#columns = columns;
    this.#write = write;
    this.#join = join;
  }

  get size(): number {
    return this.#texts.size;
  }

  get length(): number {
    return this.#length;
  }

  take(rows: OutRows): void {
    for (const { index } of this.#columns) {
      const text = this.#write(rows.cell(index));
      if (text === undefined || this.#texts.has(text)) continue;
      this.#texts.add(text);
      this.#length += text.length + 2;
    }
  }

  text(): string {
    return this.#join([...this.#texts]);
  }
}

/**
 * Stored values as SQL has them behind `IN`: `('Contoso', 'O''Brien')`, `(1, 2)`. GUIDs, dates and texts are quoted, a
 * text beyond ASCII is `N'…'`, true and false are 1 and 0. Null is left out: `IN` never finds it. With a heading, which
 * takes a single column, its name and `IN` stand before the list.
 */
export function sqlInList(columns: readonly OutColumn[], headings: boolean): ValueList {
  const [first, ...others] = columns;
  const name = headings && first && others.length === 0 ? `${first.name} IN ` : '';
  return new DistinctTexts(columns, sqlLiteral, (texts) => `${name}(${texts.join(', ')})`);
}

function sqlLiteral(cell: Cell): string | undefined {
  if (cell.state !== 'value') return undefined;
  if (cell.type === 'number') return cell.raw;
  if (cell.type === 'boolean') return cell.raw === 'true' ? '1' : '0';
  const national = /[^\x20-\x7e\t\r\n]/.test(cell.raw) ? 'N' : '';
  return `${national}'${cell.raw.replaceAll("'", "''")}'`;
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The GUIDs among the stored values, one a line. */
export function guidList(columns: readonly OutColumn[]): ValueList {
  return new DistinctTexts(
    columns,
    (cell) => (cell.state === 'value' && guidPattern.test(cell.raw) ? cell.raw.toLowerCase() : undefined),
    (texts) => texts.join('\n'),
  );
}
