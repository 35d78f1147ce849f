import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { publicCertificate } from '../../core/setup/credentialSteps';
import type { SetupResult } from '../../core/setup/engine';
import { emptyLedger } from '../../core/setup/model';
import type { ApplicationInput } from '../../core/setup/registerApplication';
import { commandIds } from '../platform/commands';
import { askChoice, askText } from '../platform/steps';
import { environmentQuestions, type EnvironmentDraft } from './askEnvironment';
import { carryOut, undo, type SetupParts } from './carryOut';
import { askWish } from './earlierRuns';
import { askInTurn, type Question } from './questions';
import type { SetupRun } from './runs';

const title = 'Register an application';

interface Draft extends EnvironmentDraft {
  name?: string;
  credential?: ApplicationInput['credential'];
  certificate?: string;
  certificateFile?: string;
  consent?: boolean;
}

export async function registerApplication(parts: SetupParts): Promise<void> {
  const wish = await askWish(parts, 'application', title, 'Register another application');
  if (wish === undefined) return;
  if (wish.kind === 'undo') return undo(parts, wish.run);
  if (wish.kind === 'forget') return parts.runs.remove(wish.run);
  const run = wish.kind === 'continue' ? wish.run : await askNew(parts);
  if (run === undefined) return;
  const result = await carryOut(parts, run);
  if (result !== undefined) void tell(parts, run, result);
}

async function askNew({ services }: SetupParts): Promise<SetupRun | undefined> {
  const draft: Draft = {};
  const complete = await askInTurn(title, () => [
    ...environmentQuestions(services, draft, false),
    nameQuestion(draft),
    credentialQuestion(draft),
    consentQuestion(draft),
  ]);
  const { environment, name, credential, certificate, certificateFile, consent } = draft;
  if (!complete || !environment || name === undefined || !credential || consent === undefined) {
    return undefined;
  }
  const withCertificate = credential === 'certificate' && certificate !== undefined;
  return {
    id: randomUUID(),
    environment,
    task: {
      kind: 'application',
      input: { name, credential, consent, ...(withCertificate ? { certificate } : {}) },
      ...(withCertificate && certificateFile !== undefined ? { certificateFile } : {}),
    },
    ledger: emptyLedger,
    finished: false,
  };
}

const nameQuestion =
  (draft: Draft): Question =>
  async (place) => {
    const answer = await askText({
      ...place,
      prompt: 'Name of the application, as administrators and people who sign in will see it.',
      placeholder: 'Nightly export',
      value: draft.name ?? '',
      check: (value) =>
        value.trim() === '' || value.length > 120 ? 'Enter a name of up to 120 characters.' : undefined,
    });
    if (answer.kind === 'answered') draft.name = answer.value.trim();
    return answer;
  };

const credentialQuestion =
  (draft: Draft): Question =>
  async (place) => {
    const answer = await askChoice<ApplicationInput['credential']>({
      ...place,
      placeholder: 'Who will sign in with it?',
      choices: [
        { label: '$(person) People', detail: 'A public client, without any secret.', value: 'none' },
        {
          label: '$(key) A program, with a client secret',
          detail: 'The secret goes to the secret storage of VS Code. It needs an application user too.',
          value: 'secret',
        },
        {
          label: '$(verified) A program, with a certificate',
          detail: 'You choose the PEM file; only its public part leaves this machine.',
          value: 'certificate',
        },
      ],
      active: draft.credential,
    });
    if (answer.kind !== 'answered') return answer;
    draft.credential = answer.value;
    if (answer.value === 'certificate' && !(await chooseCertificate(draft))) return { kind: 'closed' };
    return answer;
  };

/** Throws `bad-input` for a file without a certificate. */
async function chooseCertificate(draft: Draft): Promise<boolean> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'Certificate of the application',
      filters: { Certificates: ['pem', 'crt', 'cer'] },
    })) ?? [];
  if (file === undefined) return false;
  draft.certificate = publicCertificate(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  draft.certificateFile = file.fsPath;
  return true;
}

const consentQuestion =
  (draft: Draft): Question =>
  async (place) => {
    const answer = await askChoice({
      ...place,
      placeholder: 'Consent for the whole tenant?',
      choices: [
        { label: '$(check) Consent now', detail: 'Needs an administrator of the tenant.', value: true },
        {
          label: '$(link) Give me a link for the administrator',
          detail: 'Until then each person is asked, where the tenant allows that.',
          value: false,
        },
      ],
      active: draft.consent ?? true,
    });
    if (answer.kind === 'answered') draft.consent = answer.value;
    return answer;
  };

async function tell(parts: SetupParts, run: SetupRun, { ledger, refused }: SetupResult): Promise<void> {
  const { task } = run;
  const appId = ledger.values['appId'];
  if (task.kind !== 'application' || appId === undefined) return;
  const needsLink = refused.length > 0 || !task.input.consent;
  const program = task.input.credential !== 'none';
  const next = program ? 'Create application user…' : 'Connect with it';
  const link = 'Copy the consent link';
  const back = 'Undo';
  const why = refused.length > 0 ? ' You may not consent for the tenant: hand the link on.' : '';
  const chosen = await vscode.window.showInformationMessage(
    `“${task.input.name}” is registered. Its application (client) id is ${appId}.${why}`,
    next,
    ...(needsLink ? [link] : []),
    back,
  );
  if (chosen === link) {
    await vscode.env.clipboard.writeText(parts.services.consentLink(run.environment, appId));
  } else if (chosen === back) await undo(parts, { ...run, ledger, finished: true });
  else if (chosen === next && program) {
    await vscode.commands.executeCommand(commandIds.createApplicationUser);
  } else if (chosen === next) {
    await parts.services.connectWith(environmentWith(parts, { ...run, ledger }) ?? run.environment);
  }
}

/** The environment of the run, signed in to with the application that it registered. */
export function environmentWith(
  { services }: SetupParts,
  { environment, task, ledger }: SetupRun,
): Environment | undefined {
  const clientId = ledger.values['appId'];
  if (task.kind !== 'application' || clientId === undefined) return undefined;
  const { url, tenantId, apiVersion, authority, caFile, protected: guarded } = environment;
  const taken = new Set(services.environments.map(({ name }) => name.toLowerCase()));
  const base = `${environment.name} ${task.input.name}`;
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${base} ${count}`;
  const methods = {
    none: 'interactive',
    secret: 'client-secret',
    certificate: 'client-certificate',
  } as const;
  return {
    name,
    url,
    method: methods[task.input.credential],
    clientId,
    tenantId,
    protected: guarded,
    apiVersion,
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(task.certificateFile === undefined ? {} : { certificateFile: task.certificateFile }),
  };
}
