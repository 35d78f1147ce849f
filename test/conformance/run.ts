import { readCases, readNames, type Case } from './cases';
import { Names } from './names';
import { verdictOn } from './rules';

/** What is written per case, in the order of the file. */
export interface Outcome {
  readonly suite: string;
  readonly index: number;
  readonly accepted: boolean;
  /** Offset of the first error; null where the text is accepted. */
  readonly errorAt: number | null;
}

export interface Miss {
  readonly one: Case;
  readonly message: string;
}

export interface Result {
  readonly outcomes: readonly Outcome[];
  readonly misses: readonly Miss[];
}

/** Runs the cases of a file with the names that `folder` holds for their suites; without a file all names are free. */
export function runCases(file: string, folder: string): Result {
  const names = new Map<string, Names>();
  const outcomes: Outcome[] = [];
  const misses: Miss[] = [];
  for (const one of readCases(file)) {
    const { suite, index, rule, input, shouldFail } = one;
    const known = names.get(suite) ?? readNames(folder, suite) ?? new Names({});
    names.set(suite, known);
    const verdict = verdictOn(rule, input, known);
    const accepted = verdict?.accepted === true;
    outcomes.push({ suite, index, accepted, errorAt: accepted ? null : (verdict?.errorAt ?? 0) });
    if (!verdict) misses.push({ one, message: `the grammar has no rule ${rule}` });
    else if (accepted === shouldFail) misses.push({ one, message: messageOf(accepted, verdict.errorAt) });
  }
  return { outcomes, misses };
}

function messageOf(accepted: boolean, errorAt: number | undefined): string {
  return accepted ? 'accepted, but it should fail' : `refused at ${errorAt ?? 0}, but it should be accepted`;
}
