import { el } from '../dom';
import { icon } from '../icons';
import type { IconName } from '../icons';
import type { RowDetail } from './details';

/** What is open under one row: one part or several, each with a line that says what it is and a body. */
export class DetailFrame implements RowDetail {
  readonly element: HTMLElement;
  readonly #inner = el('div', 'subin', { role: 'gridcell', 'aria-colindex': '1' });
  #top = Number.NaN;

  constructor(
    readonly key: string,
    label: string,
  ) {
    this.#inner.setAttribute('aria-label', label);
    this.element = el('div', 'sub', { role: 'row' }, this.#inner);
  }

  add(part: HTMLElement): void {
    this.#inner.append(part);
  }

  measure(): number {
    return Math.ceil(this.#inner.getBoundingClientRect().height);
  }

  at(top: number): void {
    if (top !== this.#top) this.element.style.transform = `translateY(${(this.#top = top)}px)`;
  }
}

/** One part of a frame: a line of head and what {@link DetailPart.show} puts under it. */
export class DetailPart {
  readonly element: HTMLElement;
  readonly #note = el('span', 'muted');
  readonly #actions = el('span', 'subacts');
  readonly #body = el('div', 'subbody');

  constructor(iconName: IconName, title: string) {
    this.element = el(
      'section',
      'subpart',
      { 'aria-label': title },
      el('div', 'sh', {}, icon(iconName, 's'), el('span', 'ell', {}, title), this.#note, this.#actions),
      this.#body,
    );
    this.note('Loading…');
  }

  note(text: string): void {
    this.#note.textContent = text;
  }

  action(label: string, run: () => void): void {
    const button = el('button', 'link', { type: 'button' }, label);
    button.addEventListener('click', run);
    this.#actions.append(button);
  }

  show(body: HTMLElement): void {
    this.#body.replaceChildren(body);
  }
}
