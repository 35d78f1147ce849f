import type { BeginMessage, StatusMessage } from '../../protocol/resultsMessages';
import { el, setText } from './dom';
import { icon } from './icons';
import type { IconName } from './icons';
import { duration, rowsShort, sizeWord } from './words';

export interface ToolbarActions {
  runAgain(): void;
  stop(): void;
  showJson(): void;
  toggleFormatted(): void;
  copy(): void;
}

export function isBusy(status: StatusMessage): boolean {
  return status.phase === 'running' || status.phase === 'loading-next' || status.phase === 'loading-all';
}

/** One tab stop; the arrow keys go from button to button. */
export class Toolbar {
  readonly element = el('div', 'tb', { role: 'toolbar', 'aria-label': 'Results' });
  readonly #run: HTMLButtonElement;
  readonly #json: HTMLButtonElement;
  readonly #formatted: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;
  readonly #loaded = el('b');
  readonly #rest = el('span');
  readonly #time = el('span');
  readonly #size = el('span');
  readonly #meta = el(
    'span',
    'meta',
    {},
    el('span', '', {}, this.#loaded, this.#rest),
    this.#time,
    this.#size,
  );
  readonly #environment = el('span', 'env');
  #busy: boolean | undefined;

  constructor(actions: ToolbarActions) {
    this.#run = button('play', 'Run again', 'Run again (F5)', () =>
      this.#busy ? actions.stop() : actions.runAgain(),
    );
    this.#json = button('braces', 'JSON', 'Open as a JSON document', () => actions.showJson());
    this.#formatted = button('tag', 'Formatted', 'Formatted values (Ctrl+Alt+V)', () =>
      actions.toggleFormatted(),
    );
    this.#copy = button('copy', 'Copy', 'Copy the selection with headings (Ctrl+Shift+C)', () =>
      actions.copy(),
    );
    const separator = (): HTMLElement => el('span', 'sep');
    this.element.append(
      this.#run,
      separator(),
      this.#json,
      separator(),
      this.#formatted,
      this.#copy,
      el('span', 'grow'),
      this.#meta,
      this.#environment,
    );
    rove(this.element);
  }

  begin(message: BeginMessage): void {
    const { name, protected: isProtected } = message.environment;
    this.#environment.classList.toggle('prod', isProtected);
    this.#environment.title = isProtected ? `${name}, a production environment` : `Environment ${name}`;
    this.#environment.replaceChildren(icon(isProtected ? 'lock' : 'plug', 's'), el('span', '', {}, name));
    if (isProtected) this.#environment.append(el('em', '', {}, 'Production'));
  }

  update(status: StatusMessage, hasGrid: boolean, formatted: boolean): void {
    this.#showRun(isBusy(status));
    const { loaded, rest } = rowsShort(status);
    setText(this.#loaded, hasGrid ? loaded : '');
    setText(this.#rest, hasGrid ? rest : '');
    setText(this.#time, status.pages > 0 ? duration(status.elapsedMs) : '');
    setText(this.#size, status.bytes > 0 ? sizeWord(status) : '');
    this.#meta.title = 'Loaded rows, time of server and network, size on the wire';
    enable(this.#json, status.json);
    enable(this.#copy, hasGrid && status.rows > 0);
    enable(this.#formatted, hasGrid);
    this.#formatted.setAttribute('aria-pressed', String(formatted));
    this.#formatted.classList.toggle('on', formatted && hasGrid);
  }

  /** One button, so that the focus stays on it while its meaning changes. */
  #showRun(busy: boolean): void {
    if (busy === this.#busy) return;
    this.#busy = busy;
    const label = busy ? 'Stop' : 'Run again';
    this.#run.title = busy ? 'Stop (Escape)' : 'Run again (F5)';
    this.#run.setAttribute('aria-label', label);
    this.#run.replaceChildren(icon(busy ? 'stop' : 'play'), el('span', 'label', {}, label));
  }
}

export function button(
  iconName: IconName,
  label: string,
  title: string,
  action: () => void,
): HTMLButtonElement {
  const element = el('button', 'btn t', { type: 'button', title, 'aria-label': label });
  element.append(icon(iconName), el('span', 'label', {}, label));
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') !== 'true') action();
  });
  return element;
}

/** `aria-disabled` leaves the button reachable, so that the focus is never lost when it is switched off. */
function enable(element: HTMLButtonElement, enabled: boolean): void {
  element.setAttribute('aria-disabled', String(!enabled));
}

/** Makes the buttons of a bar one tab stop (WAI-ARIA toolbar pattern). */
function rove(bar: HTMLElement): void {
  const buttons = [...bar.querySelectorAll('button')];
  buttons.forEach((element, i) => (element.tabIndex = i === 0 ? 0 : -1));
  const focus = (index: number): void => {
    buttons.forEach((element, i) => (element.tabIndex = i === index ? 0 : -1));
    buttons[index]?.focus();
  };
  bar.addEventListener('focusin', ({ target }) => {
    const index = buttons.findIndex((element) => element === target);
    if (index >= 0) buttons.forEach((element, i) => (element.tabIndex = i === index ? 0 : -1));
  });
  bar.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((element) => element === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (at < 0) return;
    if (step !== undefined) focus((at + step + buttons.length) % buttons.length);
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(buttons.length - 1);
    else return;
    event.preventDefault();
  });
}
