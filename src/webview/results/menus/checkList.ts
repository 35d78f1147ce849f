import { el } from '../dom';
import { icon } from '../icons';

export interface CheckItem {
  /** Tells items apart over a redraw. */
  readonly key: string;
  readonly checked: boolean;
  /** What is to be read of it, behind the box. */
  readonly content: readonly (Node | string)[];
}

export interface CheckListActions {
  find(text: string): void;
  toggle(key: string): void;
  /** Alt+Up, Alt+Down. */
  move?(key: string, by: -1 | 1): void;
}

/**
 * A text field over a list with boxes. The focus stays in the field (WAI-ARIA combobox pattern): arrows go through
 * the list, Enter switches, and so does Space once an arrow was pressed; before, it is a part of the text.
 */
export class CheckList {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #none = el('p', 'none muted', { hidden: '' }, 'Nothing fits.');
  readonly #actions: CheckListActions;
  #items: readonly CheckItem[] = [];
  #at = 0;
  #walking = false;

  constructor(label: string, placeholder: string, actions: CheckListActions) {
    this.#actions = actions;
    this.#list = el('div', 'options', {
      id: 'check-list',
      role: 'listbox',
      'aria-label': label,
      'aria-multiselectable': 'true',
      tabindex: '-1',
    });
    this.#input = el('input', 'field', {
      type: 'text',
      role: 'combobox',
      'aria-expanded': 'true',
      'aria-controls': 'check-list',
      'aria-label': placeholder,
      placeholder,
      spellcheck: 'false',
      autocomplete: 'off',
    });
    this.element = el('div', 'checks', {}, this.#input, this.#list, this.#none);
    this.#input.addEventListener('input', () => {
      this.#walking = false;
      this.#at = 0;
      actions.find(this.#input.value);
    });
    this.#input.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => this.#clicked(target));
  }

  focus(): void {
    this.#input.focus();
  }

  get text(): string {
    return this.#input.value;
  }

  /** Takes the items that fit the text, in order. */
  show(items: readonly CheckItem[]): void {
    const current = this.#items[this.#at]?.key;
    const kept = this.#walking ? items.findIndex(({ key }) => key === current) : -1;
    this.#items = items;
    this.#none.hidden = items.length > 0;
    this.#at = kept >= 0 ? kept : Math.min(this.#at, Math.max(0, items.length - 1));
    this.#list.replaceChildren(...items.map((item, i) => optionElement(item, i)));
    this.#mark();
  }

  #mark(): void {
    for (const [i, element] of [...this.#list.children].entries()) {
      element.classList.toggle('sel', i === this.#at);
      if (i === this.#at) element.scrollIntoView({ block: 'nearest' });
    }
    if (this.#items.length > 0) this.#input.setAttribute('aria-activedescendant', `check-${this.#at}`);
    else this.#input.removeAttribute('aria-activedescendant');
  }

  #clicked(target: EventTarget | null): void {
    const option = target instanceof Element ? target.closest('.mi') : null;
    const at = option ? [...this.#list.children].indexOf(option) : -1;
    if (at < 0) return;
    this.#at = at;
    this.#walking = true;
    this.#toggle();
  }

  #toggle(): void {
    const item = this.#items[this.#at];
    if (item) this.#actions.toggle(item.key);
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    const item = this.#items[this.#at];
    if (step !== undefined && event.altKey) {
      if (item) this.#actions.move?.(item.key, step > 0 ? 1 : -1);
    } else if (step !== undefined) {
      const last = this.#items.length - 1;
      this.#at = Math.max(0, Math.min(last, this.#at + step));
      this.#walking = true;
      this.#mark();
    } else if (event.key === 'Enter' || (event.key === ' ' && this.#walking)) {
      this.#walking = true;
      this.#toggle();
    } else {
      if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

function optionElement(item: CheckItem, index: number): HTMLElement {
  const box = el('span', 'box', { 'aria-hidden': 'true' }, ...(item.checked ? [icon('check', 's')] : []));
  return el(
    'div',
    'mi ci',
    { id: `check-${index}`, role: 'option', 'aria-selected': String(item.checked) },
    box,
    ...item.content,
  );
}
