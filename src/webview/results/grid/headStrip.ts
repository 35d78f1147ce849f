import { el } from '../dom';
import type { GridColumns } from './columns';
import type { DrawnColumns } from './rowView';

/** One row of the head: a cell for each column in view; what stands over pinned columns stays with them. */
export class HeadStrip {
  readonly element: HTMLElement;
  readonly #pin = el('div', 'pin', { role: 'presentation' });
  #drawn: DrawnColumns | undefined;
  /** By position: cells that are as they should be. */
  #cells = new Map<number, HTMLElement>();

  /** @param corner stands over the row numbers */
  constructor(
    className: string,
    private readonly corner: HTMLElement,
  ) {
    this.#pin.append(corner);
    this.element = el('div', className, { role: 'row' }, this.#pin);
  }

  /** The next {@link draw} asks for every cell anew. */
  invalidate(): void {
    this.#drawn = undefined;
  }

  /** @param cellOf makes or finds the cell of a column, by schema index and position */
  draw(
    columns: GridColumns,
    drawn: DrawnColumns,
    cellOf: (column: number, position: number) => HTMLElement,
  ): void {
    const before = this.#drawn;
    if (before?.stamp === drawn.stamp && before.first === drawn.first && before.last === drawn.last) return;
    const known = before?.stamp === drawn.stamp ? this.#cells : new Map<number, HTMLElement>();
    this.#drawn = drawn;
    this.#cells = new Map();
    const { pinned, first, last, gutter } = drawn;
    const cell = (position: number): HTMLElement => {
      const there = known.get(position) ?? made(position);
      this.#cells.set(position, there);
      return there;
    };
    const made = (position: number): HTMLElement => {
      const element = cellOf(columns.indexAt(position), position);
      element.setAttribute('aria-colindex', String(position + 2));
      element.style.left = `${gutter + columns.layout.start(position)}px`;
      element.style.width = `${columns.layout.width(position)}px`;
      return element;
    };
    this.corner.style.width = `${gutter}px`;
    this.#pin.style.width = `${gutter + columns.layout.start(pinned)}px`;
    fill(this.#pin, [this.corner, ...Array.from({ length: pinned }, (_, i) => cell(i))]);
    fill(this.element, [this.#pin, ...Array.from({ length: last - first }, (_, i) => cell(first + i))]);
  }
}

/** Leaves elements that are there already alone, and never takes away the one that has the focus. */
function fill(parent: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Node>(elements);
  for (const child of [...parent.childNodes]) {
    if (!wanted.has(child) && !child.contains(document.activeElement)) child.remove();
  }
  let behind: ChildNode | null = parent.firstChild;
  for (const element of elements) {
    if (element === behind) behind = behind.nextSibling;
    else parent.insertBefore(element, behind);
  }
}
