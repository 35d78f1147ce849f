import type { ResultColumn } from '../../../core/results/model';
import type { ChartData } from '../../../core/results/questions';
import type { ChartOrder } from '../../chart/contract';
import { iconButton, linkButton, press } from '../controls';
import { el, setText } from '../dom';
import type { Ask } from '../grid/contract';
import type { ChartMemory } from '../memory';
import { count, rowsWord } from '../words';
import { canGroup, chartAsk, chartChoices, isNumeric, measureNames } from './chartChoices';
import { loadChart, themeColours } from './chartLoader';
import { chooser } from './chooser';
import type { Chooser } from './chooser';
import { forXml, pictureOf } from './picture';

export interface ChartActions {
  readonly ask: Ask;
  columns(): readonly ResultColumn[];
  version(): number;
  /** The title is what the file may be called after. */
  save(format: 'svg' | 'png', data: string): void;
  remember(): void;
  failed(error: unknown): void;
}

/** While rows come, the chart is drawn anew at most so often, in milliseconds. */
const pause = 1000;

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const full = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const shapes = ['bar', 'line', 'pie'] as const;
const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;
const measures = ['count', 'sum', 'average', 'min', 'max'] as const;

/** A chart of the rows on view: a measure of one column by the groups of another. */
export class ChartView {
  readonly element = el('section', 'chartview', { 'aria-label': 'Chart' });
  /** For the footer: the same as a table, for whoever cannot see it. */
  readonly asTable: HTMLButtonElement;
  readonly #actions: ChartActions;
  readonly #shape: Chooser;
  readonly #measure: Chooser;
  readonly #of: Chooser;
  readonly #by: Chooser;
  readonly #period: Chooser;
  readonly #stage = el('div', 'chartstage', { tabindex: '0', role: 'group', 'aria-label': 'Chart' });
  readonly #note = el('p', 'muted chartnote');
  #memory: ChartMemory;
  #data: ChartData | undefined;
  #title = '';
  #table = false;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: ChartMemory, actions: ChartActions) {
    this.#memory = memory;
    this.#actions = actions;
    const change = (part: Partial<ChartMemory>): void => this.#change(part);
    this.#shape = chooser('Shape', (value) => change({ shape: oneOf(shapes, value) }));
    this.#measure = chooser('Measure', (value) => change({ measure: oneOf(measures, value) }));
    this.#of = chooser('Column of the numbers', (value) => change({ of: value }));
    this.#by = chooser('Column of the groups', (value) => change({ by: value }));
    this.#period = chooser('Period', (value) => change({ period: oneOf(periods, value) }));
    this.asTable = linkButton('Show as table', () => this.#toggleTable());
    const save = (format: 'svg' | 'png') => (): void => this.#save(format);
    this.element.append(
      el(
        'div',
        'chartbar',
        {},
        this.#shape.element,
        this.#measure.element,
        this.#of.element,
        el('span', '', {}, 'by'),
        this.#by.element,
        this.#period.element,
        el('span', 'grow'),
        iconButton('image', 'Save as PNG', 'Save the chart as PNG', save('png')),
        iconButton('export', 'Save as SVG', 'Save the chart as SVG', save('svg')),
      ),
      this.#stage,
      this.#note,
    );
    new ResizeObserver(() => this.#draw()).observe(this.#stage);
    // A theme changes the class of the body and the variables of the root.
    const themed = new MutationObserver(() => this.#draw());
    themed.observe(document.body, { attributeFilter: ['class'] });
    themed.observe(document.documentElement, { attributeFilter: ['style'] });
  }

  get memory(): ChartMemory {
    return this.#memory;
  }

  /** Rows, their order or the columns are others. @param soon more are on their way */
  refresh(soon: boolean): void {
    if (!soon) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      void this.#fetch();
    } else {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.#fetch();
      }, pause);
    }
  }

  #change(part: Partial<ChartMemory>): void {
    this.#memory = { ...this.#memory, ...part };
    this.#actions.remember();
    this.refresh(false);
  }

  async #fetch(): Promise<void> {
    const columns = this.#actions.columns();
    const choices = chartChoices(this.#memory, columns);
    this.#showChoices(columns);
    const ask = chartAsk(choices, columns, this.#actions.version());
    if (!ask) return;
    const mine = ++this.#asked;
    const byName = columns[ask.by]?.name ?? '';
    const ofName = ask.of === undefined ? 'rows' : (columns[ask.of]?.name ?? '');
    try {
      const data = await this.#actions.ask('chart', ask);
      if (mine !== this.#asked) return;
      this.#data = data;
      this.#title = `${measureNames[choices.measure]} of ${ofName} by ${byName}`;
      this.#draw();
    } catch (error) {
      this.#actions.failed(error);
    }
  }

  #showChoices(columns: readonly ResultColumn[]): void {
    const { shape, measure, of, by, period } = chartChoices(this.#memory, columns);
    const options = (fits: (column: ResultColumn) => boolean): readonly (readonly [string, string])[] =>
      columns.filter(fits).map(({ name }) => [name, name]);
    this.#shape.show(
      shapes.map((one) => [one, { bar: 'Bars', line: 'Line', pie: 'Pie' }[one]]),
      shape,
    );
    const numeric = options(({ kind }) => isNumeric(kind));
    const possible = numeric.length > 0 ? measures : (['count'] as const);
    this.#measure.show(
      possible.map((one) => [one, `${measureNames[one]} of`]),
      measure,
    );
    if (measure === 'count') this.#of.show([['', 'rows']], '');
    else this.#of.show(numeric, columns[of ?? -1]?.name ?? '');
    this.#by.show(
      options(({ kind }) => canGroup(kind)),
      columns[by ?? -1]?.name ?? '',
    );
    this.#period.element.hidden = columns[by ?? -1]?.kind !== 'date';
    this.#period.show(
      periods.map((one) => [one, `by ${one}`]),
      period,
    );
  }

  #draw(): void {
    const data = this.#data;
    if (!data || !this.element.isConnected || this.#stage.clientWidth === 0) return;
    setText(this.#note, this.#noteOf(data));
    if (this.#table) this.#stage.replaceChildren(tableOf(data, this.#title));
    else this.#picture(data).catch((error: unknown) => this.#actions.failed(error));
  }

  async #picture(data: ChartData): Promise<void> {
    const draw = await loadChart();
    if (data !== this.#data || this.#table) return;
    const { width, height } = this.#stage.getBoundingClientRect();
    this.#stage.replaceChildren(
      draw(this.#order(data, Math.max(240, width - 24), Math.max(160, height - 16))),
    );
  }

  #order(data: ChartData, width: number, height: number): ChartOrder {
    const groups = this.#drawn(data).map(({ label, raw, value }) => ({
      label: forXml(nameOf(label, raw)),
      value,
      text: compact.format(value),
    }));
    const top = groups[0];
    const first = top ? `; ${top.label} ${top.text}` : '';
    return {
      shape: this.#memory.shape,
      groups,
      title: `${this.#title}: ${groupsWord(groups.length)}${first}. The table shows them all.`,
      width,
      height,
      font: getComputedStyle(this.element).fontFamily,
      colours: themeColours(),
      format: (value) => compact.format(value),
    };
  }

  /** Beside what hundreds of groups come to, bars and lines of single ones would be flat: it is a share of the whole alone. */
  #drawn({ groups, others }: ChartData): ChartData['groups'] {
    return others > 0 && this.#memory.shape !== 'pie' ? groups.slice(0, -1) : groups;
  }

  #noteOf(data: ChartData): string {
    const { groups, others } = data;
    const drawn = this.#drawn(data).length;
    const rows = groups.reduce((sum, group) => sum + group.rows, 0);
    const together = compact.format(groups.at(-1)?.value ?? 0);
    const rest =
      drawn < groups.length
        ? `${count(others)} smaller ones, together ${together}, are in the table alone`
        : `the last one holds ${count(others)} smaller ones`;
    return `${this.#title}: ${groupsWord(drawn)} of ${rowsWord(rows)}${others > 0 ? `; ${rest}` : ''}`;
  }

  #toggleTable(): void {
    this.#table = !this.#table;
    setText(this.asTable, this.#table ? 'Show as chart' : 'Show as table');
    press(this.asTable, this.#table);
    this.#draw();
    if (this.#table) this.#stage.focus();
  }

  #save(format: 'svg' | 'png'): void {
    const data = this.#data;
    if (!data) return;
    const saved = async (): Promise<void> => {
      const draw = await loadChart();
      const chart = draw(this.#order(data, 960, 540));
      this.#actions.save(format, await pictureOf(chart, format));
    };
    saved().catch((error: unknown) => this.#actions.failed(error));
  }
}

/** Null and the empty text stand here as in their cells. */
function nameOf(label: string, raw: string | null): string {
  if (label !== '') return label;
  return raw === null ? 'null' : '""';
}

function groupsWord(groups: number): string {
  return groups === 1 ? '1 group' : `${count(groups)} groups`;
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T {
  const known = allowed.find((one) => one === value) ?? allowed[0];
  if (known === undefined) throw new Error('There is nothing to choose from.');
  return known;
}

function tableOf({ groups }: ChartData, title: string): HTMLElement {
  const head = el(
    'tr',
    '',
    {},
    ...['Group', 'Value', 'Rows'].map((name) => el('th', '', { scope: 'col' }, name)),
  );
  const rows = groups.map(({ label, raw, value, rows }) =>
    el(
      'tr',
      '',
      {},
      el('th', '', { scope: 'row' }, nameOf(label, raw)),
      el('td', '', {}, full.format(value)),
      el('td', '', {}, count(rows)),
    ),
  );
  return el(
    'table',
    'charttable',
    {},
    el('caption', '', {}, title),
    el('thead', '', {}, head),
    el('tbody', '', {}, ...rows),
  );
}
