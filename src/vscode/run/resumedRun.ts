import type { Environment } from '../../core/base/environment';
import { ProblemError } from '../../core/base/problem';
import type { PageOptions, QueryExecution, ResponsePage } from '../../core/dataverse/execution';
import { asksForFormatted } from '../../core/dataverse/headers';
import { executeQuery, linkMark } from '../../core/dataverse/queryExecution';
import type { KeptResult } from '../../core/results/keptResult';
import type { ResultRun, RunAgain } from '../../core/results/resultRun';
import { rowNamesIn } from '../../core/results/rowNames';
import { performAction } from '../platform/problems';
import { currentApi, gone } from './currentApi';
import { runBlock } from './runBlock';
import type { RunServices } from './runQuery';

type ResumeServices = Pick<RunServices, 'byName' | 'ensureSignedIn' | 'api' | 'seen'>;

/** A run that was kept over a reload of the window, as it goes on: where the server said, and in its file. */
export function resumedRun(services: ResumeServices, kept: KeptResult): ResultRun {
  const { key, title, environment, request, origin } = kept;
  const runAgain = (how?: RunAgain): void => runBlock(origin, environment.name, how);
  return {
    ...{ key, title, environment, request, origin, runAgain },
    unformatted: request.method === 'GET' && !asksForFormatted(kept.headers),
    execution: new ResumedExecution(services, kept),
    onRows: (chunk, schema) =>
      rowNamesIn(chunk, schema, (guid, name) => services.seen.add(environment.name, guid, name)),
    onAction: (action) => {
      if (action === 'retry') runAgain();
      else void performAction(action, environment.name);
    },
  };
}

/** Asks for nothing until somebody wants the next page; only then is a sign-in needed. */
class ResumedExecution implements QueryExecution {
  readonly #services: ResumeServices;
  readonly #kept: KeptResult;
  #inner: QueryExecution | undefined;

  constructor(services: ResumeServices, kept: KeptResult) {
    this.#services = services;
    this.#kept = kept;
  }

  get more(): boolean {
    const { nextLink, barred } = this.#kept;
    return this.#inner?.more ?? (nextLink !== undefined || barred !== undefined);
  }

  async next(options: PageOptions): Promise<ResponsePage | undefined> {
    const { nextLink: url, barred, headers, environment } = this.#kept;
    if (barred) throw new ProblemError(barred);
    if (url === undefined) return undefined;
    if (!this.#inner) {
      const found = this.#services.byName(environment.name);
      if (!found) throw gone(environment.name);
      await this.#services.ensureSignedIn(found, options.signal);
      this.#inner = this.#execution(found, { method: 'GET', url, headers });
    }
    return this.#inner.next(options);
  }

  rewind(page: ResponsePage): void {
    this.#inner?.rewind(page);
  }

  #execution(environment: Environment, request: Parameters<typeof executeQuery>[1]): QueryExecution {
    const { request: first, links = [] } = this.#kept;
    // The link is followed only to where the environment is: the client sends no token elsewhere.
    return executeQuery(currentApi(this.#services, environment), request, [linkMark(first.url), ...links]);
  }
}
