import type { Problem } from '../../core/base/problem';
import { iconButton } from './controls';
import { el } from './dom';
import { icon } from './icons';

/** How long a word stays that only confirms something, in milliseconds. */
const brief = 5000;

/** One line over the footer: why something could not be done, or that it was. */
export class NoteLine {
  readonly element = el('div', 'note', { hidden: '' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Stays until it is closed or something else is said. */
  problem({ title, remedy }: Pick<Problem, 'title' | 'remedy'>): void {
    this.#show(icon('warning', 'warn'), el('span', 'words', {}, el('b', '', {}, title), ` ${remedy}`));
    this.element.append(iconButton('close', 'Close', 'Close', () => this.hide()));
  }

  word(text: string): void {
    this.#show(icon('check', 'ok'), el('span', 'words', {}, text));
    this.#timer = setTimeout(() => this.hide(), brief);
  }

  /** Something to know about the rows for as long as they are on view. */
  notice(text: string): void {
    this.#show(icon('info'), el('span', 'words', {}, text));
    this.element.append(iconButton('close', 'Close', 'Close', () => this.hide()));
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #show(...content: readonly Node[]): void {
    clearTimeout(this.#timer);
    this.element.hidden = false;
    this.element.replaceChildren(...content);
  }
}
