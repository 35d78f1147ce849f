import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { ApplicationUserInput, NamedId } from '../../core/setup/applicationUser';
import {
  retrieveBusinessUnits,
  retrieveRoles,
  retrieveUsersUnit,
  type BusinessUnit,
} from '../../core/setup/environmentChoices';
import { emptyLedger } from '../../core/setup/model';
import { askChoice, askText } from '../platform/steps';
import { environmentWith } from './applicationFlow';
import { environmentQuestions, type EnvironmentDraft } from './askEnvironment';
import { carryOut, undo, withProgress, type SetupParts } from './carryOut';
import { askWish } from './earlierRuns';
import { askInTurn, type Question } from './questions';
import type { SetupRun } from './runs';

const title = 'Create application user';

export async function createApplicationUser(parts: SetupParts): Promise<void> {
  const wish = await askWish(parts, 'application-user', title, 'Create another application user');
  if (wish === undefined) return;
  if (wish.kind === 'undo') return undo(parts, wish.run);
  if (wish.kind === 'forget') return parts.runs.remove(wish.run);
  const run = wish.kind === 'continue' ? wish.run : await askNew(parts);
  if (run === undefined) return;
  const result = await carryOut(parts, run);
  if (result !== undefined) void tell(parts, { ...run, ledger: result.ledger, finished: true });
}

interface Draft extends EnvironmentDraft {
  appId?: string;
}

async function askNew(parts: SetupParts): Promise<SetupRun | undefined> {
  const { services } = parts;
  if (services.environments.length === 0) {
    void vscode.window.showInformationMessage(
      'Connect to the environment first, as somebody who administers it.',
    );
    return undefined;
  }
  const draft: Draft = {};
  const latest = parts.runs.of('application')[0]?.ledger.values['appId'];
  const asked = await askInTurn(title, () => [
    ...environmentQuestions(services, draft, true),
    applicationQuestion(draft, latest),
  ]);
  const { environment, appId } = draft;
  if (!asked || environment === undefined || appId === undefined) return undefined;
  const input = await askPlaceAndRoles(parts, environment, appId);
  if (input === undefined) return undefined;
  const task = { kind: 'application-user', input } as const;
  return { id: randomUUID(), environment, task, ledger: emptyLedger, finished: false };
}

const applicationQuestion =
  (draft: Draft, latest: string | undefined): Question =>
  async (place) => {
    const answer = await askText({
      ...place,
      prompt: 'Application (client) id of the app registration.',
      placeholder: '00000000-0000-0000-0000-000000000000',
      value: draft.appId ?? latest ?? '',
      check: (value) =>
        /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.trim())
          ? undefined
          : 'An application id looks like 00000000-0000-0000-0000-000000000000.',
    });
    if (answer.kind === 'answered') draft.appId = answer.value.trim().toLowerCase();
    return answer;
  };

/** Business unit and roles, chosen from what the environment has. A user that is there stays in its business unit. */
async function askPlaceAndRoles(
  { services }: SetupParts,
  environment: Environment,
  appId: string,
): Promise<ApplicationUserInput | undefined> {
  const found = await withProgress(`Reading ${environment.name}…`, async (_progress, signal) => {
    const { service } = await services.dataverse(environment, signal);
    const units = await retrieveBusinessUnits(service, { signal });
    const present = await retrieveUsersUnit(service, appId, { signal });
    return { service, units, present };
  });
  const unit = found.present ?? (await askUnit(found.units));
  if (unit === undefined) return undefined;
  const offered = await withProgress('Reading the security roles…', (_progress, signal) =>
    retrieveRoles(found.service, unit, { signal }),
  );
  const roles = await askRoles(offered, found.present !== undefined);
  if (roles === undefined) return undefined;
  const copy = await askCopy(offered);
  if (copy === 'closed') return undefined;
  return { appId, businessUnitId: unit, roles, ...(copy === undefined ? {} : { copy }) };
}

async function askUnit(units: readonly BusinessUnit[]): Promise<string | undefined> {
  const answer = await askChoice({
    title,
    step: 1,
    totalSteps: 3,
    placeholder: 'In which business unit?',
    choices: units.map(({ id, name, root }) => ({
      label: name,
      ...(root ? { description: 'the root' } : {}),
      value: id,
    })),
    active: units[0]?.id,
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function askRoles(
  offered: readonly NamedId[],
  present: boolean,
): Promise<readonly NamedId[] | undefined> {
  const chosen = await vscode.window.showQuickPick(
    offered.map((role) => ({ label: role.name, role })),
    {
      title: `${title} (2/3)`,
      canPickMany: true,
      ignoreFocusOut: true,
      placeHolder: present
        ? 'The application has a user already. Which roles shall it have in any case?'
        : 'Which security roles? Give no more than it needs.',
    },
  );
  return chosen?.map(({ role }) => role);
}

/** A role of its own, which can be trimmed without touching the one that it was copied from. */
async function askCopy(offered: readonly NamedId[]): Promise<ApplicationUserInput['copy'] | 'closed'> {
  const from = await askChoice<NamedId | undefined>({
    title,
    step: 3,
    totalSteps: 3,
    placeholder: 'Give it a copy of a role as well, which can be trimmed later?',
    choices: [
      { label: '$(dash) No copy', value: undefined },
      ...offered.map((role) => ({ label: `$(copy) Copy ${role.name}`, value: role })),
    ],
    active: undefined,
  });
  if (from.kind !== 'answered') return 'closed';
  const role = from.value;
  if (role === undefined) return undefined;
  const taken = new Set(offered.map(({ name }) => name.toLowerCase()));
  const name = await askText({
    title,
    step: 3,
    totalSteps: 3,
    prompt: 'Name of the copy.',
    value: `${role.name}, integration`,
    check: (value) =>
      value.trim() === '' || value.length > 100 || taken.has(value.trim().toLowerCase())
        ? 'Enter a name of up to 100 characters that no role of the business unit has.'
        : undefined,
  });
  return name.kind === 'answered' ? { from: role, name: name.value.trim() } : 'closed';
}

async function tell(parts: SetupParts, run: SetupRun): Promise<void> {
  const { task } = run;
  if (task.kind !== 'application-user') return;
  const registered = parts.runs
    .of('application')
    .find(({ ledger }) => ledger.values['appId'] === task.input.appId);
  const connect = registered === undefined ? undefined : environmentWith(parts, registered);
  const go = 'Connect with it';
  const back = 'Undo';
  const found = run.ledger.entries.some(({ step, outcome }) => step === 'user' && outcome === 'found');
  const chosen = await vscode.window.showInformationMessage(
    found
      ? `The application had a user in ${run.environment.name} already. It is enabled and has the roles.`
      : `The application user was created in ${run.environment.name}.`,
    ...(connect === undefined ? [] : [go]),
    back,
  );
  if (chosen === back) await undo(parts, run);
  else if (chosen === go && connect !== undefined) await parts.services.connectWith(connect);
}
