import { el, toggleAttribute } from '../dom';
import { icon } from '../icons';
import { CellView, mark } from './cellView';
import type { CellLook } from './cellView';
import type { GridColumns } from './columns';
import type { CellPlace, RowSource } from './contract';
import { putInOrder } from './order';
import type { SelectedRange } from './selection';

/** Which columns are drawn; ends are exclusive. */
export interface DrawnColumns {
  /** Those at the left that do not scroll. */
  readonly pinned: number;
  readonly first: number;
  readonly last: number;
  /** Width of the row numbers, in pixels. */
  readonly gutter: number;
  /** Changes with anything about the columns: which, where, how wide. */
  readonly stamp: number;
  /** A row can be opened. */
  readonly opens: boolean;
}

/** What only some rows have in them, and not because of their values. */
const special = '[aria-selected], .cur, .insel, [title], .act, mark, img';

/** By `rowChange`: class name and what is said of the row. */
const changeNames: readonly (readonly [name?: string, word?: string])[] = [
  [],
  ['added', 'Added since the pinned result'],
  ['changed', 'Changed since the pinned result'],
];

/** With a comma at each three digits, as all numbers of rows: the formatter of the browser takes longer than the cells of a row. */
function rowNumber(number: number): string {
  if (number < 1000) return String(number);
  return `${rowNumber(Math.floor(number / 1000))},${String(number % 1000).padStart(3, '0')}`;
}

interface RowParts {
  readonly element: HTMLElement;
  readonly pin: HTMLElement;
  readonly gutter: HTMLElement;
  readonly number: Text;
}

/** One row in view: a part at the left that stays, with the row's number and pinned columns, and the other cells. */
export class RowView {
  /** -1 while the view is in no use. */
  row = -1;
  readonly #parts: RowParts;
  #chevron: Element | undefined;
  #pinned: CellView[] = [];
  #cells: CellView[] = [];
  /** Position of the first of the cells that scroll. */
  #first = 0;
  #columnStamp = -1;
  #valueStamp = -1;
  #waiting = false;
  #marked = false;
  /** Cells stand in the document in the order of their columns. */
  #ordered = true;
  #changed = 0;
  #striped = false;
  #open: boolean | undefined;
  #top = Number.NaN;
  #index = -1;

  /** @param like a {@link plain} row, of which it becomes a copy: that takes half of the time in which one is made */
  constructor(like?: RowView) {
    const parts = like && copyOf(like.#parts);
    this.#parts = parts ?? madeParts();
    if (!like || !parts) return;
    this.#chevron = parts.gutter.firstElementChild ?? undefined;
    this.#pinned = copyCells(like.#pinned, parts.gutter);
    this.#cells = copyCells(like.#cells, parts.pin);
    this.#first = like.#first;
    this.#columnStamp = like.#columnStamp;
    this.#waiting = like.#waiting;
    this.#marked = like.#marked;
    this.#top = like.#top;
    this.#index = like.#index;
    this.#striped = like.#striped;
    this.#open = like.#open;
  }

  get element(): HTMLElement {
    return this.#parts.element;
  }

  /** Pixels from where rows are placed. */
  get top(): number {
    return this.#top;
  }

  /** Nothing in it is selected, found, under the pointer or compared: a copy is a row like any other. */
  get plain(): boolean {
    return this.#ordered && this.element.querySelector(special) === null;
  }

  /** Its values are not there yet. */
  get waiting(): boolean {
    return this.#waiting;
  }

  /** Stands for this row from now on. */
  use(row: number): void {
    this.row = row;
    this.#valueStamp = -1;
    const striped = row % 2 === 1;
    if (striped !== this.#striped) this.element.classList.toggle('alt', (this.#striped = striped));
    this.#parts.number.data = rowNumber(row + 1);
  }

  /** Its number among all rows of the grid, headings too, from 1. */
  number(index: number): void {
    if (index !== this.#index) this.element.setAttribute('aria-rowindex', String((this.#index = index)));
  }

  at(top: number): void {
    if (top !== this.#top) this.element.style.transform = `translateY(${(this.#top = top)}px)`;
  }

  /** Fills what is not filled yet. */
  draw(
    source: RowSource,
    columns: GridColumns,
    drawn: DrawnColumns,
    look: CellLook,
    valueStamp: number,
  ): void {
    const fresh = valueStamp !== this.#valueStamp || this.#waiting;
    const waiting = fresh && !source.has(this.row);
    const kept = this.#arrange(columns, drawn);
    if (waiting !== this.#waiting) {
      this.#waiting = waiting;
      toggleAttribute(this.element, 'aria-busy', waiting ? 'true' : undefined);
    }
    this.#valueStamp = valueStamp;
    const changed = drawn.stamp !== this.#columnStamp;
    this.#columnStamp = drawn.stamp;
    if (waiting) return;
    if (fresh) this.#change(source.changeOf(this.row));
    this.#pinned.forEach((cell, position) => {
      if (fresh || changed) this.#fill(cell, source, columns, position, look);
    });
    this.#cells.forEach((cell, i) => {
      const position = drawn.first + i;
      if (fresh || changed || !kept(position)) this.#fill(cell, source, columns, position, look);
    });
  }

  /** Whether the row is open, and what of it the selection covers. */
  mark(range: SelectedRange, active: CellPlace, single: boolean, open: boolean | undefined): void {
    if (open !== this.#open) {
      this.#open = open;
      toggleAttribute(this.#parts.gutter, 'aria-expanded', open === undefined ? undefined : String(open));
    }
    const selected = this.row >= range.top && this.row <= range.bottom;
    const isActive = this.row === active.row;
    if (!selected && !isActive && !this.#marked) return;
    this.#marked = selected || isActive;
    this.#parts.gutter.classList.toggle('insel', selected);
    let inRow = selected ? mark.selected | (single ? 0 : mark.range) : 0;
    if (selected && this.row === range.top) inRow |= mark.top;
    if (selected && this.row === range.bottom) inRow |= mark.bottom;
    const activeAt = isActive ? active.column : -1;
    this.#pinned.forEach((cell, position) => cell.setMarks(marksAt(position, inRow, range, activeAt)));
    this.#cells.forEach((cell, i) => cell.setMarks(marksAt(this.#first + i, inRow, range, activeAt)));
  }

  /** Tells what became of the row since the pinned result. */
  #change(change: number): void {
    if (change === this.#changed) return;
    this.#changed = change;
    const [name, word] = changeNames[change] ?? [];
    for (const [other] of changeNames) {
      if (other !== undefined) this.element.classList.toggle(other, other === name);
    }
    toggleAttribute(this.#parts.gutter, 'aria-description', word);
    toggleAttribute(this.#parts.gutter, 'title', word);
  }

  /** Cells stand in the document in the order of their columns; while it scrolls they may not. */
  order(): void {
    const elements = [this.#parts.pin, ...this.#cells.map(({ element }) => element)];
    putInOrder(this.element, elements, (element) => element === this.#parts.pin);
    this.#ordered = true;
  }

  /** A cell in view. */
  viewAt(position: number): CellView | undefined {
    return this.#pinned[position] ?? this.#cells[position - this.#first];
  }

  /** Puts as many cells where the columns are; tells which of them stood for the same column before. */
  #arrange(columns: GridColumns, drawn: DrawnColumns): (position: number) => boolean {
    const moved = drawn.stamp !== this.#columnStamp;
    if (!moved && drawn.first === this.#first && drawn.last === this.#first + this.#cells.length) {
      return () => true;
    }
    const before = { first: this.#first, last: this.#first + this.#cells.length };
    if (moved) this.#arrangePinned(columns, drawn);
    this.#shift(drawn);
    this.#cells.forEach((cell, i) => this.#place(cell, columns, drawn.first + i, drawn.gutter));
    return (position) => position >= before.first && position < before.last;
  }

  #arrangePinned(columns: GridColumns, { pinned, gutter, opens }: DrawnColumns): void {
    while (this.#pinned.length > pinned) this.#pinned.pop()?.element.remove();
    while (this.#pinned.length < pinned) {
      const cell = new CellView();
      this.#pinned.push(cell);
      this.#parts.pin.append(cell.element);
    }
    this.#pinned.forEach((cell, position) => this.#place(cell, columns, position, gutter));
    this.#parts.gutter.style.width = `${gutter}px`;
    this.#parts.pin.style.width = `${gutter + columns.layout.start(pinned)}px`;
    this.element.style.width = `${gutter + columns.layout.total}px`;
    if (opens) this.#parts.gutter.prepend((this.#chevron ??= icon('chevron', 'tw')));
    else this.#chevron?.remove();
  }

  /** Cells of columns that went out of view are used for those that came, so that those that stay are left alone. */
  #shift({ first, last }: DrawnColumns): void {
    const kept = this.#cells.filter((_, i) => this.#first + i >= first && this.#first + i < last);
    const free = this.#cells.filter((cell) => !kept.includes(cell));
    const before = this.#first;
    const at = (position: number): CellView | undefined =>
      position >= before ? this.#cells[position - before] : undefined;
    const next: CellView[] = [];
    for (let position = first; position < last; position++) {
      const cell = at(position) ?? free.pop() ?? this.#add();
      if (!kept.includes(cell)) cell.setMarks(0);
      next.push(cell);
    }
    for (const { element } of free) element.remove();
    this.#ordered = this.#cells.length === 0;
    this.#cells = next;
    this.#first = first;
    this.#marked = true;
  }

  #add(): CellView {
    const cell = new CellView();
    this.element.append(cell.element);
    return cell;
  }

  #place(cell: CellView, { layout }: GridColumns, position: number, gutter: number): void {
    cell.place(position + 2, gutter + layout.start(position), layout.width(position));
  }

  #fill(cell: CellView, source: RowSource, columns: GridColumns, position: number, look: CellLook): void {
    const column = columns.at(position);
    if (!column) return;
    const index = columns.indexAt(position);
    cell.fill(column, source.cell(this.row, index), look, source.cellChanged(this.row, index));
    const holder = column.kind === 'image' ? cell.pictureHolder : undefined;
    if (holder) look.picture?.(holder, this.row, position);
  }
}

function marksAt(position: number, inRow: number, { left, right }: SelectedRange, active: number): number {
  let marks = 0;
  if (inRow !== 0 && position >= left && position <= right) {
    marks = inRow;
    if (position === left) marks |= mark.left;
    if (position === right) marks |= mark.right;
  }
  return position === active ? marks | mark.active : marks;
}

function madeParts(): RowParts {
  const number = document.createTextNode('');
  const gutter = el('div', 'gc gut', { role: 'rowheader', 'aria-colindex': '1' }, number);
  const pin = el('div', 'pin', { role: 'presentation' }, gutter);
  return { element: el('div', 'gr', { role: 'row' }, pin), pin, gutter, number };
}

function copyOf(parts: RowParts): RowParts | undefined {
  const element = parts.element.cloneNode(true);
  const pin = element.firstChild;
  const gutter = pin?.firstChild;
  const number = gutter?.lastChild;
  const isRow = element instanceof HTMLElement && pin instanceof HTMLElement;
  if (!isRow || !(gutter instanceof HTMLElement) || !(number instanceof Text)) return undefined;
  return { element, pin, gutter, number };
}

/** @param before what stands before the first of the copied cells */
function copyCells(cells: readonly CellView[], before: Element): CellView[] {
  let element: Element = before;
  return cells.flatMap((cell) => {
    element = element.nextElementSibling ?? element;
    return element instanceof HTMLElement ? cell.copy(element) : [];
  });
}
