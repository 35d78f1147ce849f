import type { ColumnKind, ResultColumn } from '../../../core/results/model';
import { el } from '../dom';
import { kindIcon } from '../icons';
import type { ColumnLayout } from './columnLayout';

const kindWords: Readonly<Record<ColumnKind, string>> = {
  text: 'Text',
  number: 'Number',
  money: 'Money',
  date: 'Date',
  boolean: 'Yes or no',
  choice: 'Choice',
  lookup: 'Lookup',
  guid: 'Id',
  json: 'Nested',
  rows: 'Rows',
  image: 'Picture',
};

export interface HeaderActions {
  /** A column's edge was dragged to a new width. */
  resize(column: number, width: number): void;
  /** A column's edge was double-clicked. */
  fit(column: number): void;
  select(column: number): void;
}

/** The row of headings: only those in view, each with an edge to drag. */
export class GridHeader {
  readonly element = el('div', 'gh', { role: 'row', 'aria-rowindex': '1' });
  readonly #corner = el('div', 'hc corner', { role: 'columnheader', 'aria-colindex': '1' }, '#');
  readonly #layout: ColumnLayout;
  readonly #actions: HeaderActions;
  #drag: { column: number; from: number; width: number } | undefined;

  constructor(layout: ColumnLayout, actions: HeaderActions) {
    this.#layout = layout;
    this.#actions = actions;
    this.#corner.setAttribute('aria-label', 'Row number');
    this.element.append(this.#corner);
    this.element.addEventListener('pointerdown', (event) => this.#down(event));
    this.element.addEventListener('pointermove', (event) => this.#move(event));
    this.element.addEventListener('pointerup', () => (this.#drag = undefined));
    this.element.addEventListener('pointercancel', () => (this.#drag = undefined));
    this.element.addEventListener('dblclick', (event) => {
      // The edge captured the pointer, so that the event names the whole row as its target.
      const column = gripColumn(document.elementFromPoint(event.clientX, event.clientY));
      if (column !== undefined) this.#actions.fit(column);
    });
  }

  draw(columns: readonly ResultColumn[], first: number, last: number, gutter: number): void {
    this.#corner.style.width = `${gutter}px`;
    const cells: HTMLElement[] = [this.#corner];
    for (let i = first; i < last; i++) {
      const column = columns[i];
      if (column) cells.push(this.#heading(column, i, gutter));
    }
    this.element.replaceChildren(...cells);
  }

  /** Marks the headings of the selected columns. */
  mark(left: number, right: number): void {
    for (const cell of this.element.querySelectorAll<HTMLElement>('.hc[data-column]')) {
      const column = Number(cell.dataset['column']);
      cell.classList.toggle('sel', column >= left && column <= right);
    }
  }

  #heading(column: ResultColumn, index: number, gutter: number): HTMLElement {
    const cell = el(
      'div',
      'hc',
      { role: 'columnheader', 'aria-colindex': String(index + 2), 'data-column': String(index) },
      kindIcon(column.kind, 'ty'),
      el('span', 'nm', {}, column.name),
      el('span', 'lb', {}, kindWords[column.kind]),
      el('span', 'grip', { 'data-grip': String(index), 'aria-hidden': 'true' }),
    );
    cell.title = column.name;
    cell.style.left = `${gutter + this.#layout.start(index)}px`;
    cell.style.width = `${this.#layout.width(index)}px`;
    return cell;
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const column = gripColumn(event.target);
    if (column !== undefined) {
      this.#drag = { column, from: event.clientX, width: this.#layout.width(column) };
      this.element.setPointerCapture(event.pointerId);
      event.preventDefault();
      return;
    }
    const heading =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null;
    if (heading) this.#actions.select(Number(heading.dataset['column']));
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (drag) this.#actions.resize(drag.column, drag.width + event.clientX - drag.from);
  }
}

function gripColumn(target: EventTarget | null): number | undefined {
  const grip = target instanceof HTMLElement ? target.dataset['grip'] : undefined;
  return grip === undefined ? undefined : Number(grip);
}
