import { focusNextPart } from './partKeys';

/**
 * Leads the focus back where what had it is gone: a button with the line that it closed, rows that gave way to words.
 * Else it would fall to the page as a whole, where the arrows do nothing and nothing is read.
 */
export class FocusKeeper {
  readonly #main: HTMLElement;
  #last: Element | undefined;

  /** @param main where it is led to: what is between the bars */
  constructor(main: HTMLElement) {
    this.#main = main;
    // Where there is nothing to be pressed yet, it waits on the whole.
    main.tabIndex = -1;
  }

  listen(): void {
    document.addEventListener('focusin', ({ target }) => {
      this.#last = target instanceof Element ? target : undefined;
    });
    document.addEventListener('focusout', ({ target }) => {
      // Some browsers tell of what is removed before it is; what is still there then was left by somebody.
      queueMicrotask(() => {
        if (this.#last === target && !this.#gone) this.#last = undefined;
      });
    });
    // After what these do, and what follows from it at once.
    const soon = (): void => void setTimeout(() => this.#keep());
    for (const type of ['keydown', 'click', 'message']) {
      window.addEventListener(type, soon, { capture: true });
    }
  }

  get #gone(): boolean {
    const last = this.#last;
    // Asking where it stands on the screen would have the page laid out.
    return last !== undefined && (!last.isConnected || last.closest('[hidden]') !== null);
  }

  #keep(): void {
    const { activeElement } = document;
    const waits = activeElement === this.#main;
    const lost = this.#gone && (activeElement === document.body || activeElement === this.#last);
    if (!document.hasFocus() || !(waits || lost)) return;
    if (!focusNextPart([this.#main], false)) this.#main.focus();
  }
}
