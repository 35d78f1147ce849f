import type { BeginMessage, StatusMessage } from '../../protocol/resultsMessages';
import { el } from './dom';
import { faceName, makeFace } from './faces';
import type { FaceActions } from './faces';
import type { PaneView } from './memory';

export interface Views {
  readonly grid: HTMLElement;
  readonly raw: HTMLElement;
  readonly chart: HTMLElement;
}

/** The middle of the pane: the grid or another view, or the face that a run without rows has; a record beside it. */
export class ViewArea {
  readonly element = el('div', 'body');
  /** Without the record. */
  readonly main = el('div', 'view');
  readonly #views: Views;
  readonly #faces: FaceActions;
  #key = '';

  constructor(views: Views, record: HTMLElement, faces: FaceActions) {
    this.#views = views;
    this.#faces = faces;
    this.element.append(this.main, record);
  }

  /** The grid, or where there are no rows what stands in its place. */
  get hasGrid(): boolean {
    return this.#key === 'grid';
  }

  show(view: PaneView, begin: BeginMessage, status: StatusMessage, hasRows: boolean): void {
    const name = faceName(status, hasRows);
    const other = view !== 'grid' && (view === 'raw' || hasRows);
    // Views keep their focus and scroll; a face is made anew when what it says has changed.
    const key = other ? view : name === 'grid' ? name : JSON.stringify([name, begin.run, status]);
    if (key === this.#key) return;
    this.#key = key;
    const element = other
      ? this.#views[view]
      : name === 'grid'
        ? this.#views.grid
        : makeFace(name, begin, status, this.#faces);
    this.main.replaceChildren(element);
  }

  /** What a face says first, for the live region. */
  get words(): string {
    return this.main.querySelector('h2, pre')?.textContent ?? '';
  }
}
