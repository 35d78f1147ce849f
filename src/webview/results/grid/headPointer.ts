import { el } from '../dom';
import { icon } from '../icons';
import type { GridColumns } from './columns';
import type { Anchor } from './contract';
import { EdgeScroll } from './edgeScroll';
import type { Viewport } from './viewport';

export interface HeadActions {
  sort(column: number, add: boolean): void;
  select(position: number, extend: boolean): void;
  fit(column: number): void;
  menu(column: number, anchor: Anchor): void;
  moved(column: number): void;
}

type Drag =
  | { readonly kind: 'width'; readonly column: number; readonly from: number; readonly width: number }
  | { readonly kind: 'heading'; readonly column: number; readonly from: number; dragging: boolean };

/** Pixels that the pointer moves before a press becomes a drag. */
const dragAfter = 5;

/** What the pointer does with headings: sort, select, resize, fit, move, fold a band, open the menu. */
export class HeadPointer {
  /** Opens the menu of the heading under the pointer, in which it then stands. */
  readonly #opener = el('span', 'mn', { 'data-menu': '', 'aria-hidden': 'true' }, icon('chevronDown', 's'));
  readonly #line = el('div', 'drop', { 'aria-hidden': 'true' });
  readonly #edge: EdgeScroll;
  #drag: Drag | undefined;

  constructor(
    private readonly head: HTMLElement,
    private readonly columns: GridColumns,
    private readonly viewport: Viewport,
    private readonly actions: HeadActions,
  ) {
    this.#edge = new EdgeScroll(viewport, 'sideways', (x) => this.#showDrop(x));
  }

  listen(): void {
    const { head } = this;
    head.addEventListener('pointerover', (event) => this.#over(event));
    head.addEventListener('pointerdown', (event) => this.#down(event));
    head.addEventListener('pointermove', (event) => this.#move(event));
    head.addEventListener('pointerup', (event) => this.#up(event));
    head.addEventListener('pointercancel', () => this.#end());
    head.addEventListener('contextmenu', (event) => this.#context(event));
    head.addEventListener('dblclick', (event) => {
      // The edge captured the pointer, so that the event names the head as its target.
      const grip = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-grip]');
      const column = grip ? columnOf(grip) : undefined;
      if (column !== undefined) this.actions.fit(column);
    });
  }

  #over({ target }: PointerEvent): void {
    const heading = target instanceof Element ? target.closest('.hc[data-column]') : null;
    if (heading && this.#opener.parentElement !== heading) heading.append(this.#opener);
  }

  #down(event: PointerEvent): void {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element) || target.closest('.gf')) return;
    const record = target.closest<HTMLElement>('[data-record]')?.dataset['record'];
    if (record !== undefined) return this.#fold(record);
    const column = columnOf(target);
    if (column === undefined) return;
    if (target.closest('[data-menu]')) return this.#menu(target, column);
    if (target.closest('[data-grip]')) {
      const width = this.columns.layout.width(this.columns.positionOf(column));
      this.#drag = { kind: 'width', column, from: event.clientX, width };
      event.preventDefault();
    } else this.#drag = { kind: 'heading', column, from: event.clientX, dragging: false };
    this.head.setPointerCapture(event.pointerId);
  }

  #move({ clientX, clientY }: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    if (drag.kind === 'width') {
      this.columns.setWidth(drag.column, drag.width + clientX - drag.from);
      return;
    }
    if (!drag.dragging && Math.abs(clientX - drag.from) < dragAfter) return;
    drag.dragging = true;
    this.head.classList.add('moving');
    this.#showDrop(clientX);
    this.#edge.over(clientX, clientY);
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#end();
    if (drag?.kind !== 'heading') return;
    if (drag.dragging) {
      this.columns.move(drag.column, this.columns.shown[this.#dropAt(drag.column, event.clientX)]);
      this.actions.moved(drag.column);
    } else if (event.ctrlKey || event.metaKey) {
      this.actions.select(this.columns.positionOf(drag.column), event.shiftKey);
    } else this.actions.sort(drag.column, event.shiftKey);
  }

  #end(): void {
    this.#drag = undefined;
    this.#edge.stop();
    this.#line.remove();
    this.head.classList.remove('moving');
  }

  #fold(record: string): void {
    const band = this.columns.bands.find((one) => one.record === record);
    this.columns.collapse(record, band?.collapsed === false);
  }

  #menu(target: Element, column: number): void {
    const { left, top, bottom } = (target.closest('.hc') ?? target).getBoundingClientRect();
    this.actions.menu(column, { left, top, bottom });
  }

  #context(event: MouseEvent): void {
    const column = event.target instanceof Element ? columnOf(event.target) : undefined;
    if (column === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.actions.menu(column, { left: event.clientX, top: event.clientY, bottom: event.clientY });
  }

  /** The position before which the column would go. A pinned one stays among the pinned ones, and so do the others. */
  #dropAt(column: number, clientX: number): number {
    const { layout, pinned } = this.columns;
    const under = this.viewport.positionAt(clientX);
    const offset = this.viewport.offsetAt(clientX);
    const at = offset > layout.start(under) + layout.width(under) / 2 ? under + 1 : under;
    const isPinned = this.columns.positionOf(column) < pinned;
    return isPinned ? Math.min(pinned, at) : Math.max(pinned, at);
  }

  #showDrop(clientX: number): void {
    const drag = this.#drag;
    if (drag?.kind !== 'heading') return;
    const at = this.#dropAt(drag.column, clientX);
    this.#line.style.left = `${this.viewport.gutter + this.columns.layout.start(at) - 1}px`;
    this.head.append(this.#line);
  }
}

function columnOf(target: Element): number | undefined {
  const column = target.closest<HTMLElement>('[data-column]')?.dataset['column'];
  return column === undefined ? undefined : Number(column);
}
