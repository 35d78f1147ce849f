import type { SelectedCells } from '../../../core/results/questions';
import type { SortKey } from '../../../core/results/view';
import { el, holdsFocus, toggleAttribute } from '../dom';
import { GridBody } from './body';
import { GridColumns } from './columns';
import type {
  Anchor,
  CellPlace,
  FilterRow,
  FoundText,
  GridActions,
  GridControl,
  RowSource,
  SourceChange,
} from './contract';
import { RowDetails } from './details';
import { finderOf } from './found';
import { GridHead } from './head';
import { GridInput } from './input';
import { RowOpener } from './opener';
import { Pictures } from './pictures';
import { RowHeights } from './rowHeights';
import { GridSelection } from './selection';
import { Viewport } from './viewport';
import { ColumnWidths } from './widths';
import './grid.css';

const rowHeight = 22;
/** Milliseconds in which rows follow their columns, if there are any. */
const rowsBehind = 50;
/** Rows that are drawn beyond the view, but for a jump: nobody knows where the view goes next. */
const overscan = 1;

/**
 * The grid: one focusable element with the roles of a grid, of whose cells only those in view exist. Focus stays
 * on it and `aria-activedescendant` names the active cell, so that scrolling never takes the focus away.
 */
export class ResultGrid implements GridControl {
  readonly element = el('div', 'grid', {
    role: 'grid',
    tabindex: '0',
    'aria-label': 'Rows',
    'aria-multiselectable': 'true',
  });
  readonly columns = new GridColumns();
  readonly #selection = new GridSelection();
  readonly #heights = new RowHeights(rowHeight);
  readonly #details = new RowDetails(this.#heights);
  readonly #spacer = el('div', 'spacer', { role: 'presentation' });
  readonly #source: RowSource;
  readonly #actions: GridActions;
  readonly #head: GridHead;
  readonly #body: GridBody;
  readonly #view: Viewport;
  readonly #widths: ColumnWidths;
  readonly #opener: RowOpener;
  readonly #input: GridInput;
  readonly #pictures: Pictures;
  #frame = 0;
  #later: ReturnType<typeof setTimeout> | undefined;
  /** Changes with the columns: which, where, how wide. */
  #stamp = 0;
  #opens = false;
  #drawnRows = 0;
  /** Schema index of the active cell's column: it stays active when columns move. */
  #activeColumn = 0;

  /** @param font an element in the document whose font is the grid's */
  constructor(source: RowSource, font: HTMLElement, actions: GridActions) {
    this.#source = source;
    this.#actions = actions;
    this.#pictures = new Pictures(source);
    this.#head = new GridHead(source, this.columns);
    const takeFocus = (): void => this.focus();
    const redraw = (): void => this.#schedule();
    this.#body = new GridBody(
      source,
      this.columns,
      this.#selection,
      this.#heights,
      this.#details,
      takeFocus,
      redraw,
    );
    this.#body.look.picture = (holder, row, position): void =>
      this.#pictures.show(holder, { row, column: this.columns.indexAt(position) });
    this.#spacer.append(this.#body.element);
    this.element.append(this.#head.element, this.#spacer);
    this.#view = new Viewport(this.element, this.#head.element, this.columns, this.#heights, () =>
      this.#scrolled(),
    );
    this.#widths = new ColumnWidths(font, this.#view, () => {
      this.#stamp++;
      this.#schedule();
    });
    this.#opener = new RowOpener(
      source,
      this.#details,
      actions,
      (row) => this.#opened(row),
      () => this.formatted,
      takeFocus,
    );
    this.#input = this.#listen();
    source.onChange((change) => this.#sourceChanged(change));
    this.columns.onChange(() => this.#columnsChanged());
    new ResizeObserver(() => this.#schedule()).observe(this.element);
  }

  #listen(): GridInput {
    return new GridInput({
      grid: this,
      head: this.#head.element,
      rows: this.#body.element,
      source: this.#source,
      columns: this.columns,
      selection: this.#selection,
      viewport: this.#view,
      details: this.#details,
      opener: this.#opener,
      actions: this.#actions,
      select: (change) => this.#select(change),
      reveal: () => this.#reveal(),
    });
  }

  get formatted(): boolean {
    return this.#body.look.formatted;
  }

  setFormatted(formatted: boolean): void {
    this.#body.look.formatted = formatted;
    this.#refill();
  }

  setSort(sort: readonly SortKey[]): void {
    this.#head.setSort(sort);
    this.#schedule();
  }

  setFiltered(columns: readonly number[]): void {
    this.#head.setFiltered(columns);
    this.#schedule();
  }

  setFilterRow(row: FilterRow | undefined): void {
    this.#head.setFilterRow(row);
    this.#schedule();
  }

  focusFilter(column: number): void {
    const position = this.columns.positionOf(column);
    if (position < 0) return;
    this.#view.revealColumn(position);
    this.draw();
    const control = this.#head.filterCell(column)?.querySelector<HTMLElement>('input, button, [tabindex]');
    control?.focus({ preventScroll: true });
  }

  setFound(found: FoundText | undefined): void {
    this.#body.look.finder = found && finderOf(found);
    this.#refill();
  }

  get active(): CellPlace {
    return this.#outside(this.#selection.active);
  }

  get single(): boolean {
    return this.#selection.single;
  }

  get selected(): SelectedCells | undefined {
    const { top, bottom, left, right } = this.#selection.range;
    const columns = this.columns.shown.slice(Math.max(0, left), right + 1);
    if (bottom < top || columns.length === 0) return undefined;
    return { version: this.#source.version, top, bottom, columns };
  }

  goTo({ row, column }: CellPlace): void {
    const position = this.columns.positionOf(column);
    if (position < 0) return;
    this.#select(() => this.#selection.moveTo({ row, column: position }, false));
    this.#reveal();
  }

  selectColumn(column: number): void {
    const position = this.columns.positionOf(column);
    if (position >= 0) this.#select(() => this.#selection.selectColumns(position, position));
  }

  selectAll(): void {
    this.#select(() => this.#selection.selectAll());
  }

  copy(headings: boolean): void {
    const cells = this.selected;
    if (cells) this.#actions.copy(cells, headings);
  }

  fit(column: number): void {
    const { first, last } = this.#view.scroll.visible(0);
    this.columns.setWidth(column, this.#widths.fit(this.#source, column, this.formatted, first, last));
  }

  toggleDetail(place: CellPlace): void {
    this.#opener.toggleCell(place);
  }

  anchorOf(column: number): Anchor {
    return anchorAt(this.#head.element.querySelector(`[data-column="${column}"]`) ?? this.element);
  }

  get scroll(): { readonly row: number; readonly left: number } {
    return { row: this.#view.scroll.anchor.row, left: this.element.scrollLeft };
  }

  scrollTo({ row, left }: { readonly row: number; readonly left: number }): void {
    this.draw();
    this.#view.scroll.anchorTo({ row, above: 0 });
    this.element.scrollLeft = left;
    this.#view.placeBar();
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  draw(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#later);
    this.#frame = 0;
    this.#later = undefined;
    const { rows } = this.#source;
    this.#drawnRows = rows;
    // More digits of row numbers, or less room for pinned columns, move all columns.
    const before = this.#view.fixed;
    this.#view.measure(rows, this.#opens);
    if (this.#view.fixed !== before) this.#stamp++;
    this.#widths.moved();
    const beyond = this.#body.isFar(this.#view.scroll.visible(0)) ? 0 : overscan;
    const area = this.#view.area(beyond, this.#stamp, this.#opens, this.#head.rows);
    this.#source.show(area.first, area.last);
    this.#spacer.style.height = `${this.#view.scroll.spacer}px`;
    this.#spacer.style.width = this.#head.element.style.width = `${this.#view.fullWidth}px`;
    this.#head.draw(area.columns);
    this.#body.draw(area);
    toggleAttribute(this.element, 'aria-rowcount', String(rows + this.#head.rows));
    toggleAttribute(this.element, 'aria-colcount', String(this.columns.shown.length + 1));
    this.#mark();
  }

  #sourceChanged(change: SourceChange): void {
    const { schema, rows } = this.#source;
    if (change === 'cleared' || change === 'arranged') {
      if (holdsFocus(this.#spacer)) this.focus();
      this.#details.clear();
      this.#pictures.clear();
      this.#input.moved();
      this.#body.invalidate();
    }
    if (change === 'cleared') {
      this.#head.clear();
      this.#selection.reset();
      this.element.scrollTop = this.element.scrollLeft = 0;
      this.#view.scroll.scrolled(0);
    }
    if (change === 'schema' || change === 'cleared') {
      this.columns.setSchema(schema.columns);
      this.#opens = schema.columns.some(({ kind }) => kind === 'rows');
      this.#stamp++;
    }
    const from = change === 'rows' ? this.#view.visibleColumns().first : 0;
    if (rows > 0) this.#widths.guess(this.#source, this.columns, this.formatted, from);
    this.#selection.resize(rows, this.columns.shown.length);
    // Rows come right behind their columns: what was drawn without them would be drawn again at once.
    if (change === 'schema' && rows === 0) this.#later ??= setTimeout(() => this.#schedule(), rowsBehind);
    else if (change !== 'rows' || rows !== this.#drawnRows || this.#body.waits) this.#schedule();
  }

  #columnsChanged(): void {
    const position = this.columns.positionOf(this.#activeColumn);
    const { row, column } = this.#selection.active;
    this.#stamp++;
    this.#selection.resize(this.#source.rows, this.columns.shown.length);
    if (position >= 0 && position !== column) {
      this.#select(() => this.#selection.moveTo({ row, column: position }, false));
    }
    this.#actions.columnsChanged();
    this.#schedule();
  }

  #scrolled(): void {
    this.#input.moved();
    this.#schedule();
  }

  #refill(): void {
    this.#input.moved();
    this.#body.invalidate();
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.draw());
  }

  #select(change: () => void): void {
    change();
    this.#activeColumn = this.columns.indexAt(this.#selection.active.column);
    this.#body.mark();
    this.#mark();
    this.#actions.selectionChanged();
  }

  #mark(): void {
    const { left, right } = this.#selection.range;
    this.#head.mark(left, right);
    const there = this.#body.cellAt(this.#selection.active) !== undefined;
    toggleAttribute(this.element, 'aria-activedescendant', there ? 'active-cell' : undefined);
  }

  #reveal(): void {
    const { row, column } = this.#selection.active;
    this.#view.scroll.reveal(row);
    this.#view.revealColumn(column);
    this.#view.placeBar();
    this.draw();
  }

  /** The height of what is open under a row has changed. */
  #opened(row: number): void {
    this.#view.resize(this.#source.rows);
    this.#view.scroll.revealOpen(row);
    this.#spacer.style.height = `${this.#view.scroll.spacer}px`;
    this.#view.placeBar();
    this.draw();
  }

  #outside({ row, column }: CellPlace): CellPlace {
    return { row, column: this.columns.indexAt(column) };
  }
}

function anchorAt(element: Element): Anchor {
  const { left, top, bottom } = element.getBoundingClientRect();
  return { left, top, bottom };
}
