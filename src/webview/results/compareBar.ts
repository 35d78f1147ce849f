import type { ComparisonSummary, NestedRows } from '../../core/results/questions';
import type { ComparisonMessage } from '../../protocol/resultsMessages';
import { button, enable, linkButton, press } from './controls';
import { el, setText } from './dom';
import { NestedTable } from './grid/nestedTable';
import { icon } from './icons';
import { count } from './words';

export interface CompareActions {
  /** Shows only rows that were added or changed, or all of them again. */
  only(changes: boolean): void;
  removed(): Promise<NestedRows | undefined>;
  unpin(): void;
  failed(error: unknown): void;
}

/** A line over the rows while a result is pinned: what became of its rows since. */
export class CompareBar {
  readonly element = el('div', 'compare', { role: 'group', 'aria-label': 'Comparison', hidden: '' });
  readonly #actions: CompareActions;
  readonly #words = el('span', 'words');
  readonly #only: HTMLButtonElement;
  readonly #gone: HTMLButtonElement;
  readonly #table = el('div', 'gone', { hidden: '' });

  constructor(actions: CompareActions) {
    this.#actions = actions;
    this.#only = button('filter', 'Only changes', 'Show only rows that were added or changed', () => {
      const on = this.#only.getAttribute('aria-pressed') !== 'true';
      press(this.#only, on);
      actions.only(on);
    });
    this.#gone = button('table', 'Removed rows', 'Show the rows that are gone', () => this.#toggleGone());
    press(this.#only, false);
    press(this.#gone, false);
    const line = el('div', 'line', {}, icon('pin'), this.#words, this.#only, this.#gone);
    line.append(linkButton('Unpin', () => actions.unpin()));
    this.element.append(line, this.#table);
  }

  show(message: Pick<ComparisonMessage, 'pinned' | 'summary'>): void {
    this.element.hidden = !message.pinned;
    setText(this.#words, message.summary ? summaryWords(message.summary) : pinnedWords);
    enable(this.#only, message.summary !== undefined);
    enable(this.#gone, (message.summary?.removed ?? 0) > 0);
    this.#close();
    if (!message.summary && this.#only.getAttribute('aria-pressed') === 'true') {
      press(this.#only, false);
      this.#actions.only(false);
    }
  }

  #close(): void {
    this.#table.hidden = true;
    this.#table.replaceChildren();
    press(this.#gone, false);
  }

  #toggleGone(): void {
    if (!this.#table.hidden) {
      this.#close();
      return;
    }
    const show = (rows: NestedRows | undefined): void => {
      if (!rows) return;
      this.#table.replaceChildren(new NestedTable('Removed rows', rows, true).element);
      this.#table.hidden = false;
      press(this.#gone, true);
    };
    this.#actions.removed().then(show, (error: unknown) => this.#actions.failed(error));
  }
}

const pinnedWords = 'This result is pinned. Run again to compare with it.';

/** `Since the pinned result, by accountid: 3 added, 2 removed, 5 rows changed (7 cells)`. */
export function summaryWords(summary: ComparisonSummary): string {
  const { key, added, removed, changedRows, changedCells, onlyBefore, onlyAfter } = summary;
  const by = key === undefined ? 'row by row' : `by ${key}`;
  const cells = `${count(changedCells)} ${changedCells === 1 ? 'cell' : 'cells'}`;
  const changed = `${count(changedRows)} ${changedRows === 1 ? 'row' : 'rows'} changed (${cells})`;
  const unequal = [...onlyBefore, ...onlyAfter];
  const rest = unequal.length === 0 ? '' : `; not compared: ${unequal.join(', ')}`;
  if (added + removed + changedRows === 0) return `No change since the pinned result, ${by}${rest}`;
  return `Since the pinned result, ${by}: ${count(added)} added, ${count(removed)} removed, ${changed}${rest}`;
}
