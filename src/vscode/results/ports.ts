import type { Event } from '../../core/base/event';
import type { FollowUps, ResultOrigin } from '../../core/followup/ports';
import type { ResultEngines } from '../../core/results/engine';
import type { KeptResult, KeptResults } from '../../core/results/keptResult';
import type { ResultRun } from '../../core/results/resultRun';

/** Of the panels, in the manifest's activation event too. */
export const resultsViewType = 'dataverseWorkbench.results';

/** Where the rows of results are kept; opened when the first result is shown. */
export interface ResultsStorage {
  readonly engines: ResultEngines;
  readonly kept: KeptResults;
}

/** Words for the columns of results. */
export interface ResultLabels {
  /** Label of a column by its path, where it is known. Asking may bring it about. */
  of(origin: ResultOrigin): (path: string) => string | undefined;
  /** More may be known. */
  readonly onDidChange: Event<unknown>;
}

/** What the panes need of the rest; wired in the composition root. */
export interface ResultsServices {
  storage(): Promise<ResultsStorage>;
  followUps(): Promise<FollowUps>;
  labels(): Promise<ResultLabels>;
  /** The run that a kept result belongs to, as it goes on from there. */
  resume(kept: KeptResult): Promise<ResultRun>;
  /** Whether the sign-in to an environment has outlived the reload; asks nobody. */
  isSignedIn(environment: string): Promise<boolean>;
}
