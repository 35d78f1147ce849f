import { askChoice, type Choice } from '../platform/steps';
import { planOf } from './plans';
import { canUndo, type SetupRun, type SetupTask } from './runs';
import type { SetupParts } from './carryOut';

/** What to do about what was set up before. */
export type Wish =
  { readonly kind: 'new' } | { readonly kind: 'continue' | 'undo' | 'forget'; readonly run: SetupRun };

/** Asks only where there is something to go on with or to undo. `undefined` when the user closed it. */
export async function askWish(
  { runs }: SetupParts,
  kind: SetupTask['kind'],
  title: string,
  newLabel: string,
): Promise<Wish | undefined> {
  const earlier = runs.of(kind);
  const choices = earlier.flatMap(choicesOf);
  if (choices.length === 0) return { kind: 'new' };
  const answer = await askChoice<Wish>({
    title,
    step: 1,
    totalSteps: 1,
    placeholder: 'Something was set up from here before.',
    choices: [{ label: `$(add) ${newLabel}`, value: { kind: 'new' } }, ...choices],
    active: undefined,
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

function choicesOf(run: SetupRun): readonly Choice<Wish>[] {
  const name = planOf(run.task).title;
  const description = run.environment.name;
  const go: Choice<Wish> = {
    label: `$(debug-continue) Go on: ${name}`,
    description,
    detail: 'It stopped on its way. What is done already is left out.',
    value: { kind: 'continue', run },
  };
  const back: Choice<Wish> = {
    label: `$(discard) Undo: ${name}`,
    description,
    value: { kind: 'undo', run },
  };
  const forget: Choice<Wish> = {
    label: `$(close) Forget: ${name}`,
    description,
    detail: 'Nothing was made.',
    value: { kind: 'forget', run },
  };
  if (canUndo(run)) return run.finished ? [back] : [go, back];
  return run.finished ? [] : [go, forget];
}
