import { cancelledError, problemOf, type Problem } from '../base/problem';
import type { LedgerEntry, SetupLedger, SetupPlan, SetupStep, SetupValues } from './model';
import { openStep } from './stepIo';
import type { SetupWorld } from './world';

export interface SetupResult {
  readonly ledger: SetupLedger;
  /** Steps that were refused and that somebody else can do. */
  readonly refused: readonly { readonly step: SetupStep; readonly problem: Problem }[];
}

/**
 * Runs the steps in their order, from where the ledger says that an earlier run stopped. Throws what hindered a step;
 * everything before it is in the ledger that was saved last.
 */
export async function runPlan(plan: SetupPlan, before: SetupLedger, world: SetupWorld): Promise<SetupResult> {
  let ledger = before;
  const refused: { step: SetupStep; problem: Problem }[] = [];
  for (const [index, step] of plan.steps.entries()) {
    if (world.signal.cancelled) throw cancelledError();
    world.onProgress?.({ title: step.title, step: index + 1, of: plan.steps.length });
    try {
      ledger = await runStep(step, ledger, world);
    } catch (error) {
      const problem = problemOf(error);
      if (step.mayBeRefused === undefined || problem?.status !== 403) throw error;
      refused.push({ step, problem });
      ledger = await noted(ledger, { step: step.id, outcome: 'refused' }, {}, world);
    }
  }
  return { ledger, refused };
}

async function runStep(step: SetupStep, before: SetupLedger, world: SetupWorld): Promise<SetupLedger> {
  const interrupted = before.started === step.id;
  const earlier = before.entries.find((entry) => entry.step === step.id)?.outcome;
  const there = await step.done?.(openStep(step, before, world));
  if (there !== undefined) {
    // Before the interrupted run began the step there was nothing, so what is there now is ours.
    const outcome = interrupted || earlier === 'made' ? 'made' : 'found';
    return noted(before, { step: step.id, outcome }, there, world);
  }
  const changes = step.undo !== undefined;
  const started = changes ? { ...before, started: step.id } : before;
  if (changes) await world.save(started);
  if (world.signal.cancelled) throw cancelledError();
  const values = await step.run(openStep(step, started, world));
  return noted(started, { step: step.id, outcome: changes ? 'made' : 'found' }, values, world);
}

/**
 * Takes back what the plan made, last first; what was found stays. Throws what hindered it; the ledger that was saved
 * last tells what is left.
 */
export async function undoPlan(
  plan: SetupPlan,
  before: SetupLedger,
  world: SetupWorld,
): Promise<SetupLedger> {
  let ledger = await adoptInterrupted(plan, before, world);
  const made = ledger.entries.filter(({ outcome }) => outcome === 'made').toReversed();
  for (const [index, entry] of made.entries()) {
    const step = plan.steps.find(({ id }) => id === entry.step);
    const undo = step?.undo;
    if (step === undefined || undo === undefined) continue;
    if (world.signal.cancelled) throw cancelledError();
    world.onProgress?.({ title: undo.title, step: index + 1, of: made.length });
    const io = openStep(step, ledger, world);
    let values: SetupValues = {};
    if (undo.run !== undefined) values = await undo.run(io);
    // What is gone already needs no undoing.
    else for (const request of undo.requests(io.value)) await io.find(request);
    ledger = {
      values: { ...ledger.values, ...values },
      entries: ledger.entries.filter(({ step: id }) => id !== entry.step),
    };
    await world.save(ledger);
  }
  return ledger;
}

/** The step that nobody knows the end of: if it came through, it is ours to undo as well. */
async function adoptInterrupted(
  plan: SetupPlan,
  ledger: SetupLedger,
  world: SetupWorld,
): Promise<SetupLedger> {
  const step = plan.steps.find(({ id }) => id === ledger.started);
  if (step === undefined) return ledger;
  const there = await step.done?.(openStep(step, ledger, world));
  if (there !== undefined) return noted(ledger, { step: step.id, outcome: 'made' }, there, world);
  return { values: ledger.values, entries: ledger.entries };
}

async function noted(
  { values, entries, started }: SetupLedger,
  entry: LedgerEntry,
  more: SetupValues,
  { save }: SetupWorld,
): Promise<SetupLedger> {
  const others = entries.filter(({ step }) => step !== entry.step);
  const ledger = {
    values: { ...values, ...more },
    entries: [...others, entry],
    // A step before the interrupted one, looked at again, says nothing of how that one ended.
    ...(started === undefined || started === entry.step ? {} : { started }),
  };
  await save(ledger);
  return ledger;
}
