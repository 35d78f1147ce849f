import type { StatusMessage } from '../../protocol/resultsMessages';
import { button, linkButton, rove } from './controls';
import { el, holdsFocus, setText } from './dom';
import { count, duration, rowsState, rowsWord, sizeWord } from './words';

export interface FooterActions {
  nextPage(): void;
  loadAll(): void;
  stop(): void;
  clearFilter(): void;
}

/** What is loaded, what is still on the server and how to get it; what passes the filter; the selection's figures. */
export class Footer {
  readonly element = el('div', 'ft', { role: 'group', 'aria-label': 'Loaded rows' });
  readonly #bar = el('i');
  readonly #progress = el(
    'span',
    'prog',
    { role: 'progressbar', 'aria-label': 'Loading all pages' },
    this.#bar,
  );
  readonly #state = el('span', 'state');
  readonly #detail = el('span', 'muted');
  readonly #passing = el('span', 'passing');
  readonly #filter: HTMLElement;
  readonly #next: HTMLButtonElement;
  readonly #all: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;

  constructor(actions: FooterActions, right: readonly HTMLElement[]) {
    this.#next = button('down', 'Load next page', 'Load the next page', () => actions.nextPage());
    this.#all = el(
      'button',
      'btn t',
      { type: 'button', title: 'Load all pages, one after the other' },
      'Load all',
    );
    this.#all.addEventListener('click', () => actions.loadAll());
    this.#stop = button('stop', 'Stop', 'Stop and keep what is loaded (Escape)', () => actions.stop());
    this.#filter = el(
      'span',
      'filtered',
      { hidden: '' },
      this.#passing,
      linkButton('Clear', () => actions.clearFilter()),
    );
    this.element.append(this.#next, this.#all, this.#progress, this.#state, this.#detail, this.#filter);
    this.element.append(el('span', 'grow'), ...right, this.#stop);
    rove(this.element);
  }

  update(status: StatusMessage): void {
    const loading = status.phase === 'loading-all' || status.phase === 'loading-next';
    const all = status.phase === 'loading-all';
    const hadFocus = holdsFocus(this.element);
    this.#next.hidden = loading || !status.more || status.phase === 'running';
    this.#all.hidden = this.#next.hidden;
    this.#stop.hidden = !loading;
    this.#showProgress(status, all);
    setText(this.#state, loading ? loadingState(status) : rowsState(status));
    const facts = all ? [`page ${count(status.pages)}`, sizeWord(status), duration(status.elapsedMs)] : [];
    setText(this.#detail, status.waiting ?? facts.join('   '));
    if (hadFocus && document.activeElement === document.body) {
      [this.#stop, this.#next].find((element) => !element.hidden)?.focus();
    }
  }

  /** `undefined`: no filter. */
  filtered(result: { readonly rows: number; readonly of: number } | undefined): void {
    const hadFocus = holdsFocus(this.#filter);
    this.#filter.hidden = result === undefined;
    setText(this.#passing, result ? filterWords(result) : '');
    if (hadFocus && !result) this.#next.focus();
  }

  #showProgress(status: StatusMessage, all: boolean): void {
    const known = status.count !== undefined && !status.countLimitExceeded;
    this.#progress.hidden = !all || !known;
    if (!all || !known || status.count === undefined) return;
    const percent = Math.min(100, Math.round((100 * status.rows) / Math.max(1, status.count)));
    this.#bar.style.width = `${percent}%`;
    this.#progress.setAttribute('aria-valuenow', String(percent));
  }
}

/** `212 of 500 rows pass the filter`. */
export function filterWords({ rows, of }: { readonly rows: number; readonly of: number }): string {
  const verb = rows === 1 ? 'passes' : 'pass';
  return `${count(rows)} of ${rowsWord(of)} ${verb} the filter`;
}

function loadingState(status: StatusMessage): string {
  const verb = status.phase === 'loading-all' ? 'Loading all' : 'Loading the next page';
  const known = status.count !== undefined && !status.countLimitExceeded;
  return known && status.count !== undefined
    ? `${verb}: ${count(status.rows)} of ${count(status.count)} rows`
    : `${verb}: ${rowsWord(status.rows)}`;
}
