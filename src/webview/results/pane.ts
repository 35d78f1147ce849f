import { problemOf } from '../../core/base/problem';
import type {
  BeginMessage,
  ComparisonMessage,
  HostMessage,
  PaneMessage,
  StatusMessage,
} from '../../protocol/resultsMessages';
import type { PaneCommand } from '../../protocol/paneCommands';
import { Announcer } from './announcer';
import { Asks } from './asks';
import { summaryWords } from './compareBar';
import { el } from './dom';
import { filterWords } from './footer';
import type { PaneMemory, PaneView } from './memory';
import { MemoryKeeper } from './memoryKeeper';
import { NoteLine } from './noteLine';
import { PaneParts } from './paneParts';
import { ProblemStrip } from './problemCard';
import type { ProblemActions } from './problemCard';
import { Shortcuts } from './shortcuts';
import { isBusy } from './toolbar';
import { ViewArea } from './viewArea';
import { rowsState } from './words';

export interface PaneHost {
  post(message: PaneMessage): void;
  remember(memory: PaneMemory): void;
}

/** The results pane: takes the host's messages, shows what they amount to, and hands on what the user wants. */
export class Pane {
  readonly element = el('main', 'dw');
  readonly #host: PaneHost;
  readonly #asks: Asks;
  readonly #edge = el('div', 'prodedge', { hidden: '' });
  readonly #progress = el('div', 'topprog', { 'aria-hidden': 'true' }, el('i'));
  readonly #strip = new ProblemStrip();
  readonly #announcer = new Announcer();
  readonly #note = new NoteLine();
  readonly #keeper: MemoryKeeper;
  readonly #parts: PaneParts;
  readonly #area: ViewArea;
  readonly #shortcuts: Shortcuts;
  readonly #kept: string;
  #begin: BeginMessage | undefined;
  #status: StatusMessage | undefined;
  #view: PaneView;
  /** Rows of the run before are still on view. */
  #stale = false;
  /** Where the rows of the run before, or those before a reload, were scrolled to. */
  #returnTo: PaneMemory['scroll'] | undefined;
  /** Run whose one record was opened: once, it may be closed. */
  #oneShown = -1;

  constructor(host: PaneHost, memory: PaneMemory) {
    this.#host = host;
    this.#view = memory.view;
    this.#kept = memory.kept;
    this.#returnTo = memory.scroll;
    this.#asks = new Asks((message) => host.post(message));
    this.#keeper = new MemoryKeeper(() => host.remember(this.#memory()));
    this.#parts = this.#makeParts(memory);
    const { grid, raw, chart, record } = this.#parts;
    this.#area = new ViewArea(
      { grid: grid.element, raw: raw.element, chart: chart.element },
      record.element,
      {
        runAgain: () => host.post({ type: 'runAgain' }),
        copyValue: (text) => this.#copyText(text, 'Copied the value.'),
        showRaw: () => this.#choose('raw'),
        showFilter: () => host.post({ type: 'showFilter' }),
        problem: () => this.#problemActions(),
      },
    );
    this.#shortcuts = new Shortcuts(this.#parts, this.#area.main, {
      post: (message) => host.post(message),
      run: () => this.#run,
      setFormatted: (formatted) => this.#setFormatted(formatted),
      showsRows: () => this.#area.hasGrid && this.#hasRows,
      busy: () => this.#status !== undefined && isBusy(this.#status),
    });
    this.#build();
  }

  #makeParts(memory: PaneMemory): PaneParts {
    const commands = {
      ask: this.#asks.ask.bind(this.#asks),
      run: () => this.#run,
      title: () => this.#begin?.title ?? 'Rows',
      post: (message: PaneMessage) => this.#host.post(message),
      say: (text: string) => this.#announcer.say(text),
      failed: (error: unknown) => this.#failed(error),
      remember: () => this.#keeper.soon(),
      copyText: (text: string, said: string) => this.#copyText(text, said),
      choose: (view: PaneView | 'json') => this.#choose(view),
      setFormatted: (formatted: boolean) => this.#setFormatted(formatted),
      selectionChanged: () => this.#showSelection(),
      arranged: () => this.#showArranged(),
      settled: () =>
        this.#status !== undefined &&
        !(isBusy(this.#status) || this.#stale) &&
        (this.#parts.grid.settled || !this.#hasRows),
    };
    return new PaneParts(this.element, commands, memory);
  }

  #build(): void {
    const { toolbar, footer, grid, compare } = this.#parts;
    footer.element.hidden = true;
    this.element.append(toolbar.heading, this.#edge, toolbar.element, this.#progress, compare.element);
    this.element.append(this.#area.element, this.#strip.element);
    this.element.append(this.#note.element, footer.element, this.#announcer.element);
    this.#shortcuts.listen();
    // Scrolling does not bubble.
    grid.element.addEventListener('scroll', () => this.#keeper.soon(), { capture: true, passive: true });
  }

  get #run(): number {
    return this.#begin?.run ?? 0;
  }

  receive(message: HostMessage): void {
    if (message.type === 'begin') this.#beginRun(message);
    else if (message.run !== this.#begin?.run) return;
    else if (message.type === 'rows') this.#addRows(message.data);
    else if (message.type === 'status') this.#show(message);
    else if (message.type === 'answer') this.#asks.receive(message);
    else if (message.type === 'exchanges') this.#parts.raw.show(message);
    else if (message.type === 'noted') this.#tell(message.text, message.stays === true);
    else if (message.type === 'command') this.#do(message.command);
    else if (message.type === 'comparison') this.#showComparison(message);
    else {
      this.#dropStale();
      this.#parts.grid.source.setSchema({ columns: message.columns, targets: message.targets });
      this.#parts.grid.schemaChanged();
    }
  }

  #do(command: PaneCommand): void {
    if (!this.#shortcuts.run(command)) this.#tell('There is nothing on view that this could be done with.');
  }

  #beginRun(message: BeginMessage): void {
    this.#begin = message;
    this.#parts.begin(message);
    this.#stale = true;
    this.#status = undefined;
    this.#asks.begin(message.run);
    this.#edge.hidden = !message.environment.protected;
    this.#strip.show(undefined);
    this.#note.hide();
    if (this.#view === 'raw') this.#watchExchanges(true);
    this.#keeper.soon();
  }

  #showComparison(message: ComparisonMessage): void {
    const { compare, menus } = this.#parts;
    menus.showPinned(message.pinned);
    compare.show(message);
    void this.#parts.grid.source.refresh();
    if (message.summary) this.#announcer.say(summaryWords(message.summary));
  }

  #dropStale(): void {
    if (!this.#stale) return;
    this.#stale = false;
    const { grid } = this.#parts;
    if (grid.source.rows > 0) this.#returnTo = grid.grid.scroll;
    grid.clear();
  }

  #addRows(data: ArrayBuffer): void {
    this.#dropStale();
    if (!this.#parts.grid.source.push(data)) this.#host.post({ type: 'ready' });
  }

  #show(status: StatusMessage): void {
    const begin = this.#begin;
    if (!begin) return;
    if (status.phase !== 'running') this.#dropStale();
    const { grid, chart } = this.#parts;
    const before = this.#status;
    this.#status = status;
    this.element.setAttribute('aria-busy', String(isBusy(status)));
    if (!this.#stale) grid.grown(status.rows, !isBusy(status));
    this.#area.show(this.#view, begin, status, this.#hasRows);
    this.#update();
    this.#comeBack(status);
    this.#showStrip(status);
    this.#parts.record.settle();
    this.#showOne(status, begin);
    if (this.#view === 'chart' && !this.#stale) chart.refresh(isBusy(status));
    if (before?.phase !== status.phase || isBusy(status)) this.#announce(status);
  }

  /** Rows are on view, or would be if no filter kept them back. */
  get #hasRows(): boolean {
    return (this.#status?.rows ?? 0) > 0 || (this.#stale && this.#parts.grid.source.rows > 0);
  }

  /** After a run anew or a reload, as soon as there are so many rows. */
  #comeBack(status: StatusMessage): void {
    const to = this.#returnTo;
    if (!to || this.#stale || !this.#area.hasGrid || status.rows === 0) return;
    if (status.rows <= to.row && isBusy(status)) return;
    this.#returnTo = undefined;
    if (to.row > 0 || to.left > 0) this.#parts.grid.grid.scrollTo(to);
  }

  /** A result that is one record is shown as one: its columns under each other. */
  #showOne(status: StatusMessage, { title, run }: BeginMessage): void {
    if (status.face.face !== 'record' || status.rows === 0 || run === this.#oneShown) return;
    this.#oneShown = run;
    this.#parts.record.open(0, title, false);
  }

  /** Toolbar and footer, after anything that they show. */
  #update(): void {
    const status = this.#status;
    if (!status) return;
    const { toolbar, footer, grid, chart, statistics } = this.#parts;
    const hasRows = this.#hasRows;
    this.#progress.classList.toggle('on', isBusy(status) || grid.busy);
    toolbar.update(status, {
      view: this.#view,
      hasGrid: this.#area.hasGrid || hasRows,
      formatted: grid.grid.formatted,
      filterRow: grid.filterRow,
      raw: status.phase !== 'running' || status.pages > 0,
    });
    footer.element.hidden = !this.#area.hasGrid && !hasRows;
    footer.update(status);
    chart.asTable.hidden = this.#view !== 'chart' || !hasRows;
    statistics.element.hidden = this.#view !== 'grid';
  }

  #showArranged(): void {
    const { footer, grid, chart, record } = this.#parts;
    record.settle();
    footer.filtered(grid.passing);
    this.#update();
    if (grid.passing && !grid.busy) this.#announcer.say(filterWords(grid.passing));
    if (this.#view === 'chart') chart.refresh(false);
  }

  #showSelection(): void {
    const { grid } = this.#parts.grid;
    this.#parts.statistics.select(grid.single ? undefined : grid.selected);
  }

  #showStrip(status: StatusMessage): void {
    const problem = this.#area.hasGrid && status.phase === 'failed' ? status.problem : undefined;
    const retry = (): void => this.#host.post({ type: 'goOn', run: this.#run });
    const actions = { ...this.#problemActions(), retry };
    this.#strip.show(problem && { problem, more: status.more, actions });
  }

  #problemActions(): ProblemActions {
    return {
      label: this.#status?.actionLabel,
      act: () => this.#host.post({ type: 'problemAction', run: this.#run }),
      retry: () => this.#host.post({ type: 'runAgain' }),
      copy: (text) => this.#copyText(text, 'Copied the details.'),
    };
  }

  #announce(status: StatusMessage): void {
    if (status.phase === 'running') this.#announcer.say(status.waiting ?? 'Running…');
    else if (status.waiting !== undefined) this.#announcer.say(status.waiting);
    else if (status.problem) this.#announcer.say(`${status.problem.title} ${status.problem.remedy}`);
    else if (this.#hasRows) this.#announcer.say(rowsState(status));
    else this.#announcer.say(this.#area.words);
  }

  /** Something that was asked for could not be had. What ended with its run is no problem. */
  #failed(error: unknown): void {
    const problem = problemOf(error);
    if (!problem) throw error;
    if (problem.kind === 'cancelled') return;
    this.#note.problem(problem);
    this.#announcer.say(`${problem.title} ${problem.remedy}`);
  }

  #tell(text: string, stays = false): void {
    if (stays) this.#note.notice(text);
    else this.#note.word(text);
    this.#announcer.say(text);
  }

  #copyText(text: string, said: string): void {
    this.#host.post({ type: 'copy', text });
    this.#tell(said);
  }

  #choose(view: PaneView | 'json'): void {
    if (view === 'json') {
      this.#host.post({ type: 'showJson' });
      return;
    }
    if (view === this.#view) return;
    if (view === 'raw' || this.#view === 'raw') this.#watchExchanges(view === 'raw');
    this.#view = view;
    if (this.#status && this.#begin) {
      this.#area.show(view, this.#begin, this.#status, this.#hasRows);
      this.#update();
    }
    if (view === 'chart') this.#parts.chart.refresh(false);
    if (view === 'grid') this.#parts.grid.grid.draw();
    this.#keeper.soon();
  }

  #watchExchanges(on: boolean): void {
    this.#host.post({ type: 'watchExchanges', run: this.#run, on });
  }

  #setFormatted(formatted: boolean): void {
    if (this.#begin?.unformatted) return this.#host.post({ type: 'wantFormatted' });
    this.#parts.grid.setFormatted(formatted);
    this.#update();
    this.#announcer.say(formatted ? 'Formatted values' : 'Stored values');
  }

  #memory(): PaneMemory {
    const { grid, chart, menus } = this.#parts;
    return {
      ...grid.arrangement.state,
      formatted: grid.grid.formatted,
      filterRow: grid.filterRow,
      columns: grid.grid.columns.state,
      view: this.#view,
      headings: grid.headings,
      scroll: this.#returnTo ?? grid.grid.scroll,
      kept: this.#begin?.kept ?? this.#kept,
      chart: chart.memory,
      refreshSeconds: menus.refreshSeconds,
    };
  }
}
