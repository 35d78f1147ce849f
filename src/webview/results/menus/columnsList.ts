import { linkButton } from '../controls';
import { el, setText } from '../dom';
import type { ColumnModel, ColumnView } from '../grid/contract';
import { icon, kindIcon } from '../icons';
import { count } from '../words';
import type { CheckItem } from './checkList';
import { CheckList } from './checkList';
import type { Anchor, Popups } from './popups';
import { popupBox } from './popups';

export interface ColumnsListActions {
  /** Writes the columns on view into the query of the file. */
  setSelect(): void;
  say(text: string): void;
}

/** All columns: which of them show, and in which order. */
export function openColumnsList(
  popups: Popups,
  anchor: Anchor,
  columns: ColumnModel,
  actions: ColumnsListActions,
): void {
  if (popups.isOpenAt(anchor)) {
    popups.close(true);
    return;
  }
  const list = new ColumnsList(columns, {
    ...actions,
    setSelect: () => {
      popups.close(true);
      actions.setSelect();
    },
  });
  const stop = columns.onChange(() => list.show());
  popups.open(list.element, anchor, stop);
  list.show();
  list.focus();
}

class ColumnsList {
  readonly element = popupBox('list', { role: 'dialog', 'aria-label': 'Columns' });
  readonly #columns: ColumnModel;
  readonly #actions: ColumnsListActions;
  readonly #note = el('span', 'muted', { role: 'status' });
  readonly #list: CheckList;

  constructor(columns: ColumnModel, actions: ColumnsListActions) {
    this.#columns = columns;
    this.#actions = actions;
    this.#list = new CheckList('Columns', 'Find a column', {
      find: () => this.show(),
      toggle: (key) => {
        const view = this.#of(key);
        if (view) columns.hide(view.index, !view.hidden);
      },
      move: (key, by) => {
        const view = this.#of(key);
        if (view) this.#move(view, by);
      },
    });
    const showAll = linkButton('Show all', () => this.#showAll());
    const select = linkButton('Put these columns into $select', () => actions.setSelect());
    const reset = linkButton('Reset', () => columns.reset());
    this.element.append(
      this.#list.element,
      el('hr'),
      el('div', 'act', {}, showAll, select),
      el('div', 'foot', {}, this.#note, el('span', 'grow'), reset),
    );
  }

  focus(): void {
    this.#list.focus();
  }

  show(): void {
    const { all, shown } = this.#columns;
    const found = all.filter((view) => fits(view, this.#list.text));
    this.#list.show(found.map(itemOf));
    const finds = found.length < all.length ? `, ${count(found.length)} found` : '';
    setText(this.#note, `${count(shown.length)} of ${count(all.length)} columns${finds}`);
  }

  #of(key: string): ColumnView | undefined {
    return this.#columns.all.find(({ index }) => String(index) === key);
  }

  /** At once: each column by itself would have hundreds of them drawn hundreds of times. */
  #showAll(): void {
    const here = new Set(this.#columns.all.map(({ column }) => column.name));
    const hidden = this.#columns.state.hidden.filter((name) => !here.has(name));
    this.#columns.restore({ hidden });
    this.#actions.say('All columns are shown.');
  }

  /** One place up or down in the whole list, hidden ones included, within the pinned or the other ones. */
  #move(view: ColumnView, by: -1 | 1): void {
    const part = this.#columns.all.filter(({ pinned }) => pinned === view.pinned);
    const to = part.findIndex(({ index }) => index === view.index) + by;
    if (to < 0 || to >= part.length) return;
    this.#columns.move(view.index, part[by < 0 ? to : to + 1]?.index);
    this.#actions.say(`${view.column.name} moved to place ${to + 1} of ${part.length}.`);
  }
}

function fits({ column: { name, label } }: ColumnView, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || (label?.toLowerCase().includes(wanted) ?? false);
}

function itemOf({ index, column, pinned, hidden }: ColumnView): CheckItem {
  const content: Node[] = [kindIcon(column.kind, 's'), el('span', 'ell', {}, column.name)];
  if (column.label !== undefined) content.push(el('span', 'k near ell', {}, column.label));
  if (pinned) content.push(el('span', 'grow'), icon('pin', 's'));
  return { key: String(index), checked: !hidden, content };
}
