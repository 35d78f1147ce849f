import type { RowStore } from '../../../core/results/rowStore';
import { rangeToTsv } from '../../../core/results/tsv';
import type { TsvResult } from '../../../core/results/tsv';
import { el, toggleAttribute } from '../dom';
import { ColumnLayout } from './columnLayout';
import { GridHeader } from './header';
import { gridCommand } from './keys';
import type { GridCommand } from './keys';
import { ColumnMeasure } from './measure';
import { GridRows, rowHeight } from './rows';
import { RowHeights } from './rowHeights';
import type { DrawnArea } from './rows';
import { GridSelection } from './selection';
import type { CellPlace } from './selection';
import { VirtualScroll } from './virtualScroll';

export interface GridActions {
  copy(copied: TsvResult & { readonly columns: number }): void;
  selectionChanged(): void;
  /** A width was chosen by the user. */
  widthsChanged(): void;
}

/** Still rows after the last scroll, in milliseconds, until the scroll bar is put where it belongs. */
const settleAfter = 150;

/**
 * The grid: one focusable element with the roles of a grid, of whose cells only those in view exist. Focus stays
 * on it and `aria-activedescendant` names the active cell, so that scrolling never takes the focus away.
 */
export class Grid {
  readonly element = el('div', 'grid', {
    role: 'grid',
    tabindex: '0',
    'aria-label': 'Rows',
    'aria-multiselectable': 'true',
  });
  readonly selection = new GridSelection();
  readonly #store: RowStore;
  readonly #actions: GridActions;
  readonly #layout = new ColumnLayout();
  readonly #scroll = new VirtualScroll(new RowHeights(rowHeight));
  readonly #measure: ColumnMeasure;
  readonly #spacer = el('div', 'spacer', { role: 'presentation' });
  readonly #head = el('div', 'ghead', { role: 'rowgroup' });
  readonly #header: GridHeader;
  readonly #rows: GridRows;
  /** Widths that were chosen or guessed, by column name: they outlive a run. */
  readonly #widths = new Map<string, number>();
  #gutter = 0;
  #frame = 0;
  #settle = 0;
  #dragging: 'cells' | 'rows' | undefined;

  /** @param font an element in the document whose font is the grid's */
  constructor(store: RowStore, font: HTMLElement, actions: GridActions) {
    this.#store = store;
    this.#measure = new ColumnMeasure(font);
    this.#actions = actions;
    this.#rows = new GridRows(store, this.#layout, this.selection);
    this.#header = new GridHeader(this.#layout, {
      resize: (column, width) => this.#setWidth(column, width),
      fit: (column) => this.#fit(column),
      select: (column) => this.#select(() => this.selection.selectColumns(column, column)),
    });
    this.#head.append(this.#header.element);
    this.#spacer.append(this.#rows.element);
    this.element.append(this.#head, this.#spacer);
    this.#listen();
  }

  get formatted(): boolean {
    return this.#rows.formatted;
  }

  setFormatted(formatted: boolean): void {
    this.#rows.formatted = formatted;
    this.#redraw();
  }

  get widths(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#widths);
  }

  restoreWidths(widths: Readonly<Record<string, number>>): void {
    for (const [name, width] of Object.entries(widths)) this.#widths.set(name, width);
  }

  /** Another result: back to its beginning. */
  reset(): void {
    this.selection.reset();
    this.element.scrollTop = 0;
    this.element.scrollLeft = 0;
    this.#scroll.scrolled(0);
    this.refresh();
  }

  /** Rows or columns came. */
  refresh(): void {
    const { columns } = this.#store.schema;
    this.#gutter = Math.max(44, String(this.#store.rows).length * 8 + 26);
    this.#layout.setWidths(columns.map(({ name }, i) => this.#widthOf(name, i)));
    this.selection.resize(this.#store.rows, columns.length);
    this.element.setAttribute('aria-rowcount', String(this.#store.rows + 1));
    this.element.setAttribute('aria-colcount', String(columns.length + 1));
    this.#redraw();
  }

  #widthOf(name: string, column: number): number {
    const known = this.#widths.get(name);
    if (known !== undefined || this.#store.rows === 0) return known ?? 120;
    const guess = this.#measure.guess(this.#store, column, this.formatted);
    this.#widths.set(name, guess);
    return guess;
  }

  #listen(): void {
    this.element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('pointerdown', (event) => this.#down(event));
    this.element.addEventListener('pointermove', (event) => this.#over(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      this.element.addEventListener(end, () => (this.#dragging = undefined));
    }
    new ResizeObserver(() => this.#schedule()).observe(this.element);
  }

  #scrolled(): void {
    this.#scroll.scrolled(this.element.scrollTop);
    this.#schedule();
    if (!this.#scroll.scaled) return;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.#placeBar(), settleAfter);
  }

  #placeBar(): void {
    this.element.scrollTop = this.#scroll.barTop;
    this.#scroll.placed(this.element.scrollTop);
    this.#schedule();
  }

  #redraw(): void {
    this.#rows.invalidate();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  /** Draws at once what is in view. */
  draw(): void {
    const { clientHeight, clientWidth, scrollLeft } = this.element;
    this.#scroll.resize(this.#store.rows, clientHeight - this.#head.offsetHeight);
    const rows = this.#scroll.visible(3);
    const columns = this.#layout.visible(scrollLeft, scrollLeft + clientWidth - this.#gutter, 1);
    const area: DrawnArea = {
      firstRow: rows.first,
      lastRow: rows.last,
      firstColumn: columns.first,
      lastColumn: columns.last,
      gutter: this.#gutter,
      width: this.#gutter + this.#layout.total,
      shift: this.#scroll.shift,
    };
    this.#spacer.style.height = `${this.#scroll.spacer}px`;
    this.#spacer.style.width = this.#head.style.width = `${area.width}px`;
    this.#header.draw(this.#store.schema.columns, columns.first, columns.last, this.#gutter);
    this.#rows.draw(area);
    this.#marked();
  }

  #marked(): void {
    const { left, right } = this.selection.range;
    this.#header.mark(left, right);
    toggleAttribute(this.element, 'aria-activedescendant', this.#rows.hasActive ? 'active-cell' : undefined);
  }

  #select(change: () => void): void {
    change();
    this.#rows.mark();
    this.#marked();
    this.#actions.selectionChanged();
  }

  #key(event: KeyboardEvent): void {
    const size = {
      rows: this.#store.rows,
      columns: this.#store.schema.columns.length,
      page: this.#scroll.page,
    };
    const command = gridCommand(event, this.selection.active, size);
    if (!command || (command.command === 'collapse' && this.selection.single)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#run(command);
  }

  #run(command: GridCommand): void {
    const { active } = this.selection;
    switch (command.command) {
      case 'move':
        this.#select(() => this.selection.moveTo(command.to, command.extend));
        this.#reveal();
        break;
      case 'selectAll':
        this.#select(() => this.selection.selectAll());
        break;
      case 'selectRow':
        this.#select(() => this.selection.selectRows(active.row, active.row));
        break;
      case 'selectColumn':
        this.#select(() => this.selection.selectColumns(active.column, active.column));
        break;
      case 'collapse':
        this.#select(() => this.selection.collapse());
        break;
      case 'copy':
        this.copy(command.headings);
        break;
      case 'resize':
        this.#setWidth(active.column, this.#layout.width(active.column) + command.by);
        break;
    }
  }

  /** Hands the selection, as shown, to whoever owns the clipboard. */
  copy(headings: boolean): void {
    const { range } = this.selection;
    if (range.bottom < range.top || range.right < range.left) return;
    const copied = rangeToTsv(this.#store, range, { formatted: this.formatted, headings });
    this.#actions.copy({ ...copied, columns: range.right - range.left + 1 });
  }

  #reveal(): void {
    const { row, column } = this.selection.active;
    this.#scroll.reveal(row);
    this.#placeBar();
    const start = this.#layout.start(column);
    const view = this.element.clientWidth - this.#gutter;
    if (start < this.element.scrollLeft) this.element.scrollLeft = start;
    else if (start + this.#layout.width(column) > this.element.scrollLeft + view) {
      this.element.scrollLeft = Math.min(start, start + this.#layout.width(column) - view);
    }
    this.draw();
  }

  #down(event: PointerEvent): void {
    const place = event.button === 0 ? this.#rows.placeOf(event.target) : undefined;
    if (!place) return;
    this.#dragging = place.column < 0 ? 'rows' : 'cells';
    this.#choose(place, event.shiftKey);
  }

  #over(event: PointerEvent): void {
    const place = this.#rows.placeOf(event.target);
    if (!place) return;
    if (this.#dragging && event.buttons === 1) this.#choose(place, true);
    else this.#tip(event.target);
  }

  #choose(place: CellPlace, extend: boolean): void {
    if (this.#dragging === 'cells') {
      if (place.column >= 0) this.#select(() => this.selection.moveTo(place, extend));
      return;
    }
    const { top, bottom } = this.selection.range;
    const from = !extend ? place.row : this.selection.active.row === bottom ? top : bottom;
    this.#select(() => this.selection.selectRows(from, place.row));
  }

  /** A text that does not fit is told in full. */
  #tip(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.gc') : null;
    if (!cell || cell.title !== '') return;
    const inner = cell.querySelector('.cv > span, .ell') ?? cell;
    if (inner.scrollWidth > inner.clientWidth) cell.title = inner.textContent ?? '';
  }

  #fit(column: number): void {
    const { first, last } = this.#scroll.visible(0);
    this.#setWidth(column, this.#measure.fit(this.#store, column, this.formatted, first, last));
  }

  #setWidth(column: number, width: number): void {
    this.#layout.setWidth(column, width);
    const name = this.#store.schema.columns[column]?.name;
    if (name !== undefined) this.#widths.set(name, this.#layout.width(column));
    this.#actions.widthsChanged();
    this.#redraw();
  }
}
