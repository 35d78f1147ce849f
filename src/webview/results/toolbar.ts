import type { BeginMessage, StatusMessage } from '../../protocol/resultsMessages';
import { button, enable, iconButton, menuButton, press, rove } from './controls';
import { el, setText } from './dom';
import { icon } from './icons';
import type { PaneView } from './memory';
import { ViewSwitch } from './viewSwitch';
import { duration, rowsShort, sizeWord } from './words';

export interface ToolbarActions {
  runAgain(): void;
  stop(): void;
  show(view: PaneView | 'json'): void;
  toggleFormatted(): void;
  find(): void;
  toggleFilterRow(): void;
  columns(anchor: HTMLElement): void;
  copy(anchor: HTMLElement): void;
  export(): void;
  switchEnvironment(): void;
  /** The menu "…": what is rare, and in a narrow pane what has no room. */
  more(anchor: HTMLElement): void;
}

/** What the toolbar shows of the pane, beside what the host says of the run. */
export interface ToolbarState {
  readonly view: PaneView;
  readonly hasGrid: boolean;
  readonly formatted: boolean;
  readonly filterRow: boolean;
  readonly raw: boolean;
}

export function isBusy(status: StatusMessage): boolean {
  return status.phase === 'running' || status.phase === 'loading-next' || status.phase === 'loading-all';
}

/** One tab stop; the arrow keys go from button to button. */
export class Toolbar {
  readonly element = el('div', 'tb', { role: 'toolbar', 'aria-label': 'Results' });
  /** What the tab says, for whoever goes through a page by its headings. */
  readonly heading = el('h1', 'sr', {}, 'Results');
  readonly #run: HTMLButtonElement;
  readonly #views: ViewSwitch;
  readonly #formatted: HTMLButtonElement;
  readonly #find: HTMLButtonElement;
  readonly #filter: HTMLButtonElement;
  readonly #columns: HTMLButtonElement;
  readonly #copy: HTMLButtonElement;
  readonly #export: HTMLButtonElement;
  readonly #more: HTMLButtonElement;
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
  readonly #environment: HTMLButtonElement;
  #unformatted = false;
  #busy: boolean | undefined;

  constructor(actions: ToolbarActions) {
    this.#run = button('play', 'Run again', 'Run again (F5)', () =>
      this.#busy ? actions.stop() : actions.runAgain(),
    );
    this.#views = new ViewSwitch((view) => actions.show(view));
    this.#formatted = button('tag', 'Formatted', '', () => actions.toggleFormatted());
    this.#find = iconButton('search', 'Find', 'Find in loaded rows (Ctrl+F)', () => actions.find());
    this.#filter = iconButton('filter', 'Filter row', 'Filter row (Ctrl+Shift+L)', () =>
      actions.toggleFilterRow(),
    );
    this.#columns = iconButton('columns', 'Columns', 'Columns…', () => actions.columns(this.#columns));
    this.#columns.setAttribute('aria-haspopup', 'dialog');
    this.#copy = menuButton('copy', 'Copy as', 'Copy as…', () => actions.copy(this.#copy));
    this.#export = iconButton('export', 'Export', 'Export…', () => actions.export());
    this.#more = iconButton('more', 'More actions', 'More actions', () => actions.more(this.#more));
    this.#more.setAttribute('aria-haspopup', 'menu');
    this.#environment = el('button', 'env', { type: 'button' });
    this.#environment.addEventListener('click', () => actions.switchEnvironment());
    for (const rare of [this.#filter, this.#columns, this.#copy, this.#export]) rare.classList.add('rare');
    const line = (): HTMLElement => el('span', 'sep');
    this.element.append(this.#run, line(), this.#views.element, line());
    this.element.append(this.#formatted, this.#find, this.#filter, this.#columns, line());
    this.element.append(
      this.#copy,
      this.#export,
      this.#more,
      el('span', 'grow'),
      this.#meta,
      this.#environment,
    );
    rove(this.element);
  }

  /** What is rare has room beside the rest. */
  get hasRoom(): boolean {
    return this.#export.offsetParent !== null;
  }

  /** Where the list of columns opens, and the menu of copies: at their buttons, or where these are when there is no room. */
  get columnsAnchor(): HTMLElement {
    return this.hasRoom ? this.#columns : this.#more;
  }

  get copyAnchor(): HTMLElement {
    return this.hasRoom ? this.#copy : this.#more;
  }

  /** False where the view cannot be had now. */
  choose(view: PaneView): boolean {
    return this.#views.choose(view);
  }

  begin(message: BeginMessage): void {
    setText(this.heading, message.title);
    const { name, protected: isProtected } = message.environment;
    this.#environment.classList.toggle('prod', isProtected);
    const what = isProtected ? `${name}, a production environment` : `Environment ${name}`;
    this.#environment.title = `${what}: run elsewhere…`;
    this.#environment.setAttribute('aria-label', this.#environment.title);
    this.#environment.replaceChildren(icon(isProtected ? 'lock' : 'plug', 's'), el('span', '', {}, name));
    if (isProtected) this.#environment.append(el('em', '', {}, 'Production'));
    this.#environment.append(icon('chevronDown', 'chev'));
    this.#unformatted = message.unformatted === true;
    this.#formatted.title = this.#unformatted
      ? 'Formatted values: the query did not ask for them (Ctrl+Alt+V)'
      : 'Formatted values (Ctrl+Alt+V)';
  }

  update(status: StatusMessage, state: ToolbarState): void {
    this.#showRun(isBusy(status));
    const { loaded, rest } = rowsShort(status);
    setText(this.#loaded, state.hasGrid ? loaded : '');
    setText(this.#rest, state.hasGrid ? rest : '');
    setText(this.#time, status.pages > 0 ? duration(status.elapsedMs) : '');
    setText(this.#size, status.bytes > 0 ? sizeWord(status) : '');
    const pages = status.pages === 1 ? '1 page' : `${status.pages} pages`;
    this.#meta.title = `${rowsWord(status)} in ${pages}; ${duration(status.elapsedMs)} of server and network; ${sizeWord(status)} on the wire. Raw shows the parts.`;
    const rows = state.hasGrid && status.rows > 0;
    this.#views.show(state.view, { grid: true, json: status.json, raw: state.raw, chart: rows });
    const grid = rows && state.view === 'grid';
    const forGrid = [this.#formatted, this.#find, this.#filter, this.#columns, this.#copy];
    for (const one of forGrid) enable(one, grid);
    enable(this.#export, rows);
    press(this.#formatted, state.formatted && grid && !this.#unformatted);
    press(this.#filter, state.filterRow && grid);
  }

  #showRun(busy: boolean): void {
    // One button, so that the focus stays on it while its meaning changes.
    if (busy === this.#busy) return;
    this.#busy = busy;
    const label = busy ? 'Stop' : 'Run again';
    this.#run.title = busy ? 'Stop (Escape)' : 'Run again (F5)';
    this.#run.setAttribute('aria-label', label);
    this.#run.replaceChildren(icon(busy ? 'stop' : 'play'), el('span', 'label first', {}, label));
  }
}

function rowsWord(status: StatusMessage): string {
  const { loaded, rest } = rowsShort(status);
  return loaded + rest;
}
