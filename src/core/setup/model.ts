import type { JsonObject } from '../dataverse/json';

/** Where a step's requests go: Microsoft Graph of the tenant's cloud, or the environment's Web API. */
export type SetupServiceId = 'graph' | 'dataverse';

/** What steps hand on to later ones: ids and other plain facts by name, never a secret. */
export type SetupValues = Readonly<Record<string, string>>;

/** Gives a value by its name; `{name}` in a dry run where no step has found it yet. */
export type ValueOf = (name: string) => string;

export interface SetupRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Behind the service's root (`…/v1.0/`, `…/api/data/v9.2/`), already encoded. */
  readonly path: string;
  readonly body?: JsonObject;
  /** It names what was made a moment ago, which the directory may not know everywhere yet: a 404 is asked again. */
  readonly settles?: boolean;
}

/** Permissions of Microsoft Graph, or privileges in Dataverse, all of which are needed. */
export interface StepNeeds {
  readonly service: SetupServiceId;
  readonly names: readonly string[];
}

/** What a step may do to the world. Every failure is a ProblemError. */
export interface StepIo {
  /** The answer's JSON; empty where there is none (204). */
  send(request: SetupRequest): Promise<JsonObject>;
  /** As `send`, but `undefined` where nothing is there (404). */
  find(request: SetupRequest): Promise<JsonObject | undefined>;
  readonly value: ValueOf;
  /** A value that an earlier step or run left, where there is one. */
  known(name: string): string | undefined;
  /** An earlier run was on its way with this very step, and its outcome is not known. */
  readonly interrupted: boolean;
  /** Takes a secret at once to where secrets are kept. It goes nowhere else. */
  keepSecret(value: string): Promise<void>;
  hasSecret(): Promise<boolean>;
  forgetSecret(): Promise<void>;
}

/** One step of a plan. Its previews are made by the same functions that make the requests. */
export interface SetupStep {
  readonly id: string;
  readonly title: string;
  /** What it does and why, in a sentence or two. */
  readonly what: string;
  readonly needs: StepNeeds;
  /** The requests that `run` sends, in their order. */
  requests(value: ValueOf): readonly SetupRequest[];
  /** What is there already, in values; `undefined` where the step has to run. Reads only, unless it is interrupted. */
  done?(io: StepIo): Promise<SetupValues | undefined>;
  run(io: StepIo): Promise<SetupValues>;
  readonly undo?: StepUndo;
  /** A refusal (403) does not end the plan: somebody else can do this step later. */
  readonly mayBeRefused?: true;
}

export interface StepUndo {
  readonly title: string;
  requests(value: ValueOf): readonly SetupRequest[];
  /** Where sending the requests is not all: gives values that changed by it. */
  run?(io: StepIo): Promise<SetupValues>;
}

export interface SetupPlan {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly SetupStep[];
}

/** `made` by us, so ours to undo; `found` as it was; `refused` and left for somebody else. */
export type StepOutcome = 'made' | 'found' | 'refused';

/** What a plan has done so far. Plain data without secrets, to be kept until it is no longer of use. */
export interface SetupLedger {
  readonly values: SetupValues;
  readonly entries: readonly LedgerEntry[];
  /** The step that was on its way when this was written. */
  readonly started?: string;
}

export interface LedgerEntry {
  readonly step: string;
  readonly outcome: StepOutcome;
}

export const emptyLedger: SetupLedger = { values: {}, entries: [] };

/** A reference is an absolute address; steps write it behind the service's root. */
export function bodyAsSent(body: JsonObject, root: string): JsonObject {
  const reference = body['@odata.id'];
  return typeof reference === 'string' ? { ...body, '@odata.id': `${root}${reference}` } : body;
}
