import type { BeginMessage, PaneMessage } from '../../protocol/resultsMessages';
import { CompareBar } from './compareBar';
import { Footer } from './footer';
import type { Ask } from './grid/contract';
import { GridView } from './gridView';
import type { PaneMemory, PaneView } from './memory';
import { Popups } from './menus/popups';
import { PaneMenus } from './paneMenus';
import { RowWindows } from './rows/rowWindows';
import { StatisticsBar } from './statistics';
import { Toolbar } from './toolbar';
import { ChartView } from './views/chartView';
import { RawView } from './views/rawView';
import { RecordView } from './views/recordView';

/** What the parts of the pane have done by the whole. */
export interface PaneCommands {
  readonly ask: Ask;
  run(): number;
  title(): string;
  post(message: PaneMessage): void;
  say(text: string): void;
  failed(error: unknown): void;
  remember(): void;
  copyText(text: string, said: string): void;
  choose(view: PaneView | 'json'): void;
  setFormatted(formatted: boolean): void;
  selectionChanged(): void;
  arranged(): void;
  /** No run is under way, and all its rows stand as they are wanted. */
  settled(): boolean;
}

/** The parts of the pane, made and put in touch with each other. */
export class PaneParts {
  readonly popups: Popups;
  readonly grid: GridView;
  readonly record: RecordView;
  readonly raw: RawView;
  readonly chart: ChartView;
  readonly menus: PaneMenus;
  readonly toolbar: Toolbar;
  readonly statistics: StatisticsBar;
  readonly footer: Footer;
  readonly compare: CompareBar;
  readonly #commands: PaneCommands;

  /** @param pane the whole: popups open over it, its font is measured */
  constructor(pane: HTMLElement, commands: PaneCommands, memory: PaneMemory) {
    this.#commands = commands;
    this.popups = new Popups(pane);
    this.grid = this.#makeGrid(pane);
    this.record = this.#makeRecord();
    this.raw = new RawView({
      copy: (text, said) => commands.copyText(text, said),
      copyAsCurl: () => commands.post({ type: 'copyAsCurl', run: commands.run() }),
    });
    this.chart = this.#makeChart(memory);
    this.menus = new PaneMenus(
      {
        popups: this.popups,
        view: this.grid,
        post: (message) => commands.post(message),
        remember: () => commands.remember(),
        setFormatted: (on) => commands.setFormatted(on),
        say: (text) => commands.say(text),
      },
      memory,
    );
    this.toolbar = this.#makeToolbar();
    this.statistics = new StatisticsBar({
      ask: commands.ask,
      copy: (text, name) => commands.copyText(text, `Copied ${name.toLowerCase()}.`),
      say: (text) => commands.say(text),
      failed: (error) => commands.failed(error),
    });
    this.footer = this.#makeFooter();
    this.compare = new CompareBar({
      only: (changes) => this.grid.showOnlyChanges(changes),
      removed: () => commands.ask('removed', {}),
      unpin: () => this.menus.pin(false),
      failed: (error) => commands.failed(error),
    });
    this.grid.restore(memory);
  }

  /** A run begins; rows of the one before may be on view until its own come. */
  begin(message: BeginMessage): void {
    this.menus.begin(message);
    this.toolbar.begin(message);
    this.grid.grid.element.setAttribute('aria-label', `Rows of ${message.title}`);
    this.record.begin();
    this.raw.clear();
  }

  #makeGrid(pane: HTMLElement): GridView {
    const commands = this.#commands;
    return new GridView(new RowWindows(commands.ask), pane, {
      popups: this.popups,
      ask: commands.ask,
      run: () => commands.run(),
      post: (message) => commands.post(message),
      remember: () => commands.remember(),
      selectionChanged: () => commands.selectionChanged(),
      arranged: () => commands.arranged(),
      openRecord: (row) => this.record.open(row, commands.title()),
      say: (text) => commands.say(text),
      copyText: (text, said) => commands.copyText(text, said),
      failed: (error) => commands.failed(error),
    });
  }

  #makeRecord(): RecordView {
    const { grid } = this.grid;
    return new RecordView(this.grid.source, {
      follow: (place, to) => this.grid.requests.follow(place, to),
      copy: (text, said) => this.#commands.copyText(text, said),
      copyAsJson: (row) => this.grid.requests.copyRow(row),
      settled: () => this.#commands.settled(),
      moved: (row) => grid.goTo({ row, column: grid.active.column }),
      closed: () => grid.focus(),
      failed: (error) => this.#commands.failed(error),
      say: (text) => this.#commands.say(text),
    });
  }

  #makeChart({ chart }: PaneMemory): ChartView {
    const commands = this.#commands;
    return new ChartView(chart, {
      ask: commands.ask,
      columns: () => this.grid.source.schema.columns,
      version: () => this.grid.source.version,
      save: (format, data) => commands.post({ type: 'savePicture', run: commands.run(), format, data }),
      remember: () => commands.remember(),
      failed: (error) => commands.failed(error),
    });
  }

  #makeToolbar(): Toolbar {
    const commands = this.#commands;
    return new Toolbar({
      runAgain: () => commands.post({ type: 'runAgain' }),
      stop: () => commands.post({ type: 'stop' }),
      show: (view) => commands.choose(view),
      toggleFormatted: () => commands.setFormatted(!this.grid.grid.formatted),
      find: () => this.grid.openFind(),
      toggleFilterRow: () => this.grid.toggleFilterRow(),
      columns: (anchor) => this.menus.columns(anchor),
      copy: (anchor) => this.menus.copy(anchor),
      export: () => this.grid.requests.export(),
      switchEnvironment: () => commands.post({ type: 'switchEnvironment' }),
      more: (anchor) => this.menus.more(anchor, !this.toolbar.hasRoom),
    });
  }

  #makeFooter(): Footer {
    const commands = this.#commands;
    return new Footer(
      {
        nextPage: () => commands.post({ type: 'nextPage', run: commands.run() }),
        loadAll: () => commands.post({ type: 'loadAll', run: commands.run() }),
        stop: () => commands.post({ type: 'stop' }),
        clearFilter: () => this.grid.clearFilters(),
      },
      [this.chart.asTable, this.statistics.element],
    );
  }
}
