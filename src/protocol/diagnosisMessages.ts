import { amount, boolean, listOf, oneOf, optional, shape, string } from './shapes';

/** What the page "Diagnose connection" shows. Neither token nor secret ever comes here. */
export interface DiagnosisPage {
  readonly environment: string;
  readonly origin: string;
  readonly running: boolean;
  /** In the order of the chain; those that are to come are left out. */
  readonly steps: readonly ShownStep[];
  /** Once it has ended, likeliest first. */
  readonly causes: readonly ShownCause[];
  /** Nothing failed. */
  readonly healthy: boolean;
  /** How many steps there are in all. */
  readonly total: number;
}

export interface ShownStep {
  readonly title: string;
  readonly state: 'running' | 'ok' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
}

export interface ShownCause {
  readonly cause: string;
  readonly title: string;
  readonly explanation: string;
  readonly remedy: string;
  readonly source: string;
  /** Label of the button that mends it. */
  readonly fix?: string;
}

/** What the page asks for. `fix`: the way out of the likeliest cause. */
export type DiagnosisRequest = 'ready' | 'again' | 'stop' | 'fix' | 'copy';

const page = shape({
  environment: string,
  origin: string,
  running: boolean,
  steps: listOf(
    shape({
      title: string,
      state: oneOf('running', 'ok', 'warning', 'failed', 'skipped'),
      detail: string,
    }),
  ),
  causes: listOf(
    shape({
      cause: string,
      title: string,
      explanation: string,
      remedy: string,
      source: string,
      fix: optional(string),
    }),
  ),
  healthy: boolean,
  total: amount,
});

const request = oneOf('ready', 'again', 'stop', 'fix', 'copy');

export function isDiagnosisPage(value: unknown): value is DiagnosisPage {
  return page(value);
}

export function isDiagnosisRequest(value: unknown): value is DiagnosisRequest {
  return request(value);
}
