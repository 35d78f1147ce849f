import type { Problem } from '../core/base/problem';
import type { LookupTarget, ResultColumn } from '../core/results/model';
import type { ResultEnvironment } from '../core/results/resultRun';

/**
 * What host and results pane say to each other. Every message of the host carries the number of its run; the
 * pane drops what belongs to an older one. A pane that says `ready` (first load, reload, lost rows) is told
 * everything anew: `begin`, `schema`, all `rows`, `status`.
 */
export type HostMessage = BeginMessage | SchemaMessage | RowsMessage | StatusMessage;

/** A run begins. Rows of the run before stay on view until the first of this one are there. */
export interface BeginMessage {
  readonly type: 'begin';
  readonly run: number;
  readonly title: string;
  readonly environment: ResultEnvironment;
  readonly method: string;
  /** Path and options behind the version, decoded for reading. */
  readonly target: string;
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
  | { readonly type: 'nextPage'; readonly run: number }
  | { readonly type: 'loadAll'; readonly run: number }
  | { readonly type: 'showJson' }
  /** The one button of the problem on view. */
  | { readonly type: 'problemAction'; readonly run: number }
  /** Text for the clipboard, and what to call it. */
  | { readonly type: 'copy'; readonly text: string };
