import type { BeginMessage, PaneMessage } from '../../protocol/resultsMessages';
import type { GridView } from './gridView';
import type { PaneMemory } from './memory';
import { openColumnsList } from './menus/columnsList';
import { copyMenu } from './menus/copyMenu';
import { openMenu } from './menus/menu';
import { intervalWord, moreMenu } from './menus/moreMenu';
import type { Popups } from './menus/popups';

export interface PaneMenusHost {
  readonly popups: Popups;
  readonly view: GridView;
  post(message: PaneMessage): void;
  remember(): void;
  setFormatted(formatted: boolean): void;
  say(text: string): void;
}

/** What opens from the toolbar. */
export class PaneMenus {
  readonly #host: PaneMenusHost;
  #refreshSeconds: number;
  #pinned = false;
  /** The run on view was to change something, and does so once. */
  #writes: boolean | undefined;

  constructor(host: PaneMenusHost, { refreshSeconds }: PaneMemory) {
    this.#host = host;
    this.#refreshSeconds = refreshSeconds;
  }

  get refreshSeconds(): number {
    return this.#refreshSeconds;
  }

  begin({ method }: Pick<BeginMessage, 'method'>): void {
    // The host knows nothing yet of what was chosen before a reload.
    if (this.#writes === undefined && this.#refreshSeconds > 0) {
      this.#host.post({ type: 'autoRefresh', seconds: this.#refreshSeconds });
    }
    this.#writes = method !== 'GET';
  }

  columns(anchor: HTMLElement): void {
    const { popups, view } = this.#host;
    openColumnsList(popups, anchor, view.grid.columns, {
      setSelect: () => view.requests.setSelect(),
      say: (text) => this.#host.say(text),
    });
  }

  copy(anchor: HTMLElement): void {
    const { popups, view } = this.#host;
    const cells = view.requests.selectedOrAll;
    if (!cells) return;
    const state = {
      rows: cells.bottom - cells.top + 1,
      columns: cells.columns.length,
      headings: view.headings,
      formatted: view.grid.formatted,
    };
    const entries = copyMenu(state, {
      copy: (format) => view.requests.copy(cells, format, view.headings),
      setHeadings: (on) => {
        view.headings = on;
        this.#host.remember();
      },
      setFormatted: (on) => this.#host.setFormatted(on),
    });
    openMenu(popups, anchor, 'Copy as', entries);
  }

  more(anchor: HTMLElement, narrow: boolean): void {
    const { popups, view } = this.#host;
    const state = {
      narrow,
      hasRows: view.source.rows > 0,
      filterRow: view.filterRow,
      refreshSeconds: this.#refreshSeconds,
      pinned: this.#pinned,
      writes: this.#writes === true,
    };
    const entries = moreMenu(state, {
      toggleFilterRow: () => view.toggleFilterRow(),
      columns: () => this.columns(anchor),
      copy: () => this.copy(anchor),
      export: () => view.requests.export(),
      refreshEvery: (seconds) => this.#refresh(seconds),
      pin: (on) => this.pin(on),
      reset: () => view.reset(),
    });
    openMenu(popups, anchor, 'More actions', entries);
  }

  #refresh(seconds: number): void {
    this.#refreshSeconds = seconds;
    this.#host.post({ type: 'autoRefresh', seconds });
    this.#host.remember();
    this.#host.say(seconds === 0 ? 'Does not run again by itself.' : `Runs again ${intervalWord(seconds)}.`);
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  /** @param pinned as the host says */
  showPinned(pinned: boolean): void {
    this.#pinned = pinned;
  }

  pin(on: boolean): void {
    this.#pinned = on;
    this.#host.post({ type: 'pin', on });
    this.#host.say(on ? 'Pinned. The next run is compared with this result.' : 'No longer pinned.');
  }
}
