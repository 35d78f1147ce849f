import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import {
  lifetimeFacts,
  lifetimeWords,
  longestLifetime,
  shortestLifetime,
} from '../../core/setup/lifetimeDefinition';
import { emptyLedger } from '../../core/setup/model';
import {
  lifetimePermissions,
  retrieveLifetimePolicy,
  type LifetimePolicy,
} from '../../core/setup/tokenLifetime';
import { askChoice, askText } from '../platform/steps';
import { environmentQuestions, type EnvironmentDraft } from './askEnvironment';
import { carryOut, undo, withProgress, type SetupParts } from './carryOut';
import { askWish } from './earlierRuns';
import type { OpenService } from './ports';
import { askInTurn } from './questions';
import type { SetupRun, SetupTask } from './runs';

const title = 'Access token lifetime';

export async function setTokenLifetime(parts: SetupParts): Promise<void> {
  const wish = await askWish(parts, 'lifetime', title, 'Look at the policy in force');
  if (wish === undefined) return;
  if (wish.kind === 'undo') return undo(parts, wish.run);
  if (wish.kind === 'forget') return parts.runs.remove(wish.run);
  if (wish.kind === 'new') return startNew(parts);
  await finish(parts, wish.run);
}

async function finish(parts: SetupParts, run: SetupRun, opened?: OpenService): Promise<void> {
  const result = await carryOut(parts, run, opened);
  if (result !== undefined) void tell(parts, { ...run, ledger: result.ledger, finished: true });
}

/** One sign-in to Microsoft Graph serves for looking and for changing. */
async function startNew(parts: SetupParts): Promise<void> {
  if (!(await explain())) return;
  const draft: EnvironmentDraft = {};
  const asked = await askInTurn(title, () => environmentQuestions(parts.services, draft, false));
  const { environment } = draft;
  if (!asked || environment === undefined) return;
  const { graph, policy } = await lookUp(parts, environment);
  try {
    const task = await askChange(policy);
    if (task === undefined) return;
    await finish(parts, { id: randomUUID(), environment, task, ledger: emptyLedger, finished: false }, graph);
  } finally {
    graph.dispose();
  }
}

/** What it means comes before what it does. */
async function explain(): Promise<boolean> {
  const go = 'Look at the policy in force';
  const chosen = await vscode.window.showInformationMessage(
    'A longer life of access tokens is rarely needed',
    { modal: true, detail: lifetimeFacts.join('\n\n') },
    go,
  );
  return chosen === go;
}

async function lookUp(
  { services }: SetupParts,
  environment: Environment,
): Promise<{ graph: OpenService; policy: LifetimePolicy | undefined }> {
  return withProgress('Reading the policy in force…', async (_progress, signal) => {
    const graph = await services.graph(environment, lifetimePermissions, signal);
    try {
      return { graph, policy: await retrieveLifetimePolicy(graph.service, { signal }) };
    } catch (error) {
      graph.dispose();
      throw error;
    }
  });
}

async function askChange(policy: LifetimePolicy | undefined): Promise<SetupTask | undefined> {
  const answer = await askChoice<'set' | 'remove'>({
    title,
    step: 1,
    totalSteps: 2,
    placeholder: inForce(policy),
    choices: [
      {
        label: policy === undefined ? '$(add) Set a lifetime…' : '$(edit) Change it…',
        detail: 'For all environments of the tenant.',
        value: 'set',
      },
      ...(policy === undefined
        ? []
        : [{ label: '$(trash) Remove it', detail: 'Entra decides again.', value: 'remove' as const }]),
    ],
    active: undefined,
  });
  if (answer.kind !== 'answered') return undefined;
  const before = policy === undefined ? {} : { before: policy };
  if (answer.value === 'remove') return { kind: 'lifetime', ...before };
  const minutes = await askText({
    title,
    step: 2,
    totalSteps: 2,
    prompt: 'Minutes that a new access token lives: 10 to 1440 (1 day).',
    value: String((policy?.seconds ?? 3600) / 60),
    check: (value) => (secondsOf(value) === undefined ? 'Enter a whole number from 10 to 1440.' : undefined),
  });
  const seconds = minutes.kind === 'answered' ? secondsOf(minutes.value) : undefined;
  return seconds === undefined ? undefined : { kind: 'lifetime', ...before, seconds };
}

function inForce(policy: LifetimePolicy | undefined): string {
  if (policy === undefined) return 'No policy is in force: tokens live 60 to 90 minutes.';
  const life = policy.seconds === undefined ? 'no lifetime' : lifetimeWords(policy.seconds);
  const reach = policy.reach > 1 ? `, and reaches ${policy.reach - 1} other application(s)` : '';
  return `In force: “${policy.name}” sets ${life}${reach}.`;
}

function secondsOf(minutes: string): number | undefined {
  const seconds = /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) * 60 : 0;
  return seconds >= shortestLifetime && seconds <= longestLifetime ? seconds : undefined;
}

async function tell(parts: SetupParts, run: SetupRun): Promise<void> {
  const back = 'Undo';
  const chosen = await vscode.window.showInformationMessage(
    'Done. It takes effect with the next token that Entra issues, which may take a while. “Inspect access token” shows how long one lives.',
    back,
  );
  if (chosen === back) await undo(parts, run);
}
