import type { PaneCommand } from '../../protocol/paneCommands';
import type { PaneMessage } from '../../protocol/resultsMessages';
import { FocusKeeper } from './focusKeeper';
import { paneCommand } from './paneKeys';
import type { PaneParts } from './paneParts';
import { focusNextPart } from './partKeys';

export interface ShortcutActions {
  post(message: PaneMessage): void;
  /** Number of the run on view. */
  run(): number;
  setFormatted(formatted: boolean): void;
  /** The grid is on view, with rows. */
  showsRows(): boolean;
  /** Something runs that can be stopped. */
  busy(): boolean;
}

type Command = PaneCommand | 'escape';

/** What the keys of the pane and the commands of VS Code do. */
export class Shortcuts {
  readonly #parts: PaneParts;
  readonly #main: HTMLElement;
  readonly #actions: ShortcutActions;
  /** Whatever is on view; false where it is not for now. */
  readonly #always: Readonly<Partial<Record<Command, () => boolean | void>>>;
  /** Where rows are on view in the grid. */
  readonly #withRows: Readonly<Partial<Record<Command, () => void>>>;

  /** @param main what is between the bars, without the record */
  constructor(parts: PaneParts, main: HTMLElement, actions: ShortcutActions) {
    this.#parts = parts;
    this.#main = main;
    this.#actions = actions;
    const { grid, menus, toolbar } = parts;
    this.#always = {
      runAgain: () => actions.post({ type: 'runAgain' }),
      nextPage: () => actions.post({ type: 'nextPage', run: actions.run() }),
      loadAll: () => actions.post({ type: 'loadAll', run: actions.run() }),
      grid: () => toolbar.choose('grid'),
      raw: () => toolbar.choose('raw'),
      chart: () => toolbar.choose('chart'),
      export: () => grid.requests.export(),
      pin: () => menus.pin(!menus.pinned),
      nextPart: () => this.#goOn(false),
      previousPart: () => this.#goOn(true),
      escape: () => this.#escape(),
    };
    this.#withRows = {
      toggleFormatted: () => actions.setFormatted(!grid.grid.formatted),
      toggleFilterRow: () => grid.toggleFilterRow(),
      find: () => grid.openFind(),
      findNext: () => grid.findNext(false),
      findPrevious: () => grid.findNext(true),
      columns: () => menus.columns(toolbar.columnsAnchor),
      copyAs: () => menus.copy(toolbar.copyAnchor),
    };
  }

  /** Takes the keys of the whole page: also where nothing has the focus yet. */
  listen(): void {
    new FocusKeeper(this.#main).listen();
    document.addEventListener('keydown', (event) => {
      const command = event.defaultPrevented ? undefined : paneCommand(event);
      if (command === undefined || !this.run(command)) return;
      event.preventDefault();
      // VS Code listens at the window: it would do the same once more.
      event.stopPropagation();
    });
    // VS Code gives the focus to the page as a whole, where the arrows do nothing. A click has its say first.
    window.addEventListener('focus', () => {
      setTimeout(() => {
        if (document.activeElement === document.body) focusNextPart([this.#main], false);
      });
    });
  }

  /** False where the key or command is not for now, and somebody else may want it. */
  run(command: Command): boolean {
    const always = this.#always[command];
    if (always) return always() !== false;
    if (!this.#actions.showsRows()) return false;
    this.#withRows[command]?.();
    return true;
  }

  #goOn(backwards: boolean): void {
    const { record, toolbar, footer, compare } = this.#parts;
    const parts = [toolbar.element, compare.element, this.#main, record.element, footer.element];
    focusNextPart(parts, backwards);
  }

  /** Closes what is open, then stops what runs, then goes back to the file. */
  #escape(): void {
    const { grid, record } = this.#parts;
    if (grid.closeFind()) return;
    if (record.isOpen) record.close();
    else if (this.#actions.busy()) this.#actions.post({ type: 'stop' });
    else this.#actions.post({ type: 'leave' });
  }
}
