import type { ColumnKind, ResultColumn } from '../../../core/results/model';
import { el, setText, toggleAttribute } from '../dom';
import { icon, kindIcon } from '../icons';
import { kindWords } from '../kindWords';
import { nameInBand } from './bands';
import { visibleLine } from './visibleText';

/** What stands under the name: the label, or else what the column holds. */
export function labelOf({ label, kind }: ResultColumn): string {
  return label ?? kindWords[kind];
}

/** What a heading shows beside the name. */
export interface HeadingState {
  readonly sort: 'ascending' | 'descending' | undefined;
  /** Which of several columns it is that sort, from 1; 0 where it is the only one. */
  readonly rank: number;
  readonly filtered: boolean;
  readonly pinned: boolean;
  readonly selected: boolean;
  readonly inBand: boolean;
}

/** The heading of one column. */
export class Heading {
  readonly element: HTMLElement;
  readonly #label = el('span', 'lb');
  readonly #marks = el('span', 'so', { 'aria-hidden': 'true' });
  readonly #name = el('span', 'nm');
  #kind: ColumnKind;
  #icon: SVGSVGElement;
  #state = '';

  constructor(column: ResultColumn, index: number) {
    this.#kind = column.kind;
    this.#icon = kindIcon(column.kind, 'ty');
    this.element = el(
      'div',
      'hc',
      { role: 'columnheader', 'data-column': String(index) },
      this.#icon,
      this.#name,
      this.#label,
      el('span', 'grip', { 'data-grip': '', 'aria-hidden': 'true' }),
    );
  }

  show(column: ResultColumn, state: HeadingState): void {
    if (column.kind !== this.#kind) {
      const next = kindIcon(column.kind, 'ty');
      this.#icon.replaceWith(next);
      this.#icon = next;
      this.#kind = column.kind;
    }
    setText(this.#name, visibleLine(state.inBand ? nameInBand(column.name) : column.name));
    setText(this.#label, labelOf(column));
    this.element.title = column.label === undefined ? column.name : `${column.name}\n${column.label}`;
    this.element.classList.toggle('sel', state.selected);
    this.element.classList.toggle('low', state.inBand);
    toggleAttribute(this.element, 'aria-sort', state.sort);
    this.#showMarks(state);
  }

  select(selected: boolean): void {
    this.element.classList.toggle('sel', selected);
  }

  #showMarks({ sort, rank, filtered, pinned }: HeadingState): void {
    const state = `${sort} ${rank} ${filtered} ${pinned}`;
    if (state === this.#state) return;
    this.#state = state;
    this.#marks.replaceChildren();
    if (filtered) this.#marks.append(icon('filter', 's'));
    if (sort) this.#marks.append(icon(sort === 'ascending' ? 'up' : 'down', 's'));
    if (sort && rank > 0) this.#marks.append(String(rank));
    if (pinned) this.#marks.append(icon('pin', 's'));
    // Beside the name, which makes room for them.
    if (this.#marks.firstChild) this.#name.before(this.#marks);
    else this.#marks.remove();
  }
}
