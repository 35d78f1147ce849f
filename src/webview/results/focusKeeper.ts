import { focusNextPart } from './partKeys';

/**
 * Leads the focus back where what had it is gone: a button with the line that it closed, rows that gave way to words.
 * Else it would fall to the page as a whole, where the arrows do nothing and nothing is read. Whoever was typing is led
 * to no button: the next space would press it. What is typed goes nowhere until the field is there again.
 */
export class FocusKeeper {
  readonly #main: HTMLElement;
  #last: Element | undefined;
  /** The field that is gone while somebody typed in it. */
  #field: HTMLInputElement | undefined;

  /** @param main where it is led to: what is between the bars */
  constructor(main: HTMLElement) {
    this.#main = main;
  }

  listen(): void {
    document.addEventListener('focusin', ({ target }) => {
      if (target !== this.#main) this.#forget();
      this.#last = target instanceof Element ? target : undefined;
    });
    document.addEventListener('focusout', ({ target }) => {
      // Some browsers tell of what is removed before it is; what is still there then was left by somebody.
      queueMicrotask(() => {
        // A field that was taken out and put back at once was left by nobody.
        const taken = target instanceof HTMLInputElement && document.activeElement === document.body;
        if (this.#last === target && !this.#gone && !taken) this.#last = undefined;
      });
    });
    // Whoever presses beside everything leaves what had the focus.
    const pressed = (): void => {
      const { activeElement } = document;
      if (activeElement === document.body || activeElement === this.#main) this.#forget();
    };
    document.addEventListener('mousedown', () => void setTimeout(pressed), { capture: true });
    // After what these do, and what follows from it at once.
    const soon = (): void => void setTimeout(() => this.#keep());
    for (const type of ['keydown', 'click', 'message']) {
      window.addEventListener(type, soon, { capture: true });
    }
  }

  get #gone(): boolean {
    return this.#last !== undefined && isGone(this.#last);
  }

  #forget(): void {
    this.#last = this.#field = undefined;
    this.#main.removeAttribute('tabindex');
  }

  #keep(): void {
    const { activeElement, body } = document;
    const waits = activeElement === this.#main;
    const gone = this.#gone;
    if (
      !document.hasFocus() ||
      !(waits || activeElement === body || (gone && activeElement === this.#last))
    ) {
      return;
    }
    const field = this.#field ?? (this.#last instanceof HTMLInputElement ? this.#last : undefined);
    if (field) this.#keepField(field);
    else if ((waits || gone) && !focusNextPart([this.#main], false)) this.#wait();
  }

  #keepField(field: HTMLInputElement): void {
    if (!isGone(field)) {
      field.focus();
      return;
    }
    this.#field = field;
    this.#wait();
    // The filter row is drawn with the next frame.
    requestAnimationFrame(() => {
      if (this.#field === field && !isGone(field) && document.activeElement === this.#main) field.focus();
    });
  }

  /** On the whole, which at other times a press on its words must not give the focus. */
  #wait(): void {
    this.#main.tabIndex = -1;
    this.#main.focus();
  }
}

/** Asking where it stands on the screen would have the page laid out. */
function isGone(element: Element): boolean {
  return !element.isConnected || element.closest('[hidden]') !== null;
}
