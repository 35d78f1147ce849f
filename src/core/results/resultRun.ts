import type { CancelSignal } from '../base/cancel';
import type { Problem, ProblemAction } from '../base/problem';
import type { QueryExecution } from '../dataverse/execution';
import type { ResultOrigin } from '../followup/ports';
import type { ResultSchema, RowChunk } from './model';

/** The environment that a run went to, as far as a pane shows it. */
export interface ResultEnvironment {
  readonly name: string;
  /** Production: the pane carries the mark. */
  readonly protected: boolean;
}

/**
 * `elsewhere`: where the user, who is asked, wants it. `unasked`: nobody pressed anything, so that no file comes into view,
 * no cursor moves, and a query that cannot run while somebody writes it is left alone.
 */
export type RunAgain = 'elsewhere' | 'unasked';

/** One run of one block, handed to whoever shows results. */
export interface ResultRun {
  /** Same key, same pane: the document's URI and what names the block in it. */
  readonly key: string;
  /** The block's title, or its request in short. */
  readonly title: string;
  readonly environment: ResultEnvironment;
  /** What will be sent, for the head of the pane before an answer is there. Without Authorization. */
  readonly request: { readonly method: string; readonly url: string };
  /** Its own `Prefer` asks for no formatted values: the server sends none. */
  readonly unformatted?: boolean;
  /** Where the query stands, and as what: for what is done next with the rows. */
  readonly origin: ResultOrigin;
  /** Not yet started: whoever shows the result asks for the first page. */
  readonly execution: QueryExecution;
  /** Runs the block anew, as it stands in the document now. */
  readonly runAgain: (how?: RunAgain) => void;
  /** The user pressed the one button of a problem. */
  readonly onAction: (action: ProblemAction, problem: Problem) => void;
  /** Rows were read, as they are shown. */
  readonly onRows?: (chunk: RowChunk, schema: ResultSchema) => void;
  /** Stops this run from outside, a progress notification for example. */
  readonly signal?: CancelSignal;
}

/** How a run ended, or the state that it is in while pages are still asked for. */
export interface RunProgress {
  readonly key: string;
  readonly phase: 'running' | 'loading-next' | 'loading-all' | 'done' | 'cancelled' | 'failed';
  /** Rows loaded so far. */
  readonly rows: number;
  /** Body bytes received so far, the page on its way included. */
  readonly bytes: number;
  readonly problem?: Problem;
}

/** Where results are shown. `src/vscode/results` implements it, `src/vscode/run` uses it. */
export interface ResultsView {
  /**
   * Opens or refreshes the pane of `run.key`, sends the request and resolves when the first answer is shown,
   * was refused or was cancelled. Never rejects for a ProblemError: it stands in the pane and in the answer.
   */
  show(run: ResultRun): Promise<RunProgress>;
  /** A word about the rows in the pane of this key, which stays until its query is run again. */
  note(key: string, text: string): void;
}
