import { el } from '../dom';
import type { DrawnArea } from './body';
import type { RowHeights } from './rowHeights';

/** Bars over rows whose values are on their way: one element over all that follow each other. */
export class Veils {
  readonly #veils: HTMLElement[] = [];

  constructor(private readonly rows: HTMLElement) {}

  /**
   * @param waiting rows in their order
   * @param origin offset from which rows are placed
   */
  draw(
    waiting: readonly number[],
    heights: RowHeights,
    origin: number,
    { left, width, columns }: DrawnArea,
  ): void {
    const runs = runsOf(waiting);
    while (this.#veils.length > runs.length) this.#veils.pop()?.remove();
    runs.forEach(({ first, last }, i) => {
      const veil = (this.#veils[i] ??= this.#add());
      const top = heights.top(first);
      veil.style.transform = `translate(${left + columns.gutter}px, ${top - origin}px)`;
      veil.style.height = `${heights.top(last) + heights.rowHeight - top}px`;
      veil.style.width = `${width - columns.gutter}px`;
    });
  }

  #add(): HTMLElement {
    const veil = el('div', 'veil', { role: 'presentation' });
    this.rows.append(veil);
    return veil;
  }
}

function runsOf(rows: readonly number[]): readonly { readonly first: number; readonly last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && row === run.last + 1) run.last = row;
    else runs.push({ first: row, last: row });
  }
  return runs;
}
