import type { CellRange } from '../../core/results/tsv';
import type { StatusMessage } from '../../protocol/resultsMessages';
import { el, setText } from './dom';
import { button } from './toolbar';
import { count, duration, rowsState, rowsWord, sizeWord } from './words';

export interface FooterActions {
  nextPage(): void;
  loadAll(): void;
  stop(): void;
}

/** What is loaded, what is still on the server and how to get it; the size of the selection. */
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
  readonly #selection = el('span', 'muted');
  readonly #next: HTMLButtonElement;
  readonly #all: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;

  constructor(actions: FooterActions) {
    this.#next = button('down', 'Load next page', 'Load the next page', () => actions.nextPage());
    this.#all = el(
      'button',
      'btn t',
      { type: 'button', title: 'Load all pages, one after the other' },
      'Load all',
    );
    this.#all.addEventListener('click', () => actions.loadAll());
    this.#stop = button('stop', 'Stop', 'Stop and keep what is loaded (Escape)', () => actions.stop());
    this.element.append(
      this.#next,
      this.#all,
      this.#progress,
      this.#state,
      this.#detail,
      el('span', 'grow'),
      this.#selection,
      this.#stop,
    );
  }

  update(status: StatusMessage): void {
    const loading = status.phase === 'loading-all' || status.phase === 'loading-next';
    const all = status.phase === 'loading-all';
    const hadFocus = this.element.contains(document.activeElement);
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

  #showProgress(status: StatusMessage, all: boolean): void {
    const known = status.count !== undefined && !status.countLimitExceeded;
    this.#progress.hidden = !all || !known;
    if (!all || !known || status.count === undefined) return;
    const percent = Math.min(100, Math.round((100 * status.rows) / Math.max(1, status.count)));
    this.#bar.style.width = `${percent}%`;
    this.#progress.setAttribute('aria-valuenow', String(percent));
  }

  selected(range: CellRange | undefined): void {
    if (!range) {
      setText(this.#selection, '');
      return;
    }
    const columns = range.right - range.left + 1;
    const rows = range.bottom - range.top + 1;
    setText(
      this.#selection,
      `Selected ${rowsWord(rows)}, ${columns === 1 ? '1 column' : `${count(columns)} columns`}`,
    );
  }
}

function loadingState(status: StatusMessage): string {
  const verb = status.phase === 'loading-all' ? 'Loading all' : 'Loading the next page';
  const known = status.count !== undefined && !status.countLimitExceeded;
  return known && status.count !== undefined
    ? `${verb}: ${count(status.rows)} of ${count(status.count)} rows`
    : `${verb}: ${rowsWord(status.rows)}`;
}
