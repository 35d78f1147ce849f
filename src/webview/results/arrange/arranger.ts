import type { ArrangedRows } from '../../../core/results/questions';
import type { RowsView } from '../../../core/results/view';
import { naturalView } from '../../../core/results/view';
import type { Ask } from '../grid/contract';
import { isNatural } from './arrangement';

/** While rows come, they are arranged anew at most so often, in milliseconds, and four times as seldom as it takes. */
const leastPause = 400;
/** What takes longer is shown as being under way, in milliseconds. */
const quick = 150;

export interface ArrangerEvents {
  /** `undefined`: all rows as they came. */
  arranged(rows: ArrangedRows | undefined): Promise<void>;
  /** It takes a while, or is through. */
  busy(busy: boolean): void;
  failed(error: unknown): void;
}

/** Keeps the arrangement on view in step with what the user wants and with the rows that come. */
export class Arranger {
  readonly #ask: Ask;
  readonly #events: ArrangerEvents;
  #view: RowsView = naturalView;
  #rows = 0;
  #arranged: ArrangedRows | undefined;
  /** Counts what makes an arrangement under way worthless: another view, another run. */
  #change = 0;
  #asking = false;
  /** The engine keeps another order than the natural one. */
  #kept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ask: Ask, events: ArrangerEvents) {
    this.#ask = ask;
    this.#events = events;
  }

  /** `undefined` while all rows are on view as they came. */
  get arranged(): ArrangedRows | undefined {
    return this.#arranged;
  }

  /** What is on view is as it is wanted, with all rows that are there. */
  get settled(): boolean {
    return !this.#asking && (isNatural(this.#view) || (this.#arranged?.of ?? -1) >= this.#rows);
  }

  get view(): RowsView {
    return this.#view;
  }

  /** Rows of another run: the arrangement is made when the first are there. */
  clear(): void {
    this.#rows = 0;
    this.#arranged = undefined;
    this.#kept = false;
    this.#changed();
  }

  set(view: RowsView): void {
    if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
    this.#view = view;
    this.#changed();
    this.#next(0);
  }

  /** @param last no more rows are on their way for now */
  grown(rows: number, last: boolean): void {
    const more = rows > this.#rows;
    this.#rows = rows;
    if (isNatural(this.#view)) return;
    if (!this.#arranged && more) this.#next(0);
    else if (this.#arranged && this.#arranged.of < rows) {
      this.#next(last ? 0 : Math.max(leastPause, 4 * this.#arranged.ms));
    }
  }

  #changed(): void {
    this.#change++;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #next(pause: number): void {
    if (pause === 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      void this.#arrange();
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.#arrange();
      }, pause);
    }
  }

  async #arrange(): Promise<void> {
    if (this.#asking || this.#rows === 0) return;
    this.#asking = true;
    const slow = setTimeout(() => this.#events.busy(true), quick);
    let change = -1;
    let failed = false;
    try {
      while (change !== this.#change && this.#rows > 0) {
        change = this.#change;
        const natural = isNatural(this.#view);
        const nothing = natural && !this.#kept;
        this.#kept ||= !natural;
        const arranged = nothing ? undefined : await this.#ask('arrange', this.#view);
        if (change !== this.#change) continue;
        this.#kept = !natural;
        this.#arranged = natural ? undefined : arranged;
        await this.#events.arranged(this.#arranged);
      }
    } catch (error) {
      failed = true;
      this.#events.failed(error);
    } finally {
      clearTimeout(slow);
      this.#asking = false;
      this.#events.busy(false);
    }
    if (change !== this.#change) this.#next(0);
    else if (!failed) this.grown(this.#rows, false);
  }
}
