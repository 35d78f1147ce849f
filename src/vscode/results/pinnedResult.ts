import { CancelSource } from '../../core/base/cancel';
import type { Disposable } from '../../core/base/event';
import { ProblemError } from '../../core/base/problem';
import type { ComparisonSummary } from '../../core/results/questions';
import type { RunSession } from './runSession';

/** A run, as far as a comparison needs it. */
export type ComparedSession = Pick<RunSession, 'id' | 'busy' | 'onDidChange' | 'work' | 'status' | 'dispose'>;

export interface PinnedResultEvents {
  /** `summary` is missing while nothing is compared. */
  compared(session: ComparedSession, summary: ComparisonSummary | undefined): void;
  failed(error: unknown): void;
}

/**
 * The result of a pane that later runs are compared with. It outlives its run: its rows stay until it is unpinned, and
 * each time that pages of a later run have come, that run is compared anew.
 */
export class PinnedResult implements Disposable {
  readonly #events: PinnedResultEvents;
  #pinned: ComparedSession | undefined;
  #shown: ComparedSession | undefined;
  #listener: Disposable | undefined;
  #comparing = new CancelSource();
  /** Rows of the run on view when it was compared last. */
  #rows = -1;

  constructor(events: PinnedResultEvents) {
    this.#events = events;
  }

  get on(): boolean {
    return this.#pinned !== undefined;
  }

  /** Pins the result on view, or lets go of the one that is pinned. */
  pin(on: boolean): void {
    const [before, shown] = [this.#pinned, this.#shown];
    this.#comparing.cancel();
    this.#pinned = on ? shown : undefined;
    this.#rows = -1;
    if (before && before !== shown && before !== this.#pinned) before.dispose();
    if (shown) this.#compare(shown);
  }

  /** Another run is on view. The one before ends here, but for a pinned one. */
  show(session: ComparedSession): void {
    const before = this.#shown;
    this.#listener?.dispose();
    this.#comparing.cancel();
    this.#shown = session;
    this.#rows = -1;
    if (before !== this.#pinned) before?.dispose();
    this.#listener = session.onDidChange(() => {
      if (this.#pinned && this.#pinned !== session && !session.busy) this.#compare(session);
    });
  }

  dispose(): void {
    this.#listener?.dispose();
    this.#comparing.cancel();
    this.#pinned?.dispose();
    this.#shown?.dispose();
    this.#pinned = this.#shown = undefined;
  }

  #compare(session: ComparedSession): void {
    const { rows } = session.status();
    if (rows === this.#rows) return;
    this.#rows = rows;
    this.#comparing.cancel();
    const source = new CancelSource();
    this.#comparing = source;
    const earlier = this.#pinned === session ? undefined : this.#pinned;
    const ask = earlier ? { with: earlier.id } : {};
    session.work('compare', ask, { signal: source }).then(
      (summary) => {
        if (source.cancelled) return;
        if (earlier && !summary) this.#lose(earlier);
        this.#events.compared(session, summary);
      },
      (error: unknown) => {
        if (!source.cancelled) this.#events.failed(error);
      },
    );
  }

  /** What kept its rows ended, and them with it. */
  #lose(pinned: ComparedSession): void {
    this.#pinned = undefined;
    pinned.dispose();
    this.#events.failed(
      new ProblemError({
        kind: 'rows-lost',
        title: 'The rows of the pinned result are lost, so nothing was compared.',
        remedy: 'Pin this result to compare it with the next run.',
      }),
    );
  }
}
