import type { RowHeights } from './rowHeights';

/** Something that is open under a row. */
export interface RowDetail {
  readonly element: HTMLElement;
  /** What it shows: opening the same again closes it. */
  readonly key: string;
  /** Pixels that it takes once it stands in the document. */
  measure(): number;
  at(top: number): void;
}

/** Which rows have something open under them, one thing each. */
export class RowDetails {
  readonly #heights: RowHeights;
  readonly #details = new Map<number, RowDetail>();

  constructor(heights: RowHeights) {
    this.#heights = heights;
  }

  of(row: number): RowDetail | undefined {
    return this.#details.get(row);
  }

  has(row: number): boolean {
    return this.#details.has(row);
  }

  /** It has the height of a row until it is {@link measure}d. */
  open(row: number, detail: RowDetail): void {
    this.#details.get(row)?.element.remove();
    this.#details.set(row, detail);
    this.#heights.set(row, this.#heights.rowHeight);
  }

  measure(row: number): void {
    const detail = this.#details.get(row);
    if (detail) this.#heights.set(row, Math.max(this.#heights.rowHeight, detail.measure()));
  }

  close(row: number): void {
    this.#details.get(row)?.element.remove();
    this.#details.delete(row);
    this.#heights.set(row, 0);
  }

  clear(): void {
    for (const { element } of this.#details.values()) element.remove();
    this.#details.clear();
    this.#heights.clear();
  }

  /** The row under which an element stands. */
  rowOf(element: Element): number | undefined {
    for (const [row, detail] of this.#details) if (detail.element.contains(element)) return row;
    return undefined;
  }
}
