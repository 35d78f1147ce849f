import type { Cell, ResultColumn } from '../../../core/results/model';
import { el } from '../dom';
import { icon } from '../icons';
import type { CellPlace, RowSource } from './contract';
import { leads, opens } from './faces';

export interface HoverActions {
  follow(place: CellPlace, browser: boolean): void;
  toggleCell(place: CellPlace): void;
  /** All that a cell shows, where it stands in a column that is wide enough. */
  textOf(column: ResultColumn, value: Cell): string;
}

/** What can be done with the cell under the pointer, as buttons at its end; all of it has a key, too. */
export class CellHover {
  readonly #here = action('left', 'Open here (Enter)', 'here');
  readonly #browser = action('external', 'Open in the browser (Ctrl+Enter)');
  readonly #whole = action('chevronDown', 'Show all of it (F2)');
  readonly #element = el('span', 'act', { 'aria-hidden': 'true' });
  #place: CellPlace | undefined;
  /** The cell that has a tooltip: other values will stand in it. */
  #told: HTMLElement | undefined;

  /**
   * @param placeOf row and position that a point lies on
   * @param columnAt schema index and description of the column at a position
   */
  constructor(
    private readonly rows: HTMLElement,
    private readonly source: RowSource,
    private readonly placeOf: (clientX: number, clientY: number) => CellPlace,
    readonly columnAt: (position: number) => {
      readonly index: number;
      readonly column: ResultColumn | undefined;
    },
    private readonly actions: HoverActions,
  ) {
    rows.addEventListener('pointerover', (event) => this.#over(event));
    rows.addEventListener('pointerleave', () => this.hide());
    const on = (button: HTMLElement, run: (place: CellPlace) => void): void =>
      button.addEventListener('click', () => {
        if (this.#place) run(this.#place);
      });
    on(this.#here, (place) => actions.follow(place, false));
    on(this.#browser, (place) => actions.follow(place, true));
    on(this.#whole, (place) => actions.toggleCell(place));
  }

  /** The cell under the pointer is another one now. */
  hide(): void {
    this.#told?.removeAttribute('title');
    this.#told = undefined;
    if (!this.#place) return;
    this.#place = undefined;
    this.#element.remove();
  }

  #over({ target, clientX, clientY, buttons }: PointerEvent): void {
    const cell = target instanceof Element ? target.closest<HTMLElement>('.gc[role=gridcell]') : null;
    if (!cell || buttons !== 0 || !this.rows.contains(cell) || cell.closest('.sub')) return this.hide();
    if (cell.contains(this.#element)) return;
    this.hide();
    const place = this.placeOf(clientX, clientY);
    const { index, column } = this.columnAt(place.column);
    const value = this.source.cell(place.row, index);
    if (!column || !value) return;
    this.#told = cell;
    if (this.source.cellChanged(place.row, index)) {
      void this.#tellBefore(cell, { row: place.row, column: index });
    } else tip(cell, this.actions.textOf(column, value));
    const buttonsOf = leads(column, value)
      ? [this.#here, this.#browser]
      : opens(column, value)
        ? [this.#whole]
        : [];
    if (buttonsOf.length === 0) return;
    this.#place = place;
    this.#element.replaceChildren(...buttonsOf);
    cell.append(this.#element);
  }

  /** What the pinned result holds there. */
  async #tellBefore(cell: HTMLElement, place: CellPlace): Promise<void> {
    const whole = await this.source.whole(place).catch(() => undefined);
    if (whole?.before !== undefined && cell === this.#told) cell.title = `Was: ${whole.before ?? 'null'}`;
  }
}

/** A text that does not fit is told in full. */
function tip(cell: HTMLElement, text: string): void {
  const isWhole = cell.textContent.includes(text) && cell.scrollWidth <= cell.clientWidth;
  if (!isWhole) cell.title = text;
}

function action(name: 'left' | 'external' | 'chevronDown', title: string, className = ''): HTMLElement {
  return el('span', `b ${className}`.trim(), { title }, icon(name, 's'));
}
