import { RowStore } from '../../core/results/rowStore';
import type {
  BeginMessage,
  HostMessage,
  PaneMessage,
  RowsMessage,
  StatusMessage,
} from '../../protocol/resultsMessages';
import { MalformedChunkError, unpackChunk } from '../../protocol/rowChunkCodec';
import { el } from './dom';
import { Footer } from './footer';
import { Grid } from './grid/grid';
import { Announcer } from './announcer';
import { cancelledFace, emptyFace, finishedFace, valueFace, waitingFace } from './messages';
import { problemCard, problemStrip } from './problemCard';
import type { ProblemActions } from './problemCard';
import { isBusy, Toolbar } from './toolbar';
import { count, rowsState, rowsWord } from './words';

/** What a pane remembers while it is hidden or the window reloads. */
export interface PaneMemory {
  readonly formatted: boolean;
  readonly widths: Readonly<Record<string, number>>;
}

export interface PaneHost {
  post(message: PaneMessage): void;
  remember(memory: PaneMemory): void;
}

/** The results pane: takes the host's messages, shows the face that they amount to. */
export class Pane {
  readonly element = el('main', 'dw');
  readonly #host: PaneHost;
  readonly #store = new RowStore();
  readonly #edge = el('div', 'prodedge', { hidden: '' });
  readonly #progress = el('div', 'topprog', { 'aria-hidden': 'true' }, el('i'));
  readonly #body = el('div', 'body');
  readonly #strip = el('div', 'stripwrap');
  readonly #announcer = new Announcer();
  readonly #toolbar: Toolbar;
  readonly #footer: Footer;
  readonly #grid: Grid;
  #begin: BeginMessage | undefined;
  #status: StatusMessage | undefined;
  /** Rows of the run before are still on view. */
  #stale = false;
  #face = '';

  constructor(host: PaneHost, memory: PaneMemory | undefined) {
    this.#host = host;
    const stop = (): void => host.post({ type: 'stop' });
    this.#toolbar = new Toolbar({
      runAgain: () => host.post({ type: 'runAgain' }),
      stop,
      showJson: () => host.post({ type: 'showJson' }),
      toggleFormatted: () => this.#setFormatted(!this.#grid.formatted),
      copy: () => this.#grid.copy(true),
    });
    this.#footer = new Footer({
      nextPage: () => this.#ask('nextPage'),
      loadAll: () => this.#ask('loadAll'),
      stop,
    });
    this.#grid = new Grid(this.#store, this.element, {
      copy: ({ text, rows, columns }) => {
        host.post({ type: 'copy', text });
        this.#announcer.say(
          `Copied ${rowsWord(rows)}, ${count(columns)} ${columns === 1 ? 'column' : 'columns'}.`,
        );
      },
      selectionChanged: () => this.#showSelection(),
      widthsChanged: () => this.#remember(),
    });
    if (memory) {
      this.#grid.setFormatted(memory.formatted);
      this.#grid.restoreWidths(memory.widths);
    }
    this.element.append(this.#edge, this.#toolbar.element, this.#progress, this.#body, this.#strip);
    this.#footer.element.hidden = true;
    this.element.append(this.#footer.element, this.#announcer.element);
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  receive(message: HostMessage): void {
    if (message.type === 'begin') this.#beginRun(message);
    else if (message.run !== this.#begin?.run) return;
    else if (message.type === 'rows') this.#addRows(message);
    else if (message.type === 'status') this.#show(message);
    else if (message.type === 'schema') {
      this.#dropStale();
      this.#store.setSchema({ columns: message.columns, targets: message.targets });
      this.#grid.refresh();
    }
  }

  #beginRun(message: BeginMessage): void {
    this.#begin = message;
    this.#stale = true;
    this.#status = undefined;
    this.#edge.hidden = !message.environment.protected;
    this.#grid.element.setAttribute('aria-label', `Rows of ${message.title}`);
    this.#toolbar.begin(message);
    this.#strip.replaceChildren();
  }

  #dropStale(): void {
    if (!this.#stale) return;
    this.#stale = false;
    this.#store.clear();
    this.#grid.reset();
  }

  #addRows(message: RowsMessage): void {
    this.#dropStale();
    try {
      const chunk = unpackChunk(message.data);
      if (this.#store.append(chunk)) this.#grid.refresh();
      else if (chunk.firstRow > this.#store.rows) this.#host.post({ type: 'ready' });
    } catch (error) {
      if (!(error instanceof MalformedChunkError)) throw error;
      this.#host.post({ type: 'ready' });
    }
  }

  #show(status: StatusMessage): void {
    const begin = this.#begin;
    if (!begin) return;
    if (status.phase !== 'running') this.#dropStale();
    const before = this.#status;
    this.#status = status;
    this.element.setAttribute('aria-busy', String(isBusy(status)));
    this.#progress.classList.toggle('on', isBusy(status));
    this.#showFace(begin, status);
    const hasGrid = this.#body.contains(this.#grid.element);
    this.#toolbar.update(status, hasGrid, this.#grid.formatted);
    this.#footer.element.hidden = !hasGrid;
    this.#footer.update(status);
    this.#showStrip(status, hasGrid);
    this.#showSelection();
    if (before?.phase !== status.phase || isBusy(status)) this.#announce(status, hasGrid);
  }

  #showFace(begin: BeginMessage, status: StatusMessage): void {
    const name = this.#faceName(status);
    // The grid keeps its focus and its scroll; another face is made anew when what it says has changed.
    const key = name === 'grid' ? name : JSON.stringify([name, begin.run, status]);
    if (key === this.#face) return;
    this.#face = key;
    this.#body.replaceChildren(this.#makeFace(name, begin, status));
    if (name === 'grid') this.#grid.draw();
  }

  #faceName(status: StatusMessage): FaceName {
    if (this.#store.rows > 0) return 'grid';
    if (status.phase === 'running') return 'waiting';
    if (status.problem && status.phase === 'failed') return 'problem';
    if (status.phase === 'cancelled') return 'cancelled';
    if (status.face.face === 'value') return 'value';
    if (status.face.face === 'finished') return 'finished';
    return status.more ? 'grid' : 'empty';
  }

  #makeFace(name: FaceName, begin: BeginMessage, status: StatusMessage): HTMLElement {
    if (name === 'grid') return this.#grid.element;
    if (name === 'problem' && status.problem) {
      return problemCard(status.problem, begin, this.#problemActions());
    }
    if (name === 'cancelled') return cancelledFace(() => this.#host.post({ type: 'runAgain' }));
    if (status.face.face === 'value') {
      const { text } = status.face;
      return valueFace(text, () => this.#copyText(text, 'Copied the value.'));
    }
    if (status.face.face === 'finished') return finishedFace(status.face.title, status.face.note, status);
    return name === 'empty'
      ? emptyFace(status)
      : waitingFace(begin.target, begin.environment.name, status.waiting);
  }

  #showStrip(status: StatusMessage, hasGrid: boolean): void {
    const problem = hasGrid && status.phase === 'failed' ? status.problem : undefined;
    if (!problem) this.#strip.replaceChildren();
    else if (!this.#strip.hasChildNodes()) {
      this.#strip.append(
        problemStrip(problem, { ...this.#problemActions(), retry: () => this.#ask('nextPage') }),
      );
    }
  }

  #problemActions(): ProblemActions {
    return {
      label: this.#status?.actionLabel,
      act: () => this.#host.post({ type: 'problemAction', run: this.#begin?.run ?? 0 }),
      retry: () => this.#host.post({ type: 'runAgain' }),
      copy: (text) => this.#copyText(text, 'Copied the details.'),
    };
  }

  #announce(status: StatusMessage, hasGrid: boolean): void {
    if (status.phase === 'running') this.#announcer.say(status.waiting ?? 'Running…');
    else if (status.waiting !== undefined) this.#announcer.say(status.waiting);
    else if (status.problem) this.#announcer.say(`${status.problem.title} ${status.problem.remedy}`);
    else if (hasGrid) this.#announcer.say(rowsState(status));
    else this.#announcer.say(this.#body.querySelector('h2, pre')?.textContent ?? '');
  }

  #ask(type: 'nextPage' | 'loadAll'): void {
    this.#host.post({ type, run: this.#begin?.run ?? 0 });
  }

  #copyText(text: string, said: string): void {
    this.#host.post({ type: 'copy', text });
    this.#announcer.say(said);
  }

  #setFormatted(formatted: boolean): void {
    this.#grid.setFormatted(formatted);
    if (this.#status) {
      this.#toolbar.update(this.#status, this.#body.contains(this.#grid.element), formatted);
    }
    this.#announcer.say(formatted ? 'Formatted values' : 'Stored values');
    this.#remember();
  }

  #showSelection(): void {
    this.#footer.selected(this.#grid.selection.single ? undefined : this.#grid.selection.range);
  }

  #remember(): void {
    this.#host.remember({ formatted: this.#grid.formatted, widths: this.#grid.widths });
  }

  #key(event: KeyboardEvent): void {
    const busy = this.#status !== undefined && isBusy(this.#status);
    if (event.key === 'F5') this.#host.post({ type: 'runAgain' });
    else if (event.key === 'Escape' && busy) this.#host.post({ type: 'stop' });
    else if (event.key.toLowerCase() === 'v' && event.altKey && (event.ctrlKey || event.metaKey)) {
      this.#setFormatted(!this.#grid.formatted);
    } else return;
    event.preventDefault();
  }
}

type FaceName = 'grid' | 'waiting' | 'problem' | 'cancelled' | 'value' | 'finished' | 'empty';
