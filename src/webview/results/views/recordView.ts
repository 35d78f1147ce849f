import { button, enable, iconButton, linkButton, press } from '../controls';
import { el, holdsFocus, setText } from '../dom';
import type { CellPlace, FollowTarget, RowCache } from '../grid/contract';
import { count } from '../words';
import { RecordTable } from './recordTable';
import { recordGroups, recordKey, recordName } from './recordRows';

export interface RecordActions {
  follow(place: CellPlace, to: FollowTarget): void;
  copy(text: string, said: string): void;
  /** Of the whole row: long texts of it are not here. */
  copyAsJson(row: number): void;
  /** The row that is open now. */
  moved(row: number): void;
  closed(): void;
  failed(error: unknown): void;
  say(text: string): void;
}

/** One row, its columns under each other, beside the grid or over it. */
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
  /** The query runs again: what is shown is of the run before, until its row has come. */
  #between = false;

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
      follow: (column, to) => actions.follow({ row: this.#row, column }, to),
      copy: (text, said) => actions.copy(text, said),
      whole: (column) => source.whole({ row: this.#row, column }),
      failed: (error) => actions.failed(error),
    });
    this.#build();
    source.onChange((change) => {
      if (!this.isOpen) return;
      if (change !== 'cleared') this.#draw();
      else if (this.#asked) this.#between = true;
      else this.close();
    });
    this.element.addEventListener('keydown', (event) => this.#keydown(event));
  }

  #build(): void {
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
      el('div', 'rectools', {}, this.#find, this.#hide, el('span', 'grow'), ...this.#ways()),
      this.#table.element,
      el('div', 'ft', {}, this.#note),
    );
  }

  #ways(): readonly HTMLElement[] {
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
    this.#between = false;
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

  /** The run on view has come to its end. */
  settle(hasRows: boolean): void {
    if (!this.#between) return;
    this.#between = false;
    if (!hasRows) this.close();
    else if (this.isOpen && this.#source.rows > 0) this.#draw();
  }

  #step(by: -1 | 1): void {
    const row = this.#row + by;
    if (row < 0 || row >= this.#source.rows) return;
    this.#row = row;
    this.#actions.moved(row);
    this.#draw();
    this.#actions.say(`Row ${count(row + 1)}: ${this.#name.textContent ?? ''}`);
  }

  #draw(): void {
    const { rows, schema } = this.#source;
    if (this.#between && rows <= this.#row) return;
    this.#between = false;
    if (rows === 0) {
      this.close();
      return;
    }
    this.#row = Math.min(this.#row, rows - 1);
    setText(this.#place, `Row ${count(this.#row + 1)} of ${count(rows)}`);
    enable(this.#up, this.#row > 0);
    enable(this.#down, this.#row < rows - 1);
    if (!this.#source.has(this.#row)) {
      this.#source.show(this.#row, this.#row + 1);
      return;
    }
    const groups = recordGroups(
      schema.columns,
      (column) => this.#source.cell(this.#row, column) ?? { state: 'absent' },
    );
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
