import type { WholeCell } from '../../../core/results/questions';
import { el } from '../dom';
import type { FollowTarget } from '../grid/contract';
import { kindIcon } from '../icons';
import { copiedWord } from '../words';
import type { RecordGroup, RecordRow } from './recordRows';
import { isEmpty, valueTexts } from './recordRows';

/** Texts are shown in one line up to so many UTF-16 code units; Enter shows the whole. */
const shortText = 300;

export interface RecordTableActions {
  follow(column: number, to: FollowTarget): void;
  copy(text: string, said: string): void;
  whole(column: number): Promise<WholeCell | undefined>;
  failed(error: unknown): void;
  say(text: string): void;
}

/** The lines of a record: a table with one row in the order of Tab, arrows go from row to row. */
export class RecordTable {
  readonly element = el('div', 'rec', { role: 'grid', 'aria-label': 'Columns of the record', tabindex: '0' });
  readonly #actions: RecordTableActions;
  readonly #rows = new Map<HTMLElement, RecordRow>();
  #at = 0;

  constructor(actions: RecordTableActions) {
    this.#actions = actions;
    this.element.addEventListener('keydown', (event) => this.#key(event));
    this.element.addEventListener('click', (event) => this.#click(event));
  }

  focus(): void {
    this.element.focus();
  }

  /** Returns how many lines are shown and how many of all are empty. */
  show(
    groups: readonly RecordGroup[],
    find: string,
    hideEmpty: boolean,
  ): { readonly shown: number; readonly empty: number } {
    this.#rows.clear();
    // Where no column has a label, theirs would only take room.
    const labels = groups.some(({ rows }) => rows.some(({ column }) => column.label !== undefined));
    this.element.classList.toggle('plain', !labels);
    const wanted = find.trim().toLowerCase();
    const lines: HTMLElement[] = [headLine()];
    for (const group of groups) {
      const rows = group.rows.filter((row) => (!hideEmpty || !isEmpty(row)) && fits(row, wanted));
      if (rows.length > 0 && group.name !== '') lines.push(groupLine(group));
      for (const [i, row] of rows.entries()) {
        const line = rowLine(row, i % 2 === 1);
        this.#rows.set(line, row);
        lines.push(line);
      }
    }
    this.element.replaceChildren(...lines);
    this.#mark(Math.min(this.#at, this.#rows.size - 1));
    const empty = groups.flatMap(({ rows }) => rows).filter(isEmpty).length;
    return { shown: this.#rows.size, empty };
  }

  #mark(at: number): void {
    this.#at = Math.max(0, at);
    for (const [i, line] of [...this.#rows.keys()].entries()) {
      const current = i === this.#at;
      line.classList.toggle('cur', current);
      if (!current) continue;
      this.element.setAttribute('aria-activedescendant', line.id);
      line.scrollIntoView({ block: 'nearest' });
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey) return;
    const line = [...this.#rows.keys()][this.#at];
    const row = line && this.#rows.get(line);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) this.#mark(Math.min(this.#at + step, this.#rows.size - 1));
    else if (event.key === 'Home') this.#mark(0);
    else if (event.key === 'End') this.#mark(this.#rows.size - 1);
    else if (event.key === 'Enter' && line && row) this.#enter(line, row, event.ctrlKey || event.metaKey);
    else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && row) this.#copy(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #click(event: MouseEvent): void {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('.rr') : null;
    const row = line && this.#rows.get(line);
    if (!line || !row) return;
    this.#mark([...this.#rows.keys()].indexOf(line));
    const onValue = event.target instanceof Element && event.target.closest('.go') !== null;
    if (onValue || event.detail === 2) this.#enter(line, row, event.ctrlKey || event.metaKey);
  }

  #copy({ index, column, cell }: RecordRow): void {
    const { name } = column;
    if (cell.state === 'value' && cell.cut) {
      const copy = (whole: WholeCell | undefined): void => {
        if (whole) this.#actions.copy(whole.formatted ?? whole.raw, copiedWord(name, whole));
        else this.#actions.say(notRead(name));
      };
      this.#actions.whole(index).then(copy, this.#actions.failed);
    } else this.#actions.copy(valueTexts(cell).value, copiedWord(name, {}));
  }

  #enter(line: HTMLElement, row: RecordRow, browser: boolean): void {
    const { index, column, cell } = row;
    if (column.kind === 'lookup' && cell.state === 'value') {
      this.#actions.follow(index, browser ? 'browser' : 'record-query');
    } else if (column.kind === 'rows' && cell.state === 'value') this.#actions.follow(index, 'nested-query');
    else if (line.nextElementSibling?.classList.contains('whole')) line.nextElementSibling.remove();
    else if (cell.state === 'value') void this.#expand(line, row);
  }

  async #expand(line: HTMLElement, { index, column }: RecordRow): Promise<void> {
    try {
      const whole = await this.#actions.whole(index);
      if (!line.isConnected) return;
      if (!whole) return this.#actions.say(notRead(column.name));
      const text = el('pre', 'whole', { 'aria-label': `Whole value of ${column.name}` }, whole.raw);
      if (whole.cutAt !== undefined) text.append(`\n… ${whole.cutAt} characters in all`);
      line.after(text);
    } catch (error) {
      this.#actions.failed(error);
    }
  }
}

function notRead(name: string): string {
  return `Could not read ${name}: the rows are changing. Try again.`;
}

function fits({ column, cell }: RecordRow, wanted: string): boolean {
  if (wanted === '') return true;
  const { value, stored } = valueTexts(cell);
  return [column.name, column.label ?? '', value, stored].some((text) => text.toLowerCase().includes(wanted));
}

function headLine(): HTMLElement {
  const cell = (text: string): HTMLElement => el('span', '', { role: 'columnheader' }, text);
  return el(
    'div',
    'rr head',
    { role: 'row' },
    el('span', '', { role: 'presentation' }),
    cell('Column'),
    cell('Label'),
    cell('Value'),
    cell('Stored'),
  );
}

function groupLine({ name, note }: RecordGroup): HTMLElement {
  const words = el('span', '', { role: 'gridcell', 'aria-colspan': '4' }, el('b', '', {}, name));
  if (note !== undefined) words.append(' ', el('span', 'muted', {}, note));
  return el('div', 'rr sec', { role: 'row' }, words);
}

function rowLine(row: RecordRow, alternate: boolean): HTMLElement {
  const { column, index } = row;
  const cell = (role: string, className: string, ...content: readonly (Node | string)[]): HTMLElement =>
    el('span', className, { role }, ...content);
  const { stored } = valueTexts(row.cell);
  return el(
    'div',
    alternate ? 'rr alt' : 'rr',
    { role: 'row', id: `record-${index}` },
    kindIcon(column.kind, ''),
    cell('rowheader', 'ell', column.name),
    cell('gridcell', 'ell muted', column.label ?? ''),
    cell('gridcell', 'ell', valueNode(row)),
    cell('gridcell', 'ell mono muted', clipped(stored)),
  );
}

function valueNode({ column, cell }: RecordRow): Node | string {
  if (cell.state === 'null') return el('span', 'nul', {}, 'null');
  if (cell.state === 'absent') return '';
  if (cell.raw === '') return el('span', 'mono muted', {}, '""');
  const text = clipped(cell.formatted ?? cell.raw);
  if (column.kind !== 'lookup' && column.kind !== 'rows') return text;
  const link = el('span', 'link go', {}, text);
  const table = cell.target?.logicalName;
  return table === undefined ? link : el('span', '', {}, link, ' ', el('span', 'muted', {}, table));
}

function clipped(text: string): string {
  const line = text.length > shortText ? `${text.slice(0, shortText)}…` : text;
  return line.replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
