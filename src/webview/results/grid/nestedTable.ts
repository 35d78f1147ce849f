import type { ResultColumn } from '../../../core/results/model';
import type { NestedRows } from '../../../core/results/questions';
import { unpackChunk } from '../../../core/results/rowChunkCodec';
import { el } from '../dom';
import { kindIcon } from '../icons';
import { ReceivedWindow, RowBlock } from '../rows/rowBlock';
import { CellView } from './cellView';
import { columnKindOf } from './nestedKinds';

/** Cells that are made at once; the others when one scrolls to them. */
const cellsAtOnce = 1500;
/** Pixels before the end at which more rows are made. */
const ahead = 400;

/** The records of one collection as a table of their own, which scrolls inside a bounded height. */
export class NestedTable {
  readonly element = el('div', 'sg', { tabindex: '0' });
  readonly #table = el('div', 'sgt', { role: 'table' });
  readonly #columns: readonly ResultColumn[];
  readonly #nested: NestedRows;
  readonly #block: RowBlock;
  readonly #formatted: boolean;
  #made = 0;

  /** Throws a `MalformedChunkError`. */
  constructor(name: string, nested: NestedRows, formatted: boolean) {
    this.#nested = nested;
    this.#formatted = formatted;
    this.#columns = nested.columns.map((column) => ({ name: column.name, kind: columnKindOf(column.kind) }));
    const chunk = unpackChunk(nested.data);
    this.#block = new RowBlock(new ReceivedWindow(chunk, nested.data.byteLength), 0, chunk.rowCount);
    this.#table.setAttribute('aria-label', name);
    this.#table.setAttribute('aria-rowcount', String(nested.rows + 1));
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', `Records of ${name}`);
    this.#table.append(this.#head());
    this.element.append(this.#table);
    this.#more();
    this.element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  /** Rows that are here, of {@link NestedRows.rows}. */
  get held(): number {
    return this.#block.count;
  }

  #head(): HTMLElement {
    const cells = this.#columns.map(({ name, kind }) => {
      const cell = el('div', 'gc th', { role: 'columnheader', title: name }, kindIcon(kind, 's'));
      cell.append(el('span', 'ell', {}, name));
      return cell;
    });
    return el('div', 'gr', { role: 'row', 'aria-rowindex': '1' }, ...cells);
  }

  #more(): void {
    const step = Math.max(10, Math.floor(cellsAtOnce / Math.max(1, this.#columns.length)));
    const end = Math.min(this.#block.count, this.#made + step);
    const look = { formatted: this.#formatted, finder: undefined };
    for (; this.#made < end; this.#made++) {
      const row = el('div', this.#made % 2 === 1 ? 'gr alt' : 'gr', { role: 'row' });
      row.setAttribute('aria-rowindex', String(this.#made + 2));
      this.#columns.forEach((column, i) => {
        const cell = new CellView(el('div', 'gc', { role: 'cell' }));
        cell.fill(column, this.#block.cell(this.#made, i, this.#nested.targets), look);
        row.append(cell.element);
      });
      this.#table.append(row);
    }
  }

  #scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    if (this.#made < this.#block.count && scrollTop + clientHeight > scrollHeight - ahead) this.#more();
  }
}
