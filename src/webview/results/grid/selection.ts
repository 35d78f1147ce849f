import type { CellPlace } from './contract';

export type { CellPlace } from './contract';

/** A rectangle of cells, both ends included; columns are positions among those on view. */
export interface SelectedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The active cell, and the rectangle from the anchor to it. Columns are positions among those on view. */
export class GridSelection {
  #active: CellPlace = { row: 0, column: 0 };
  #anchor: CellPlace = { row: 0, column: 0 };
  #rows = 0;
  #columns = 0;
  /** Ctrl+A selects rows that load later, too, until the selection changes. */
  #all = false;

  get active(): CellPlace {
    return this.#active;
  }

  get anchor(): CellPlace {
    return this.#anchor;
  }

  get range(): SelectedRange {
    if (this.#all) return { top: 0, left: 0, bottom: this.#rows - 1, right: this.#columns - 1 };
    return {
      top: Math.min(this.#active.row, this.#anchor.row),
      left: Math.min(this.#active.column, this.#anchor.column),
      bottom: Math.max(this.#active.row, this.#anchor.row),
      right: Math.max(this.#active.column, this.#anchor.column),
    };
  }

  get single(): boolean {
    const { top, left, bottom, right } = this.range;
    return top === bottom && left === right;
  }

  resize(rows: number, columns: number): void {
    this.#rows = rows;
    this.#columns = columns;
    this.#active = this.#inside(this.#active);
    this.#anchor = this.#inside(this.#anchor);
  }

  /** Makes a cell the active one; with `extend` the anchor stays. A place outside becomes the nearest inside. */
  moveTo(place: CellPlace, extend: boolean): void {
    this.#all = false;
    this.#active = this.#inside(place);
    if (!extend) this.#anchor = this.#active;
  }

  selectAll(): void {
    this.#all = true;
  }

  selectRows(from: number, to: number): void {
    this.#all = false;
    this.#anchor = this.#inside({ row: from, column: this.#columns - 1 });
    this.#active = this.#inside({ row: to, column: 0 });
  }

  selectColumns(from: number, to: number): void {
    this.#all = false;
    this.#anchor = this.#inside({ row: this.#rows - 1, column: from });
    this.#active = this.#inside({ row: 0, column: to });
  }

  /** One cell again, the active one. */
  collapse(): void {
    this.moveTo(this.#active, false);
  }

  reset(): void {
    this.moveTo({ row: 0, column: 0 }, false);
  }

  #inside({ row, column }: CellPlace): CellPlace {
    return {
      row: Math.max(0, Math.min(this.#rows - 1, row)),
      column: Math.max(0, Math.min(this.#columns - 1, column)),
    };
  }
}
