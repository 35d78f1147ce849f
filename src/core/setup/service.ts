import type { CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import { ProblemError, problemOf } from '../base/problem';
import type { DataverseApi, WaitNotice } from '../dataverse/api';
import { standardHeaders } from '../dataverse/headers';
import { readJson, type JsonObject } from '../dataverse/json';
import { pause } from '../dataverse/pause';
import { graphProblem } from './graphProblem';
import { bodyAsSent, type SetupRequest, type SetupServiceId, type StepNeeds } from './model';

/** One service as steps use it, signed in. */
export interface SetupService {
  /** What stands before a request's path, with its last slash. */
  readonly root: string;
  send(request: SetupRequest, needs: StepNeeds, options: ServiceOptions): Promise<JsonObject>;
}

export interface ServiceOptions {
  readonly signal: CancelSignal;
  readonly onWait?: (notice: WaitNotice) => void;
}

/** Waits before a request is repeated that names what the directory does not know everywhere yet, in milliseconds. */
const settlingMs = [1000, 2000, 4000, 8000];

/**
 * Requests to Microsoft Graph or to the Web API. Both clients send a token to its own origin only, and wait as long as
 * `Retry-After` says.
 */
export class HttpSetupService implements SetupService {
  readonly root: string;

  constructor(
    private readonly id: SetupServiceId,
    private readonly api: DataverseApi,
    private readonly clock: Clock,
  ) {
    this.root = id === 'graph' ? `${api.origin}/v1.0/` : `${api.origin}/api/data/${api.apiVersion}/`;
  }

  async send(request: SetupRequest, needs: StepNeeds, options: ServiceOptions): Promise<JsonObject> {
    const waits = request.settles === true ? settlingMs : [];
    for (const wait of waits) {
      try {
        return await this.#once(request, needs, options);
      } catch (error) {
        if (!isUnsettled(error)) throw error;
        await pause(this.clock, wait, options.signal);
      }
    }
    return this.#once(request, needs, options);
  }

  async #once(request: SetupRequest, needs: StepNeeds, options: ServiceOptions): Promise<JsonObject> {
    const { method, path, body } = request;
    try {
      const response = await this.api.send(
        {
          method,
          url: `${this.root}${path}`,
          headers: [
            ...standardHeaders,
            ...(method === 'POST' && this.id === 'dataverse' ? [representation] : []),
            ...(body === undefined ? [] : [jsonBody]),
          ],
          ...(body === undefined ? {} : { body: JSON.stringify(bodyAsSent(body, this.root)) }),
        },
        options,
      );
      return response.body.length === 0 ? {} : readJson(response, `${method} ${path}`);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined || this.id !== 'graph') throw error;
      throw new ProblemError(graphProblem(problem, request, needs));
    }
  }
}

const representation = ['Prefer', 'return=representation'] as const;
const jsonBody = ['Content-Type', 'application/json; charset=utf-8'] as const;

/** True for an object that was not found though it was made a moment ago. */
function isUnsettled(error: unknown): boolean {
  const problem = problemOf(error);
  if (problem?.status === 404) return true;
  return problem?.status === 400 && /does not reference a valid/i.test(problem.details ?? '');
}
