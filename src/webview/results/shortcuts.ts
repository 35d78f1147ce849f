import type { PaneCommand } from './paneKeys';
import type { PaneParts } from './paneParts';
import { focusNextPart } from './partKeys';

export interface ShortcutActions {
  runAgain(): void;
  stop(): void;
  /** Back to the file. */
  leave(): void;
  setFormatted(formatted: boolean): void;
  /** The grid is on view, with rows. */
  showsRows(): boolean;
  /** Something runs that can be stopped. */
  busy(): boolean;
}

/** What the keys of the pane do. */
export class Shortcuts {
  readonly #parts: PaneParts;
  readonly #main: HTMLElement;
  readonly #actions: ShortcutActions;

  /** @param main what is between the bars, without the record */
  constructor(parts: PaneParts, main: HTMLElement, actions: ShortcutActions) {
    this.#parts = parts;
    this.#main = main;
    this.#actions = actions;
  }

  /** False where the key is not for now, and somebody else may want it. */
  run(command: PaneCommand): boolean {
    const { grid, record, toolbar, footer, compare } = this.#parts;
    const actions = this.#actions;
    if (command === 'runAgain') actions.runAgain();
    else if (command === 'nextPart' || command === 'previousPart') {
      const parts = [toolbar.element, compare.element, this.#main, record.element, footer.element];
      focusNextPart(parts, command === 'previousPart');
    } else if (command === 'escape') this.#escape();
    else if (!actions.showsRows()) return false;
    else if (command === 'toggleFormatted') actions.setFormatted(!grid.grid.formatted);
    else if (command === 'toggleFilterRow') grid.toggleFilterRow();
    else if (command === 'find') grid.openFind();
    else grid.findNext(command === 'findPrevious');
    return true;
  }

  /** Closes what is open, then stops what runs, then goes back to the file. */
  #escape(): void {
    const { grid, record } = this.#parts;
    if (grid.closeFind()) return;
    if (record.isOpen) record.close();
    else if (this.#actions.busy()) this.#actions.stop();
    else this.#actions.leave();
  }
}
