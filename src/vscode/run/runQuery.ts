import * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { HttpRequest } from '../../core/base/http';
import { ProblemError, type Problem } from '../../core/base/problem';
import type { DataverseApi } from '../../core/dataverse/api';
import { executeQuery } from '../../core/dataverse/queryExecution';
import { asksForFormatted } from '../../core/dataverse/headers';
import { buildRequest } from '../../core/dataverse/requestBuilder';
import { isWrite } from '../../core/dataverse/writes';
import type { QueryRequest } from '../../core/queryfile';
import { rowNamesIn } from '../../core/results/rowNames';
import type { SeenRows } from '../../core/results/seenRows';
import type { ResultsView, RunAgain } from '../../core/results/resultRun';
import { performAction } from '../platform/problems';
import type { WriteGuard } from './confirmWrite';
import { currentApi } from './currentApi';
import { findRequest, missingBlock, type QuerySource, type RequestPlace } from './findRequest';
import { OrganizationTypes } from './organizationTypes';
import type { RefusedPlaces } from './refusedPlaces';
import { environmentOf, isBound, pageSizeOf, sameEnvironment } from './requestEnvironment';
import { runBlock } from './runBlock';
import type { RunningQueries } from './runningQueries';

export { WriteGuard } from './confirmWrite';
export { RefusedPlaces } from './refusedPlaces';

/** What running a query needs of the rest; wired in the composition root. */
export interface RunServices {
  current(): Environment | undefined;
  byName(name: string): Environment | undefined;
  byOrigin(origin: string): Environment | undefined;
  /** Asks the user for an environment; `undefined` when they chose none. */
  askForEnvironment(): Promise<Environment | undefined>;
  /** A token is there, or the user is asked for what it takes. Throws ProblemError. */
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
  api(environment: Environment): DataverseApi;
  readonly results: ResultsView;
  /** Keeps the names of rows that were shown. */
  readonly seen: Pick<SeenRows, 'add'>;
}

/** Runs a block and shows its rows beside the file. */
export class QueryRunner {
  readonly #services: RunServices;
  readonly #guard: WriteGuard;
  readonly #running: RunningQueries;
  readonly #refused: RefusedPlaces;
  readonly #types = new OrganizationTypes();

  constructor(services: RunServices, guard: WriteGuard, running: RunningQueries, refused: RefusedPlaces) {
    this.#services = services;
    this.#guard = guard;
    this.#running = running;
    this.#refused = refused;
  }

  /**
   * @param unasked name of the environment that the rows are from, where nobody pressed anything: they are read from there
   *   anew, and what changes data, or would ask before it goes out, is not sent
   */
  async run(source: QuerySource, place: RequestPlace, unasked?: string): Promise<void> {
    requireTrust();
    const { document } = source;
    const { version } = document;
    if (unasked !== undefined && this.#isMissing(document, place)) return;
    const { request, block } = findRequest(source, place);
    // The file may say something else than when it was run by hand.
    if (unasked !== undefined && (isWrite(request.method) || request.note === true)) return;
    const key = keyOf(document, block);
    const environment = await (unasked === undefined
      ? environmentOf(this.#services, request)
      : sameEnvironment(this.#services, request, unasked));
    if (environment === undefined) return;
    const http = buildRequest(request, environment, pageSizeOf(document));
    const stop = this.#running.start(key);
    this.#refused.clear(key, document);
    try {
      const title = request.name ?? shortTitle(request);
      const problem = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title },
        () =>
          this.#send({
            key,
            title,
            environment,
            http,
            uri: document.uri.toString(),
            block,
            target: request.target,
            noted: request.note === true,
            signal: stop.signal,
          }),
      );
      if (problem !== undefined) this.#refused.mark(key, document, version, request, problem);
    } finally {
      this.#running.finish(key, stop);
    }
  }

  /** Runs a block in the environment that the user chooses: it becomes the current one of the window. */
  async runElsewhere(source: QuerySource, place: RequestPlace): Promise<void> {
    const { request } = findRequest(source, place);
    if (isBound(request)) {
      void vscode.window.showInformationMessage(
        'The file says where this query runs. Change its "# @env" line or its address to run it elsewhere.',
      );
      return;
    }
    if ((await this.#services.askForEnvironment()) !== undefined) await this.run(source, place);
  }

  /** Nobody pressed anything: a word in the pane is enough. */
  #isMissing(document: vscode.TextDocument, place: RequestPlace): boolean {
    const block = missingBlock(document, place);
    if (block === undefined) return false;
    this.#services.results.note(keyOf(document, block), missingWords(block));
    return true;
  }

  /** The problem of a run that was refused. */
  async #send(run: Run): Promise<Problem | undefined> {
    const { environment, http, signal } = run;
    await this.#services.ensureSignedIn(environment, signal);
    const api = currentApi(this.#services, environment);
    const typeOf = () => this.#types.of(environment, api, signal);
    if (!(await this.#guard.allows(http, environment, typeOf, run.noted))) return undefined;
    const runAgain = (how?: RunAgain): void => runBlock(run, environment.name, how);
    const progress = await this.#services.results.show({
      key: run.key,
      title: run.title,
      environment: { name: environment.name, protected: environment.protected },
      request: { method: http.method, url: http.url },
      unformatted: http.method === 'GET' && !asksForFormatted(http.headers),
      origin: {
        uri: run.uri,
        ...(run.block === undefined ? {} : { block: run.block }),
        target: run.target,
        environment: environment.name,
      },
      execution: executeQuery(api, http),
      signal,
      onRows: (chunk, schema) =>
        rowNamesIn(chunk, schema, (guid, name) => this.#services.seen.add(environment.name, guid, name)),
      runAgain,
      onAction: (action) => {
        if (action === 'retry') runAgain();
        else void performAction(action, environment.name);
      },
    });
    return progress.problem;
  }
}

interface Run {
  readonly key: string;
  readonly title: string;
  readonly environment: Environment;
  readonly http: HttpRequest;
  /** Document and block, to run it again as it then stands. */
  readonly uri: string;
  readonly block: string | undefined;
  readonly target: string;
  /** `# @note` */
  readonly noted: boolean;
  readonly signal: CancelSignal;
}

function keyOf(document: vscode.TextDocument, block: string | undefined): string {
  return `${document.uri.toString()} ${block ?? 'selection'}`;
}

function missingWords(block: string): string {
  return `These rows are not read anew: their file has no query "${block}" any more. Run it under its new name, or give it this one again.`;
}

function shortTitle(request: QueryRequest): string {
  const path = request.target.replace(/^https:\/\/[^/]*/i, '').split('?')[0] ?? '';
  const short = path.replace(/^\/?(api\/data\/v[\d.]+\/)?/i, '');
  const text = request.method === 'GET' ? short : `${request.method} ${short}`;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new ProblemError({
    kind: 'bad-input',
    title: 'Queries do not run in a folder that you have not trusted.',
    remedy: 'Trust the folder ("Manage workspace trust" in the palette), then run it again.',
  });
}
