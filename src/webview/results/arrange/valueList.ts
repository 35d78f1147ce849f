import type { ResultColumn } from '../../../core/results/model';
import type { DistinctValues } from '../../../core/results/questions';
import type { ColumnFilter } from '../../../core/results/view';
import { linkButton } from '../controls';
import { el, setText } from '../dom';
import type { Ask } from '../grid/contract';
import { CheckList } from '../menus/checkList';
import type { Anchor, Popups } from '../menus/popups';
import { popupBox } from '../menus/popups';
import { count } from '../words';
import type { NamedFilter } from './arrangement';

/** Values that are listed; the rest is found by typing. */
const listed = 200;

export interface ValueListOptions {
  readonly column: number;
  readonly of: ResultColumn;
  readonly filter: NamedFilter | undefined;
  /** Those of the other columns. */
  readonly filters: readonly ColumnFilter[];
  readonly ask: Ask;
  set(filter: NamedFilter | undefined): void;
  failed(error: unknown): void;
}

type Value = DistinctValues['values'][number];

/** The values of a column with how many rows hold each, to choose from. */
export function openValueList(popups: Popups, anchor: Anchor, options: ValueListOptions): void {
  const list = new ValueList(options);
  popups.open(list.element, anchor);
  list.start();
}

class ValueList {
  readonly element: HTMLElement;
  readonly #options: ValueListOptions;
  readonly #note = el('span', 'muted', { role: 'status' });
  readonly #list: CheckList;
  readonly #chosen: Map<string | null, string>;
  #values: readonly Value[] = [];
  #asked = 0;

  constructor(options: ValueListOptions) {
    this.#options = options;
    this.#chosen = chosenOf(options.filter);
    const label = `Values of ${options.of.name}`;
    this.#list = new CheckList(label, 'Find a value', {
      find: (text) => this.#fetch(text),
      toggle: (key) => this.#toggle(key),
    });
    const clear = linkButton('Clear', () => {
      this.#chosen.clear();
      this.#changed();
      this.#list.focus();
    });
    this.element = popupBox('list', { role: 'dialog', 'aria-label': label });
    this.element.append(this.#list.element, el('div', 'foot', {}, this.#note, el('span', 'grow'), clear));
  }

  start(): void {
    this.#list.focus();
    this.#fetch('');
  }

  #fetch(contains: string): void {
    const { ask, column, filters, failed } = this.#options;
    const text = contains.trim();
    const mine = ++this.#asked;
    ask('distinct', { column, limit: listed, filters, ...(text === '' ? {} : { contains: text }) }).then(
      (answer) => mine === this.#asked && this.#take(answer),
      failed,
    );
  }

  #take({ values, total }: DistinctValues): void {
    this.#values = values;
    const more = total > values.length ? `, the first ${count(values.length)} are listed` : '';
    setText(this.#note, `${count(total)} ${total === 1 ? 'value' : 'values'}${more}`);
    this.#show();
  }

  #show(): void {
    this.#list.show(this.#values.map((value) => itemOf(value, this.#chosen)));
  }

  #toggle(key: string): void {
    const value = this.#values.find((one) => keyOf(one) === key);
    if (!value) return;
    if (!this.#chosen.delete(value.raw)) this.#chosen.set(value.raw, labelOf(value));
    this.#changed();
  }

  #changed(): void {
    this.#show();
    const [values, labels] = [[...this.#chosen.keys()], [...this.#chosen.values()]];
    this.#options.set(values.length === 0 ? undefined : { values, labels, not: false });
  }
}

function chosenOf(filter: NamedFilter | undefined): Map<string | null, string> {
  if (!filter || !('values' in filter) || filter.not) return new Map();
  return new Map(filter.values.map((value, i) => [value, filter.labels[i] ?? value ?? 'null']));
}

function keyOf({ raw }: Value): string {
  return raw === null ? 'null' : `=${raw}`;
}

function labelOf({ raw, label }: Value): string {
  return label ?? raw ?? 'null';
}

function itemOf(
  value: Value,
  chosen: ReadonlyMap<string | null, string>,
): { key: string; checked: boolean; content: readonly (Node | string)[] } {
  const label = labelOf(value);
  const text =
    value.raw === null
      ? el('span', 'nul ell', {}, 'null')
      : label === ''
        ? el('span', 'mono ell', {}, '""')
        : el('span', 'ell', {}, label);
  return {
    key: keyOf(value),
    checked: chosen.has(value.raw),
    content: [text, el('span', 'k', {}, count(value.rows))],
  };
}
