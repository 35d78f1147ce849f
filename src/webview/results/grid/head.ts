import type { SortKey } from '../../../core/results/view';
import { el, setText, toggleAttribute } from '../dom';
import { icon } from '../icons';
import type { Band } from './bands';
import type { GridColumns } from './columns';
import type { FilterRow, RowSource } from './contract';
import { Heading } from './heading';
import { HeadStrip } from './headStrip';
import type { DrawnColumns } from './rowView';

/** What stands over the rows: bands, headings, filters. Only what is in view of them exists. */
export class GridHead {
  readonly element = el('div', 'ghead', { role: 'rowgroup' });
  readonly #corner = el('div', 'hc corner', { role: 'columnheader', 'aria-colindex': '1' }, '#');
  readonly #headings: HeadStrip;
  readonly #filters: HeadStrip;
  readonly #bands = el('div', 'gb', { role: 'row' });
  readonly #views = new Map<number, Heading>();
  readonly #filterCells = new Map<number, HTMLElement>();
  #filterRow: FilterRow | undefined;
  #sort: readonly SortKey[] = [];
  #filtered: readonly number[] = [];
  #selected = { left: 0, right: -1 };
  #bandsOf: readonly Band[] | undefined;
  #bandStamp = -1;

  constructor(
    private readonly source: RowSource,
    private readonly columns: GridColumns,
  ) {
    this.#corner.setAttribute('aria-label', 'Row number');
    this.#headings = new HeadStrip('gh', this.#corner);
    const corner = el('div', 'fc gut', { role: 'gridcell', 'aria-colindex': '1' }, icon('filter', 's'));
    corner.setAttribute('aria-label', 'Filters');
    this.#filters = new HeadStrip('gf', corner);
    this.element.append(this.#headings.element);
  }

  /** Rows of it, as assistive technology counts them. */
  get rows(): number {
    return 1 + (this.#bandsOf?.length ? 1 : 0) + (this.#filterRow ? 1 : 0);
  }

  setSort(sort: readonly SortKey[]): void {
    this.#sort = sort;
    this.#headings.invalidate();
  }

  setFiltered(columns: readonly number[]): void {
    this.#filtered = columns;
    this.#headings.invalidate();
  }

  setFilterRow(row: FilterRow | undefined): void {
    this.#filterRow = row;
    this.#filterCells.clear();
    this.#filters.invalidate();
    if (row) this.element.append(this.#filters.element);
    else this.#filters.element.remove();
  }

  filterCell(column: number): HTMLElement | undefined {
    return this.#filterCells.get(column);
  }

  /** Another result, whose columns have nothing to do with those before. */
  clear(): void {
    this.#views.clear();
    this.#filterCells.clear();
    this.#headings.invalidate();
    this.#filters.invalidate();
  }

  draw(drawn: DrawnColumns): void {
    this.#drawBands(drawn);
    this.#headings.draw(this.columns, drawn, (column, position) => this.#heading(column, position));
    const row = this.#filterRow;
    if (row) this.#filters.draw(this.columns, drawn, (column) => this.#filter(row, column));
    [...this.element.children].forEach((strip, i) => toggleAttribute(strip, 'aria-rowindex', String(i + 1)));
  }

  /** Marks the headings of the selected columns, by position. */
  mark(left: number, right: number): void {
    if (left === this.#selected.left && right === this.#selected.right) return;
    this.#selected = { left, right };
    for (const [column, heading] of this.#views) {
      const position = this.columns.positionOf(column);
      heading.select(position >= left && position <= right);
    }
  }

  #heading(index: number, position: number): HTMLElement {
    const column = this.source.schema.columns[index];
    if (!column) return el('div');
    const heading = this.#views.get(index) ?? new Heading(column, index);
    this.#views.set(index, heading);
    const at = this.#sort.findIndex((key) => key.column === index);
    heading.show(column, {
      sort: at < 0 ? undefined : this.#sort[at]?.descending ? 'descending' : 'ascending',
      rank: this.#sort.length > 1 ? at + 1 : 0,
      filtered: this.#filtered.includes(index),
      pinned: position < this.columns.pinned,
      selected: position >= this.#selected.left && position <= this.#selected.right,
      inBand: this.columns.bands.some(({ from, to }) => position >= from && position < to),
    });
    return heading.element;
  }

  #filter(row: FilterRow, index: number): HTMLElement {
    const known = this.#filterCells.get(index);
    if (known) return known;
    const filter = row.cell(index);
    // One that somebody types in would lose the focus if it were put elsewhere.
    const cell = filter.parentElement ?? el('div', 'fc', { role: 'gridcell' }, filter);
    this.#filterCells.set(index, cell);
    return cell;
  }

  #drawBands(drawn: DrawnColumns): void {
    if (this.#bandStamp === drawn.stamp) return;
    this.#bandStamp = drawn.stamp;
    const { bands } = this.columns;
    this.#bandsOf = bands;
    this.element.classList.toggle('banded', bands.length > 0);
    if (bands.length === 0) return this.#bands.remove();
    const { pinned, gutter } = drawn;
    const pin = el('div', 'pin', { role: 'presentation' });
    pin.style.width = `${gutter + this.columns.layout.start(pinned)}px`;
    const draw = (some: readonly Band[]): HTMLElement[] => some.map((band) => this.#band(band, drawn));
    pin.append(...draw(bands.filter(({ from }) => from < pinned)));
    this.#bands.replaceChildren(pin, ...draw(bands.filter(({ from }) => from >= pinned)));
    this.element.prepend(this.#bands);
  }

  #band({ record, from, to, collapsed }: Band, { gutter, pinned }: DrawnColumns): HTMLElement {
    const { layout } = this.columns;
    const name = el('span', 'ell');
    setText(name, record);
    const words = collapsed ? 'Show the columns of' : 'Show as one column:';
    const element = el(
      'div',
      'band',
      {
        role: 'columnheader',
        'data-record': record,
        'aria-colindex': String(from + 2),
        'aria-colspan': String(to - from),
        'aria-expanded': String(!collapsed),
        title: `${words} ${record}`,
      },
      el('span', 'in', {}, icon(collapsed ? 'chevron' : 'chevronDown', 's'), icon('lookup', 's'), name),
    );
    element.style.left = `${gutter + layout.start(from)}px`;
    element.style.width = `${layout.start(to) - layout.start(from)}px`;
    const inner = element.firstElementChild;
    if (inner instanceof HTMLElement && from >= pinned) {
      inner.style.left = `${gutter + layout.start(pinned)}px`;
    }
    return element;
  }
}
