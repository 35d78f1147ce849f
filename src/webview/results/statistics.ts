import type { SelectedCells, SelectionStatistics } from '../../core/results/questions';
import { el } from './dom';
import type { Ask } from './grid/contract';
import { count, rowsWord } from './words';

/** A selection has to stand still so long before its figures are asked for, in milliseconds. */
const pause = 120;

export interface Figure {
  readonly name: string;
  /** As it reads. */
  readonly text: string;
  /** As it is copied: digits without separators. */
  readonly plain: string;
}

const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const long = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 });

/** The figures of a selection, in the order in which they stand in the footer. */
export function statisticsOf(statistics: SelectionStatistics): readonly Figure[] {
  const figures: Figure[] = [whole('Count', statistics.cells)];
  if (statistics.nulls > 0) figures.push(whole('Null', statistics.nulls));
  const { numbers, dates } = statistics;
  if (numbers) {
    const average = numbers.sum / numbers.count;
    figures.push(
      number('Sum', numbers.sum),
      { name: 'Average', text: decimals.format(average), plain: plainOf(average) },
      number('Min', numbers.min),
      number('Max', numbers.max),
    );
  }
  if (dates) figures.push(date('First', dates.min), date('Last', dates.max));
  figures.push(distinct(statistics));
  return figures;
}

function whole(name: string, value: number): Figure {
  return { name, text: count(value), plain: String(value) };
}

/** Of very many it is known about how many there are. */
function distinct({ distinct: value, estimated }: SelectionStatistics): Figure {
  const figure = whole('Distinct', value);
  return estimated === true ? { ...figure, text: `≈ ${figure.text}` } : figure;
}

function number(name: string, value: number): Figure {
  const plain = plainOf(value);
  return { name, text: long.format(Number(plain)), plain };
}

/** Sums of decimals carry the dust of binary fractions. */
function plainOf(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function date(name: string, at: number): Figure {
  const text = new Date(at).toISOString().replace('T00:00:00.000Z', '').replace('.000Z', 'Z');
  return { name, text: text.replace('T', ' '), plain: text };
}

export interface StatisticsActions {
  readonly ask: Ask;
  copy(text: string, name: string): void;
  say(text: string): void;
  failed(error: unknown): void;
}

/** The figures of the selection at the right of the footer, each copied by a click. */
export class StatisticsBar {
  readonly element = el('span', 'stat', { role: 'group', 'aria-label': 'Selection' });
  readonly #actions: StatisticsActions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(actions: StatisticsActions) {
    this.#actions = actions;
  }

  /** `undefined`: one cell, or none. */
  select(cells: SelectedCells | undefined): void {
    clearTimeout(this.#timer);
    const mine = ++this.#asked;
    if (!cells) {
      this.element.replaceChildren();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#actions.ask('statistics', cells).then(
        (statistics) => mine === this.#asked && this.#show(cells, statistics),
        (error: unknown) => this.#actions.failed(error),
      );
    }, pause);
  }

  #show(cells: SelectedCells, statistics: SelectionStatistics): void {
    const rows = cells.bottom - cells.top + 1;
    const columns = cells.columns.length;
    const figures = statisticsOf(statistics).filter(({ name }) => name !== 'Count' && name !== 'Null');
    // A narrow pane has no room for the figures.
    const title = [
      `${rowsWord(rows)}, ${count(columns)} ${columns === 1 ? 'column' : 'columns'}`,
      ...figures.map(({ name, text }) => `${name} ${text}`),
    ].join('\n');
    const selected = el(
      'span',
      'what',
      { title },
      el('span', '', {}, 'Selected'),
      ` ${count(statistics.cells)} ${statistics.cells === 1 ? 'cell' : 'cells'}${statistics.nulls > 0 ? `, ${count(statistics.nulls)} null` : ''}`,
    );
    this.#actions.say(`${selected.textContent ?? ''}. ${title.replaceAll('\n', ', ')}`);
    this.element.replaceChildren(selected, ...figures.map((figure) => this.#button(figure)));
  }

  #button({ name, text, plain }: Figure): HTMLElement {
    const element = el(
      'button',
      'figure',
      { type: 'button', title: `Copy ${plain}` },
      el('span', '', {}, name),
      ` ${text}`,
    );
    element.addEventListener('click', () => this.#actions.copy(plain, name));
    return element;
  }
}
