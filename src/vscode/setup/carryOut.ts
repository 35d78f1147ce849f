import * as vscode from 'vscode';
import type { CancelSignal } from '../../core/base/cancel';
import { runPlan, undoPlan, type SetupResult } from '../../core/setup/engine';
import { previewText } from '../../core/setup/preview';
import type { SetupWorld } from '../../core/setup/world';
import { cancelSignalOf } from '../platform/cancellation';
import { askChoice } from '../platform/steps';
import { permissionsOf, planOf } from './plans';
import type { OpenService, SetupServices } from './ports';
import type { PreviewDocuments } from './previewDocuments';
import type { SetupRun, SetupRuns } from './runs';

/** What every set-up command works with. */
export interface SetupParts {
  readonly services: SetupServices;
  readonly runs: SetupRuns;
  readonly previews: PreviewDocuments;
}

/**
 * Shows every request, asks, signs in and runs. `undefined` where the user does not want it. Throws ProblemError.
 * `opened`: Microsoft Graph, where the command is signed in to it already; it stays open.
 */
export async function carryOut(
  parts: SetupParts,
  run: SetupRun,
  opened?: OpenService,
): Promise<SetupResult | undefined> {
  const { services, runs, previews } = parts;
  const plan = planOf(run.task);
  const { environment } = run;
  await previews.open(
    previewText(plan, {
      graph: services.rootOf('graph', environment),
      dataverse: services.rootOf('dataverse', environment),
    }),
  );
  const answer = await askChoice({
    title: plan.title,
    step: 1,
    totalSteps: 1,
    placeholder: 'The requests stand in the document. Nothing has been sent yet.',
    choices: [
      {
        label:
          plan.steps.length === 1 ? '$(play) Run this step' : `$(play) Run these ${plan.steps.length} steps`,
        value: true,
      },
      { label: '$(close) Cancel', value: false },
    ],
    active: true,
  });
  if (answer.kind !== 'answered' || !answer.value) return undefined;
  const result = await withProgress(plan.title, (progress, signal) =>
    inWorld(parts, run, { progress, signal, opened }, (world) => runPlan(plan, run.ledger, world)),
  );
  // What was refused can be gone on with once somebody has allowed it.
  await runs.save({ ...run, ledger: result.ledger, finished: result.refused.length === 0 });
  return result;
}

/** Asks, and takes back what the run made. Throws ProblemError. */
export async function undo(parts: SetupParts, run: SetupRun): Promise<void> {
  const plan = planOf(run.task);
  const made = plan.steps
    .filter(({ id }) => run.ledger.entries.some((one) => one.step === id && one.outcome === 'made'))
    .flatMap((step) => (step.undo === undefined ? [] : [`• ${step.undo.title}`]))
    .toReversed();
  const agree = 'Undo';
  const chosen = await vscode.window.showWarningMessage(
    `Undo this? ${plan.title}`,
    { modal: true, detail: made.join('\n') },
    agree,
  );
  if (chosen !== agree) return;
  await withProgress(`Undoing: ${plan.title}`, (progress, signal) =>
    inWorld(parts, run, { progress, signal, opened: undefined }, (world) =>
      undoPlan(plan, run.ledger, world),
    ),
  );
  await parts.runs.remove(run);
  void vscode.window.showInformationMessage(
    `Undone: ${plan.title}. What was there before was left as it was.${orphans(parts, run)}`,
  );
}

/** Environments of the settings that cannot sign in any more, now that their application is gone. */
function orphans({ services }: SetupParts, { task, ledger }: SetupRun): string {
  if (task.kind !== 'application') return '';
  const names = services.environments
    .filter(({ clientId }) => clientId !== '' && clientId === ledger.values['appId'])
    .map(({ name }) => name);
  return names.length === 0 ? '' : ` ${names.join(', ')} signed in with it: remove or edit that environment.`;
}

type Report = vscode.Progress<{ message?: string }>;

interface Shown {
  readonly progress: Report;
  readonly signal: CancelSignal;
}

/** Signs in to what the plan needs, and out of Microsoft Graph again whatever comes of it. */
async function inWorld<T>(
  { services, runs }: SetupParts,
  run: SetupRun,
  { progress, signal, opened }: Shown & { readonly opened: OpenService | undefined },
  work: (world: SetupWorld) => Promise<T>,
): Promise<T> {
  const { environment, task } = run;
  const permissions = permissionsOf(task);
  const open: OpenService[] = [];
  try {
    progress.report({ message: 'Signing in…' });
    const needsGraph = permissions.length > 0;
    const service =
      opened ??
      (needsGraph
        ? await services.graph(environment, permissions, signal)
        : await services.dataverse(environment, signal));
    if (opened === undefined) open.push(service);
    return await work({
      services: needsGraph ? { graph: service.service } : { dataverse: service.service },
      secret: services.secretsFor(environment),
      save: (ledger) => runs.save({ ...run, ledger, finished: false }),
      signal,
      onProgress: ({ title, step, of }) => progress.report({ message: `${step} of ${of}: ${title}` }),
      onWait: ({ ms }) =>
        progress.report({ message: `The service asks to wait ${Math.ceil(ms / 1000)} seconds…` }),
    });
  } finally {
    for (const one of open) one.dispose();
  }
}

export function withProgress<T>(
  title: string,
  work: (progress: Report, signal: CancelSignal) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => work(progress, cancelSignalOf(token)),
  );
}
