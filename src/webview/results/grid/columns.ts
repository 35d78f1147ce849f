import { standInsForRecords } from '../../../core/results/expandedRecords';
import type { ResultColumn } from '../../../core/results/model';
import { bandOf, bandsOf } from './bands';
import type { Band } from './bands';
import { ColumnLayout } from './columnLayout';
import { ColumnMemory } from './columnState';
import type { ColumnModel, ColumnsState, ColumnView } from './contract';

const unmeasured = 120;
/** Widths of headings alone, of columns of which no value was seen yet. */
type Provisional = Map<number, number>;

/** The columns on view. Inside the grid a column is mostly its position among them, from 0 at the left. */
export class GridColumns implements ColumnModel {
  readonly layout = new ColumnLayout();
  readonly #memory = new ColumnMemory();
  readonly #listeners = new Set<() => void>();
  #schema: readonly ResultColumn[] = [];
  /** Columns that are never on view. */
  #standIns: ReadonlySet<number> = new Set();
  #all: readonly ColumnView[] = [];
  #shown: readonly number[] = [];
  #positions = new Map<number, number>();
  #provisional: Provisional = new Map();
  #pinnedShown = 0;
  #room = Number.POSITIVE_INFINITY;
  #bands: readonly Band[] | undefined;

  get all(): readonly ColumnView[] {
    return this.#all;
  }

  get shown(): readonly number[] {
    return this.#shown;
  }

  get state(): ColumnsState {
    return this.#memory.state;
  }

  /** How many, from the left, stay in view while the others scroll: those that leave room for others. */
  get pinned(): number {
    let fits = 0;
    while (fits < this.#pinnedShown && this.layout.start(fits + 1) <= this.#room) fits++;
    return fits;
  }

  get bands(): readonly Band[] {
    if (!this.#bands) {
      const names = this.#shown.map((index) => this.#schema[index]?.name ?? '');
      this.#bands = bandsOf(names, this.pinned, this.#memory.collapsed);
    }
    return this.#bands;
  }

  /** Pixels that pinned columns may take. */
  set room(pixels: number) {
    if (pixels === this.#room) return;
    this.#room = pixels;
    this.#bands = undefined;
  }

  at(position: number): ResultColumn | undefined {
    return this.#schema[this.#shown[position] ?? -1];
  }

  /** Schema index of the column at a position. */
  indexAt(position: number): number {
    return this.#shown[position] ?? -1;
  }

  /** -1 where it is hidden. */
  positionOf(column: number): number {
    return this.#positions.get(column) ?? -1;
  }

  setSchema(columns: readonly ResultColumn[]): void {
    if (columns.length < this.#schema.length) this.#provisional = new Map();
    this.#schema = columns;
    this.#standIns = standInsForRecords(columns);
    this.#arrange();
  }

  /**
   * A width that was found, not chosen: nobody is told.
   * @param sure a value of the column was seen
   */
  guessWidth(column: number, width: number, sure: boolean): void {
    const name = this.#schema[column]?.name;
    if (name === undefined) return;
    if (sure) this.#memory.widths.set(name, width);
    else this.#provisional.set(column, width);
  }

  hasWidth(column: number): boolean {
    return this.#memory.widths.has(this.#schema[column]?.name ?? '');
  }

  hasGuess(column: number): boolean {
    return this.#provisional.has(column);
  }

  /** After {@link guessWidth}. */
  measured(): void {
    this.#arrange();
  }

  restore(state: Partial<ColumnsState>): void {
    this.#memory.restore(state);
    this.#change();
  }

  hide(column: number, hidden: boolean): void {
    if (hidden && this.#shown.length === 1 && this.#shown[0] === column) return;
    this.#toggle(this.#memory.hidden, column, hidden);
  }

  pin(column: number, pinned: boolean): void {
    this.#toggle(this.#memory.pinned, column, pinned);
  }

  move(column: number, before: number | undefined): void {
    const name = this.#schema[column]?.name;
    if (name === undefined || column === before) return;
    const order = this.#all.map((view) => view.column.name);
    this.#memory.move(name, before === undefined ? undefined : this.#schema[before]?.name, order);
    this.#change();
  }

  step(column: number, by: -1 | 1): boolean {
    const position = this.positionOf(column);
    const to = position + by;
    const neighbour = this.#shown[to];
    const pinned = position < this.#pinnedShown;
    if (position < 0 || neighbour === undefined || to < this.#pinnedShown !== pinned) return false;
    if (by < 0) this.move(column, neighbour);
    else this.move(column, this.#shown[to + 1]);
    return true;
  }

  setWidth(column: number, width: number): void {
    const name = this.#schema[column]?.name;
    if (name === undefined) return;
    const position = this.positionOf(column);
    if (position >= 0) this.layout.setWidth(position, width);
    this.#memory.widths.set(name, position >= 0 ? this.layout.width(position) : width);
    this.#change();
  }

  collapse(record: string, collapsed: boolean): void {
    if (collapsed) this.#memory.collapsed.add(record);
    else this.#memory.collapsed.delete(record);
    this.#change();
  }

  reset(): void {
    this.#memory.reset();
    this.#change();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #toggle(set: Set<string>, column: number, on: boolean): void {
    const name = this.#schema[column]?.name;
    if (name === undefined || set.has(name) === on) return;
    if (on) set.add(name);
    else set.delete(name);
    this.#change();
  }

  #change(): void {
    this.#arrange();
    for (const listener of this.#listeners) listener();
  }

  #arrange(): void {
    const views = this.#memory.arranged(this.#schema).flatMap((index) => this.#view(index));
    this.#all = [...views.filter(({ pinned }) => pinned), ...views.filter(({ pinned }) => !pinned)];
    const shown = this.#withoutCollapsed(this.#all.filter(({ hidden }) => !hidden));
    this.#shown = shown.map(({ index }) => index);
    this.#positions = new Map(this.#shown.map((index, position) => [index, position]));
    this.#pinnedShown = shown.filter(({ pinned }) => pinned).length;
    this.layout.setWidths(shown.map(({ width }) => width));
    this.#bands = undefined;
  }

  #view(index: number): ColumnView[] {
    const column = this.#schema[index];
    if (!column || this.#standIns.has(index)) return [];
    const { hidden, pinned, widths } = this.#memory;
    const { name } = column;
    const width = widths.get(name) ?? this.#provisional.get(index) ?? unmeasured;
    return [{ index, column, pinned: pinned.has(name), hidden: hidden.has(name), width }];
  }

  /** Of a record that is shown as one column only the first stays. */
  #withoutCollapsed(views: readonly ColumnView[]): ColumnView[] {
    const { collapsed } = this.#memory;
    if (collapsed.size === 0) return [...views];
    const seen = new Set<string>();
    return views.filter(({ column }) => {
      const record = bandOf(column.name);
      if (record === undefined || !collapsed.has(record)) return true;
      if (seen.has(record)) return false;
      seen.add(record);
      return true;
    });
  }
}
