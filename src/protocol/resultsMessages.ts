import type { Problem } from '../core/base/problem';
import type { LookupTarget, ResultColumn } from '../core/results/model';
import type { CopyFormat } from '../core/results/output/copy/copyCells';
import type { ComparisonSummary, QuestionName, Questions, SelectedCells } from '../core/results/questions';
import type { ResultEnvironment } from '../core/results/resultRun';
import type { ColumnFilter, RowsView } from '../core/results/view';
import type { PaneCommand } from './paneCommands';

export type { CopyFormat } from '../core/results/output/copy/copyCells';

/**
 * What host and results pane say to each other. Every message of the host carries the number of its run; the
 * pane drops what belongs to an older one. A pane that says `ready` (first load, reload, lost rows) is told
 * everything anew: `begin`, `schema`, all `rows`, `status`.
 */
export type HostMessage =
  | BeginMessage
  | SchemaMessage
  | RowsMessage
  | StatusMessage
  | AnswerMessage
  | NotedMessage
  | CommandMessage
  | ExchangesMessage
  | ComparisonMessage;

/** A run begins. Rows of the run before stay on view until the first of this one are there. */
export interface BeginMessage {
  readonly type: 'begin';
  readonly run: number;
  readonly title: string;
  readonly environment: ResultEnvironment;
  /** The query's own `Prefer` asks for no formatted values: none will come. */
  readonly unformatted?: boolean;
  readonly method: string;
  /** Path and options behind the version, decoded for reading. */
  readonly target: string;
  /** What the pane has to remember, so that the rows are found again after a reload of the window. */
  readonly kept: string;
}

/** All columns and lookup targets known so far. Always sent before the rows that need them. */
interface SchemaMessage {
  readonly type: 'schema';
  readonly run: number;
  readonly columns: readonly ResultColumn[];
  readonly targets: readonly LookupTarget[];
}

/** Consecutive rows, packed by `packChunk`. */
export interface RowsMessage {
  readonly type: 'rows';
  readonly run: number;
  readonly data: ArrayBuffer;
}

/** Answers an `ask` of the pane: exactly one comes for each. */
export interface AnswerMessage {
  readonly type: 'answer';
  readonly run: number;
  /** That of the question. */
  readonly id: number;
  readonly answer?: Questions[QuestionName]['answer'];
  /** Why there is none. */
  readonly problem?: Problem;
}

/** Something was done that the pane asked for: a word for the live region and, where it matters, for the eye. */
export interface NotedMessage {
  readonly type: 'noted';
  readonly run: number;
  readonly text: string;
  /** Until it is closed or the query is run again, and not for a moment only. */
  readonly stays?: boolean;
}

/** A command of VS Code is for this pane. */
export interface CommandMessage {
  readonly type: 'command';
  readonly run: number;
  readonly command: PaneCommand;
}

/** How it stands with the pinned result. From then on windows say what changed, or no longer. */
export interface ComparisonMessage {
  readonly type: 'comparison';
  readonly run: number;
  readonly pinned: boolean;
  /** Missing while the pinned result itself is on view, or none is pinned. */
  readonly summary?: ComparisonSummary;
}

/** One request and its answer, as the raw view shows them. Without Authorization. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: readonly (readonly [name: string, value: string])[];
  /** The body that was sent; cut where it is long. */
  readonly body?: string;
  readonly status: number;
  readonly statusText?: string;
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds, in the order in which they passed; a step that is not known is left out. */
  readonly timing: {
    readonly connect?: number;
    readonly server?: number;
    readonly download?: number;
    readonly read?: number;
    readonly total: number;
  };
  /** Bytes on the wire, and unpacked. */
  readonly wireBytes?: number;
  readonly bytes: number;
  readonly rows?: number;
}

/** What the raw view shows: the latest exchanges of the run, in their order. */
export interface ExchangesMessage {
  readonly type: 'exchanges';
  readonly run: number;
  readonly exchanges: readonly Exchange[];
  /** Exchanges of this run in all; the first ones of many are left out. */
  readonly total: number;
}

export type RunPhase = 'running' | 'loading-next' | 'loading-all' | 'done' | 'cancelled' | 'failed';

export type PaneFace =
  | { readonly face: 'none' }
  | { readonly face: 'rows' }
  | { readonly face: 'record' }
  | { readonly face: 'value'; readonly text: string }
  | { readonly face: 'finished'; readonly title: string; readonly note?: string };

/** Everything small about the run, whole each time. */
export interface StatusMessage {
  readonly type: 'status';
  readonly run: number;
  readonly phase: RunPhase;
  readonly face: PaneFace;
  /** Rows sent so far, all `rows` messages before this one included. */
  readonly rows: number;
  readonly pages: number;
  /** The server has more. */
  readonly more: boolean;
  readonly count?: number;
  /** The server stopped counting: there are more than `count`. */
  readonly countLimitExceeded: boolean;
  /** Bytes on the wire, the page on its way included. */
  readonly bytes: number;
  /** Time that the server and the network took, in milliseconds. */
  readonly elapsedMs: number;
  /** HTTP status of the last answer. */
  readonly httpStatus?: number;
  /** Why nothing comes for a while: the server asked for a pause, or the connection broke. */
  readonly waiting?: string;
  /** True where there is a body to open as JSON. */
  readonly json: boolean;
  readonly problem?: Problem;
  /** Label of the problem's one button, where it has an action. */
  readonly actionLabel?: string;
}

/** What the pane asks for. `run` guards against a click that was meant for the run before. */
export type PaneMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'runAgain' }
  | { readonly type: 'stop' }
  /** Escape where nothing is open: the focus goes back to the file. */
  | { readonly type: 'leave' }
  /** The query is to run somewhere else: the host asks where. */
  | { readonly type: 'switchEnvironment' }
  /** Formatted values are wanted where the query keeps them away: the host says why, and offers to change it. */
  | { readonly type: 'wantFormatted' }
  /** Back to the file, to the `$filter` of the query. */
  | { readonly type: 'showFilter' }
  | { readonly type: 'nextPage'; readonly run: number }
  | { readonly type: 'loadAll'; readonly run: number }
  /** On behind a problem: with one page, or with all where all were wanted. */
  | { readonly type: 'goOn'; readonly run: number }
  | { readonly type: 'showJson' }
  /** The one button of the problem on view. */
  | { readonly type: 'problemAction'; readonly run: number }
  /** Text for the clipboard, and what to call it. */
  | { readonly type: 'copy'; readonly text: string }
  | AskMessage
  /** Cells for the clipboard: made where the rows are, never in the pane. `noted` says how it went. */
  | {
      readonly type: 'copyCells';
      readonly run: number;
      readonly cells: SelectedCells;
      readonly format: CopyFormat;
      readonly headings: boolean;
      readonly formatted: boolean;
    }
  /** The host asks for format and file. The view is what the pane shows: `columns` in shown order. */
  | {
      readonly type: 'export';
      readonly run: number;
      readonly view: RowsView;
      readonly columns: readonly number[];
      readonly formatted: boolean;
    }
  /** The raw view is on: send `exchanges` now and whenever one is added, until it is off. */
  | { readonly type: 'watchExchanges'; readonly run: number; readonly on: boolean }
  | { readonly type: 'copyAsCurl'; readonly run: number }
  /** From a cell: where its lookup, its row or its value leads. */
  | {
      readonly type: 'follow';
      readonly run: number;
      readonly version: number;
      readonly row: number;
      readonly column: number;
      readonly to: 'record-query' | 'browser' | 'filter-query' | 'nested-query';
    }
  /** Filters of the pane, for the `$filter` of the query in the file; columns for its `$select`. */
  | { readonly type: 'addToFilter'; readonly run: number; readonly filters: readonly ColumnFilter[] }
  | { readonly type: 'setSelect'; readonly run: number; readonly columns: readonly number[] }
  /** Seconds between two runs; 0: no more by itself. */
  | { readonly type: 'autoRefresh'; readonly seconds: number }
  /** The result stays as it is, and the next run is compared with it. */
  | { readonly type: 'pin'; readonly on: boolean }
  | {
      readonly type: 'savePicture';
      readonly run: number;
      readonly format: 'svg' | 'png';
      readonly data: string;
    };

/** A question about the rows, see {@link Questions}; an `answer` with its `id` comes back. */
export interface AskMessage {
  readonly type: 'ask';
  readonly run: number;
  readonly id: number;
  readonly name: QuestionName;
  readonly ask: Questions[QuestionName]['ask'];
}
