import type { StepAnswer, StepPlace } from '../platform/steps';

/** Asks one thing, and remembers the answer by itself. */
export type Question = (place: StepPlace) => Promise<StepAnswer<unknown>>;

/**
 * Asks one after the other, with the way back. `questions` is looked at again after each answer, as one may decide on
 * the next. False when the user closed one.
 */
export async function askInTurn(title: string, questions: () => readonly Question[]): Promise<boolean> {
  let index = 0;
  for (;;) {
    const all = questions();
    const question = all[index];
    if (question === undefined) return true;
    const answer = await question({ title, step: index + 1, totalSteps: all.length });
    if (answer.kind === 'closed') return false;
    index = answer.kind === 'back' ? Math.max(0, index - 1) : index + 1;
  }
}
