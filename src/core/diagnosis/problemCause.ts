import { redact } from '../auth/redact';
import type { CauseId } from '../base/causeId';
import type { Problem, ProblemKind } from '../base/problem';
import { diagnose } from './diagnose';
import type { Cause, Evidence } from './evidence';
import { causeOf, words } from './words';

/** What is known besides the problem itself. */
export type Surroundings = Pick<Evidence, 'claims' | 'challenge' | 'environment' | 'now'>;

/** Why a problem of ours came about, likeliest first. The engine looks at its code, status and the server's words. */
export function causesOfProblem(problem: Problem, around: Surroundings): readonly Cause[] {
  const evidence = evidenceOf(problem, around);
  const found = evidence === undefined ? [] : diagnose(evidence);
  const [first] = found;
  if (first !== undefined && first.cause !== 'healthy' && first.cause !== 'unknown') return found;
  return [fallback(problem)];
}

function evidenceOf(problem: Problem, around: Surroundings): Evidence | undefined {
  const { kind, code, status, details } = problem;
  const answered = status === undefined ? around : { ...around, status };
  if (kind === 'network' || kind === 'certificate') {
    return { ...around, transportError: code ?? problem.title };
  }
  if (code?.startsWith('AADSTS')) {
    return {
      ...answered,
      errorBody: { error_codes: [Number(code.slice(6))], error_description: details ?? '' },
    };
  }
  if (kind === 'service-refused' || kind === 'service-failed' || kind === 'throttled') {
    return status === undefined
      ? undefined
      : { ...answered, errorBody: { error: { code, message: details ?? '' } } };
  }
  return undefined;
}

const byKind: Partial<Readonly<Record<ProblemKind, CauseId>>> = {
  cancelled: 'cancelled',
  'not-dataverse': 'not-dataverse',
  'sign-in-needed': 'interaction-required',
  throttled: 'throttled',
  'service-failed': 'service-unavailable',
  'foreign-origin': 'login-page-redirect',
};

function fallback(problem: Problem): Cause {
  const { title, cause, remedy, action, kind, code } = problem;
  return causeOf(byKind[kind] ?? 'unknown', 0.6, code ?? kind, words(title, cause ?? '', remedy, action));
}

/** The likeliest cause as a problem: its words, with the facts of what was answered. */
export function explained(problem: Problem, around: Surroundings): Problem {
  const [first] = causesOfProblem(problem, around);
  if (first === undefined) return problem;
  const { action: _, cause: __, ...facts } = problem;
  return {
    ...facts,
    title: first.title,
    ...(first.explanation === '' ? {} : { cause: first.explanation }),
    remedy: first.remedy,
    ...(first.action === undefined ? {} : { action: first.action }),
    ...(problem.details === undefined ? {} : { details: redact(problem.details) }),
  };
}
