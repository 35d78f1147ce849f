import { parseFilterText } from '../../../core/results/filterText';
import type { ColumnKind, ResultColumn } from '../../../core/results/model';
import { el, setText } from '../dom';
import type { FilterRow } from '../grid/contract';
import { icon } from '../icons';
import type { NamedFilter } from './arrangement';

export interface FilterCellActions {
  columns(): readonly ResultColumn[];
  filter(name: string): NamedFilter | undefined;
  /** @param soon more may be typed */
  set(name: string, filter: NamedFilter | undefined, soon: boolean): void;
  /** The values of the column, to choose from. */
  choose(column: number, anchor: Element): void;
  /** Back to the rows. */
  leave(): void;
  say(text: string): void;
}

interface FilterCell {
  readonly element: HTMLElement;
  readonly kind: ColumnKind;
  show(filter: NamedFilter | undefined): void;
}

/** The cells of the filter row, one a column, made when their column first comes into view. */
export class FilterCells implements FilterRow {
  readonly #actions: FilterCellActions;
  readonly #cells = new Map<string, FilterCell>();

  constructor(actions: FilterCellActions) {
    this.#actions = actions;
  }

  cell(column: number): HTMLElement {
    const { name, kind } = this.#actions.columns()[column] ?? { name: '', kind: 'text' };
    const known = this.#cells.get(name);
    if (known?.kind === kind) return known.element;
    known?.element.remove();
    const cell = isChosen(kind)
      ? new ChoiceCell(name, kind, this.#actions)
      : new TextCell(name, kind, this.#actions);
    cell.show(this.#actions.filter(name));
    this.#cells.set(name, cell);
    return cell.element;
  }

  /** Filters changed elsewhere: by a menu, by "Clear". */
  refresh(): void {
    for (const [name, cell] of this.#cells) cell.show(this.#actions.filter(name));
  }

  /** Another result: the cells of columns that it has stay where they are, with the focus and what is typed. */
  columnsChanged(): void {
    const names = new Set(this.#actions.columns().map(({ name }) => name));
    for (const [name, { element }] of this.#cells) if (!names.has(name)) element.parentElement?.remove();
  }
}

/** Columns whose filter is chosen from their values. */
export function isChosen(kind: ColumnKind): boolean {
  return kind === 'choice' || kind === 'lookup' || kind === 'boolean';
}

const hints: Readonly<Partial<Record<ColumnKind, readonly [placeholder: string, help: string]>>> = {
  number: ['=, ≥, a..b', 'As in =5, >=5, <5, 5..10, null, !null'],
  money: ['=, ≥, a..b', 'As in =5, >=5, <5, 5..10, null, !null'],
  date: ['Since, in, a..b', 'As in 2026-01, since 2026-01-15, ..2025, today, last 7 days (UTC), null, !null'],
};
const textHint = [
  'Contains',
  'Part of the text; or =whole, ^begin, end$, !not, "" for empty, null, !null',
] as const;

class TextCell implements FilterCell {
  readonly element = el('div', 'fi');
  readonly kind: ColumnKind;
  readonly #name: string;
  readonly #actions: FilterCellActions;
  readonly #input: HTMLInputElement;
  readonly #clear: HTMLButtonElement;
  readonly #help: string;

  constructor(name: string, kind: ColumnKind, actions: FilterCellActions) {
    this.kind = kind;
    this.#name = name;
    this.#actions = actions;
    const [placeholder, help] = hints[kind] ?? textHint;
    this.#help = help;
    this.#input = el('input', '', {
      type: 'text',
      'aria-label': `Filter ${name}`,
      placeholder,
      title: help,
      spellcheck: 'false',
      autocomplete: 'off',
    });
    this.#clear = clearButton(name, () => this.#type('', false));
    this.element.append(this.#input, this.#clear);
    this.#input.addEventListener('input', () => this.#type(this.#input.value, true));
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  show(filter: NamedFilter | undefined): void {
    // A part of the values may have been chosen by a cell's menu: it reads as they do.
    const text = filter === undefined ? '' : 'text' in filter ? filter.text : valuesText(filter);
    if (this.#input !== document.activeElement || text === '') this.#input.value = text;
    this.#mark(filter !== undefined, filter && 'text' in filter ? this.#error(filter.text) : undefined);
  }

  #type(text: string, soon: boolean): void {
    this.#actions.set(this.#name, text.trim() === '' ? undefined : { text }, soon);
    if (this.#input.value !== text) this.#input.value = text;
    this.#mark(text.trim() !== '', this.#error(text));
  }

  #error(text: string): string | undefined {
    const parsed = parseFilterText(text, this.kind, Date.now());
    return parsed && 'error' in parsed ? parsed.error : undefined;
  }

  #mark(active: boolean, error: string | undefined): void {
    this.element.classList.toggle('act', active && error === undefined);
    this.element.classList.toggle('wrong', error !== undefined);
    this.#clear.hidden = !active;
    this.#input.title = error ?? this.#help;
    this.#input.setAttribute('aria-invalid', String(error !== undefined));
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target === this.#input) {
      const error = this.#error(this.#input.value);
      if (error === undefined) this.#type(this.#input.value, false);
      else this.#actions.say(error);
    } else if (event.key === 'Escape' && this.#input.value !== '') this.#type('', false);
    else if (event.key === 'Escape' || event.key === 'ArrowDown') this.#actions.leave();
    else {
      // The grid's own keys move its active cell; here they move in the text.
      if (!/^(?:F\d+|Tab)$/.test(event.key) && !(event.ctrlKey && /^[flFL]$/.test(event.key))) {
        event.stopPropagation();
      }
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}

class ChoiceCell implements FilterCell {
  readonly element = el('div', 'fi');
  readonly kind: ColumnKind;
  readonly #button: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  readonly #label = el('span', 'ell');
  readonly #name: string;

  constructor(name: string, kind: ColumnKind, actions: FilterCellActions) {
    this.kind = kind;
    this.#name = name;
    const choose = (): void => {
      const column = actions.columns().findIndex((one) => one.name === name);
      if (column >= 0) actions.choose(column, this.#button);
    };
    this.#button = el(
      'button',
      'pick',
      { type: 'button', 'aria-haspopup': 'dialog' },
      this.#label,
      icon('chevronDown'),
    );
    this.#button.addEventListener('click', choose);
    this.#clear = clearButton(name, () => actions.set(name, undefined, false));
    this.element.append(this.#button, this.#clear);
    this.element.addEventListener('keydown', (event) => {
      if (/^(?:F\d+|Tab)$/.test(event.key) || (event.ctrlKey && /^[flFL]$/.test(event.key))) return;
      event.stopPropagation();
      if (event.key === 'Escape') actions.leave();
      else if (event.key === 'ArrowDown') choose();
      else return;
      event.preventDefault();
    });
  }

  show(filter: NamedFilter | undefined): void {
    const text =
      filter === undefined
        ? ({ choice: 'Any choice', boolean: 'Any' }[this.kind as string] ?? 'Any record')
        : 'text' in filter
          ? filter.text
          : valuesText(filter);
    setText(this.#label, text);
    this.#button.title = text;
    this.#button.setAttribute('aria-label', `Filter ${this.#name}: ${text}`);
    this.element.classList.toggle('act', filter !== undefined);
    this.#clear.hidden = filter === undefined;
  }
}

/** `Wholesale, Insurance`, `not Wholesale`. */
function valuesText(filter: Extract<NamedFilter, { readonly values: unknown }>): string {
  const labels = filter.values.map((value, i) => filter.labels[i] ?? value ?? 'null').join(', ');
  return filter.not ? `not ${labels}` : labels;
}

function clearButton(name: string, action: () => void): HTMLButtonElement {
  const label = `Clear the filter of ${name}`;
  const element = el('button', 'x', { type: 'button', title: label, 'aria-label': label }, icon('close'));
  element.addEventListener('click', action);
  return element;
}
