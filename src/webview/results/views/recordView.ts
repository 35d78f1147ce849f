import { button, enable, iconButton, linkButton, press } from '../controls';
import { el, holdsFocus, setText } from '../dom';
import type { CellPlace, FollowTarget, RowCache } from '../grid/contract';
import { count } from '../words';
import { RecordTable } from './recordTable';
import { idsOf, recordGroups, recordKey, recordName } from './recordRows';
import type { RecordGroup } from './recordRows';

/** What tells the record that is open from all others. */
interface Identity {
  /** Empty where the row has no id: it is known by its place alone. */
  readonly ids: string;
  /** Of the arrangement in which it stands in its row, whatever is told of its columns later; undefined in another run. */
  readonly version: number | undefined;
}

export interface RecordActions {
  follow(place: CellPlace, to: FollowTarget): void;
  copy(text: string, said: string): void;
  /** Of the whole row: long texts of it are not here. */
  copyAsJson(row: number): void;
  /** No run is under way, and all its rows stand as they are wanted. */
  settled(): boolean;
  /** The row that is open now. */
  moved(row: number): void;
  closed(): void;
  failed(error: unknown): void;
  say(text: string): void;
}

/**
 * One row, its columns under each other, beside the grid or over it. It is never another one than was opened: where that
 * one does not stand in its row any more, nothing can be done with it, and it closes when no more rows are on their way.
 */
export class RecordView {
  readonly element = el('section', 'record', { 'aria-label': 'Record', hidden: '' });
  readonly #source: RowCache;
  readonly #actions: RecordActions;
  readonly #trail: HTMLButtonElement;
  readonly #crumb = el('span', 'ell', { 'aria-current': 'true' });
  readonly #place = el('span', 'muted place');
  readonly #up: HTMLButtonElement;
  readonly #down: HTMLButtonElement;
  readonly #name = el('h2', 'ell');
  readonly #key = el('span', 'mono ell');
  readonly #keyName = el('span');
  readonly #copyKey: HTMLButtonElement;
  readonly #find: HTMLInputElement;
  readonly #hide: HTMLButtonElement;
  readonly #table: RecordTable;
  readonly #note = el('span', 'muted');
  #row = 0;
  #hideEmpty = false;
  /** Somebody opened it: it stays open when the query runs again. */
  #asked = false;
  /** Undefined until what was opened is here. */
  #identity: Identity | undefined;
  /** A run began, and what is shown is of the one before. */
  #stale = false;
  /** The row of the source is the one that is shown. */
  #live = false;
  #ways: readonly HTMLElement[] = [];

  constructor(source: RowCache, actions: RecordActions) {
    this.#source = source;
    this.#actions = actions;
    this.#trail = linkButton('', () => this.close());
    this.#up = iconButton('up', 'Previous row', 'Previous row (Alt+Up)', () => this.#step(-1));
    this.#down = iconButton('down', 'Next row', 'Next row (Alt+Down)', () => this.#step(1));
    this.#copyKey = iconButton('copy', 'Copy the id', 'Copy the id', () =>
      actions.copy(this.#key.textContent ?? '', 'Copied the id.'),
    );
    this.#find = el('input', 'field', {
      type: 'text',
      placeholder: 'Find a column or value',
      'aria-label': 'Find a column or value',
      spellcheck: 'false',
    });
    this.#find.addEventListener('input', () => this.#draw());
    this.#hide = button('filter', 'Hide empty', 'Hide columns without a value', () => {
      this.#hideEmpty = !this.#hideEmpty;
      press(this.#hide, this.#hideEmpty);
      this.#draw();
    });
    press(this.#hide, false);
    this.#table = new RecordTable({
      follow: (column, to) => {
        if (this.#live) actions.follow({ row: this.#row, column }, to);
      },
      copy: (text, said) => actions.copy(text, said),
      whole: async (column) => (this.#live ? source.whole({ row: this.#row, column }) : undefined),
      failed: (error) => actions.failed(error),
      say: (text) => actions.say(text),
    });
    this.#build();
    source.onChange((change) => {
      if (change === 'cleared') this.#stale = false;
      if (!this.isOpen) return;
      if (change === 'cleared') this.#cleared();
      else this.#draw();
    });
    this.element.addEventListener('keydown', (event) => this.#keydown(event));
  }

  #build(): void {
    this.#ways = this.#makeWays();
    const back = iconButton('left', 'Back to the rows', 'Back to the rows (Escape)', () => this.close());
    const separator = el('span', 'muted', { 'aria-hidden': 'true' }, '›');
    this.element.append(
      el(
        'div',
        'crumb',
        { role: 'toolbar', 'aria-label': 'Record' },
        back,
        this.#trail,
        separator,
        this.#crumb,
        el('span', 'grow'),
        this.#place,
        this.#up,
        this.#down,
      ),
      el('div', 'rechead', {}, this.#name, el('div', 'recid', {}, this.#keyName, this.#key, this.#copyKey)),
      el('div', 'rectools', {}, this.#find, this.#hide, el('span', 'grow'), ...this.#ways),
      this.#table.element,
      el('div', 'ft', {}, this.#note),
    );
  }

  #makeWays(): readonly HTMLElement[] {
    const follow = (to: FollowTarget): void => {
      // From a column that is no lookup the row itself is followed.
      const column = this.#source.schema.columns.findIndex(
        ({ kind }) => kind !== 'lookup' && kind !== 'rows',
      );
      this.#actions.follow({ row: this.#row, column: Math.max(0, column) }, to);
    };
    return [
      button('external', 'Open in browser', 'Open the record in the browser', () => follow('browser')),
      button('query', 'New query', 'New query for this record', () => follow('record-query')),
      button('copy', 'Copy as JSON', 'Copy the record as JSON', () => this.#actions.copyAsJson(this.#row)),
    ];
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** @param focus false where nobody asked for it: the focus stays where it is */
  open(row: number, title: string, focus = true): void {
    setText(this.#trail, title);
    this.#row = row;
    this.#asked = focus;
    this.#identity = undefined;
    this.element.hidden = false;
    this.#find.value = '';
    this.#draw();
    if (focus) this.#table.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    const focused = holdsFocus(this.element);
    this.element.hidden = true;
    if (focused) this.#actions.closed();
  }

  /** The query runs again: rows of the run before are on view until others come. */
  begin(): void {
    this.#stale = true;
    this.#enliven(false);
  }

  /** Rows may have come to their places. */
  settle(): void {
    if (this.isOpen && !this.#stale && !this.#live) this.#draw();
  }

  #cleared(): void {
    this.#enliven(false);
    const known = this.#identity;
    if (!this.#asked || !known) this.close();
    // Without an id, only a place in the order in which rows come means something in another run.
    else if (known.ids !== '' || known.version !== 0) this.#identity = { ...known, version: undefined };
  }

  #step(by: -1 | 1): void {
    const row = this.#row + by;
    // Beside a record that is not in its row there is none before or behind it.
    if (row < 0 || row >= this.#source.rows || (this.#identity && !this.#live)) return;
    this.#row = row;
    this.#identity = undefined;
    this.#actions.moved(row);
    this.#draw();
    this.#actions.say(`Row ${count(row + 1)}: ${this.#name.textContent ?? ''}`);
  }

  #draw(): void {
    const { rows, schema, version } = this.#source;
    const row = this.#row;
    const here = this.#source.has(row);
    if (row < rows && !here) this.#source.show(row, row + 1);
    if (row < rows && !this.#identity) this.#showPlace();
    const groups = here
      ? recordGroups(schema.columns, (column) => this.#source.cell(row, column) ?? { state: 'absent' })
      : [];
    const ids = idsOf(groups);
    const known = this.#identity;
    const same = !known || known.version === version || (ids !== '' && known.ids === ids);
    this.#enliven(here && same && !this.#stale);
    if (here && same) {
      this.#identity = { ids, version };
      this.#show(groups);
    } else if ((here || row >= rows) && this.#actions.settled()) {
      this.close();
      // Behind what is said of the rows that have come.
      setTimeout(() => this.#actions.say('The record was closed: it is not in its row any more.'));
    }
  }

  /** What would be done with the row of the source, while that is another one or on its way. */
  #enliven(live: boolean): void {
    this.#live = live;
    for (const way of this.#ways) enable(way, live);
    if (this.#identity) this.#showArrows(live);
  }

  #showArrows(live: boolean): void {
    enable(this.#up, live && this.#row > 0);
    enable(this.#down, live && this.#row < this.#source.rows - 1);
  }

  #showPlace(): void {
    setText(this.#place, `Row ${count(this.#row + 1)} of ${count(this.#source.rows)}`);
    this.#showArrows(!this.#stale);
  }

  #show(groups: readonly RecordGroup[]): void {
    this.#showPlace();
    const all = groups.flatMap((group) => group.rows);
    const key = recordKey(all);
    const name = recordName(all) ?? `Row ${count(this.#row + 1)}`;
    setText(this.#name, name);
    setText(this.#crumb, name);
    setText(this.#keyName, key?.column.name.replace(/id$/, '') ?? '');
    setText(this.#key, key?.cell.state === 'value' ? key.cell.raw : '');
    this.#copyKey.hidden = !key;
    const { shown, empty } = this.#table.show(groups, this.#find.value, this.#hideEmpty);
    setText(this.#note, `${count(shown)} of ${count(all.length)} columns, ${count(empty)} empty`);
  }

  #keydown(event: KeyboardEvent): void {
    const step = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (step !== undefined) this.#step(step);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
