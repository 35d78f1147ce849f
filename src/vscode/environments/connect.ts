import * as vscode from 'vscode';
import { secretForAction } from '../../core/auth/askedSecrets';
import { methodInfo, type MethodField, type MethodInfo } from '../../core/auth/methods';
import type { SignInMethod } from '../../core/auth/ports';
import type { Environment } from '../../core/base/environment';
import { defaultApiVersion } from '../../core/base/environmentConfig';
import type { Problem } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import { commandIds } from '../platform/commands';
import { asProblem, problemText } from '../platform/problems';
import { connectSteps, stepIds, type StepId } from './connectSteps';
import type { EnvironmentStore } from './environmentStore';
import { listEnvironments } from './listEnvironments';
import type { ForgetEnvironment } from './manage';
import type {
  ConnectDraft,
  ConnectionProof,
  ConnectServices,
  DiscoveryServices,
  EnteredSecrets,
} from './ports';

const title = 'Connect to environment';

/** "Connect to environment…": asks, signs in, proves it by WhoAmI, and only then writes the entry down. */
export class ConnectFlow {
  readonly #store: EnvironmentStore;
  readonly #services: ConnectServices;
  readonly #discovery: DiscoveryServices;
  readonly #forget: ForgetEnvironment;

  constructor(
    store: EnvironmentStore,
    services: ConnectServices,
    discovery: DiscoveryServices,
    forget: ForgetEnvironment,
  ) {
    this.#store = store;
    this.#services = services;
    this.#discovery = discovery;
    this.#forget = forget;
  }

  /** "List my environments…": the chosen one is connected like any other. */
  async runFromList(): Promise<void> {
    const chosen = await listEnvironments(this.#discovery);
    if (chosen === undefined) return;
    const { caFile } = chosen.place;
    await this.run({ address: chosen.url, chosen: true, ...(caFile === undefined ? {} : { caFile }) });
  }

  /** "Edit environment…": the same questions with the answers filled in. The entry changes once they are proved. */
  async edit(edited: Environment): Promise<void> {
    const { method, name } = edited;
    await this.run({ address: edited.url, edited, method, name });
  }

  async run(known: Partial<ConnectDraft> = {}): Promise<void> {
    const draft: ConnectDraft = { address: '', secrets: new Map(), ...known };
    let start: StepId = 'address';
    for (;;) {
      if (!(await this.#ask(draft, start))) return;
      const environment = environmentOf(draft, this.#store);
      if (environment === undefined) return;
      const outcome = await this.#connect(environment, secretsFor(draft));
      if ('proof' in outcome) return this.#succeed(environment, outcome.proof, draft.edited);
      if (outcome.problem.kind === 'cancelled') return;
      if (!asksOnly(outcome.problem, draft) && !(await offerAgain(environment.name, outcome.problem))) return;
      start = stepToMend(outcome.problem, draft);
    }
  }

  /** Walks through the questions from `start` on. False when the user closed one. */
  async #ask(draft: ConnectDraft, start: StepId): Promise<boolean> {
    const steps = connectSteps({
      store: this.#store,
      services: this.#services,
      discovery: this.#discovery,
    });
    let index = Math.max(0, stepIds(draft).indexOf(start));
    for (;;) {
      const ids = stepIds(draft);
      const id = ids[index];
      if (id === undefined) return true;
      const answer = await steps[id](draft, { title, step: index + 1, totalSteps: ids.length });
      if (answer.kind === 'closed') return false;
      index = answer.kind === 'back' ? Math.max(0, index - 1) : index + 1;
    }
  }

  async #connect(
    environment: Environment,
    secrets: EnteredSecrets,
  ): Promise<{ proof: ConnectionProof } | { problem: Problem }> {
    const browser = environment.method === 'interactive' ? ' Go on in the browser.' : '';
    return vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Connecting to ${environment.name}…${browser}`,
        cancellable: true,
      },
      async (_progress, token) => {
        try {
          return { proof: await this.#services.connect(environment, secrets, cancelSignalOf(token)) };
        } catch (error) {
          return { problem: asProblem(error) };
        }
      },
    );
  }

  async #succeed(
    environment: Environment,
    proof: ConnectionProof,
    edited: Environment | undefined,
  ): Promise<void> {
    await this.#store.save(environment, edited?.name);
    if (edited !== undefined) await this.#forget(edited, this.#store.environments);
    await this.#store.setCurrent(environment.name);
    const open = 'Open a sample query';
    void vscode.window
      .showInformationMessage(
        `Connected to ${proof.organization} as ${proof.user}. ${renewalWords[methodInfo(environment.method).renewal]}`,
        open,
      )
      .then((chosen) =>
        chosen === open ? vscode.commands.executeCommand(commandIds.openSample) : undefined,
      );
  }
}

async function offerAgain(name: string, problem: Problem): Promise<boolean> {
  const change = 'Change and try again';
  const chosen = await vscode.window.showErrorMessage(
    `Could not connect to ${name}. ${problemText(problem)}`,
    change,
  );
  return chosen === change;
}

const renewalWords: Readonly<Record<MethodInfo['renewal'], string>> = {
  itself: 'The token renews by itself.',
  elsewhere: 'The token renews by itself.',
  never: 'The token works until it ends, and cannot be renewed.',
};

/** What the method takes, of all that was typed for one or another. */
function secretsFor({ method, secrets, wanted }: ConnectDraft): EnteredSecrets {
  const taken = method === undefined ? undefined : methodInfo(method).secret;
  return new Map([...secrets].filter(([purpose]) => purpose === taken || purpose === wanted));
}

/** The question whose answer most likely was wrong. */
/** That the certificate file has a pass phrase is seen when it is read: a question, not a failure. */
function asksOnly({ action }: Problem, { secrets }: ConnectDraft): boolean {
  return action === 'enter-pass-phrase' && !secrets.has('certificate-pass-phrase');
}

function stepToMend(problem: Problem, draft: ConnectDraft): StepId {
  const secret = secretForAction(problem.action);
  if (secret !== undefined) {
    draft.wanted = secret;
    return 'secret';
  }
  if (problem.kind === 'identity-refused' || problem.kind === 'sign-in-needed') {
    if (problem.code === 'AADSTS90002' || problem.code === 'AADSTS900023') return 'tenant';
    if (problem.code === 'AADSTS700016' || problem.code === 'AADSTS50011') return 'client';
    return 'method';
  }
  return draft.method === 'client-certificate' && problem.kind === 'bad-input' ? 'certificate' : 'address';
}

function environmentOf(draft: ConnectDraft, store: EnvironmentStore): Environment | undefined {
  const { found, method, name, authority, caFile } = draft;
  if (!found || !method || !name) return undefined;
  const known = draft.edited ?? store.byOrigin(found.origin);
  return {
    name,
    url: found.origin,
    method,
    ...identityOf(draft, method, known?.method === method ? known : undefined),
    protected: known?.protected ?? false,
    apiVersion: known?.apiVersion ?? defaultApiVersion,
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

/** What the method takes. Settings that are not asked for stay as they were written by hand for the same method. */
function identityOf(
  draft: ConnectDraft,
  method: SignInMethod,
  known: Environment | undefined,
): Pick<Environment, MethodField> {
  const { fields } = methodInfo(method);
  const asksClient = fields.clientId === 'required' || method === 'managed-identity';
  const userName = fields.userName === 'required' ? draft.userName : known?.userName;
  const { certificateFile = known?.certificateFile } = draft;
  return {
    clientId: (asksClient ? draft.clientId : known?.clientId) ?? '',
    tenantId: (fields.tenantId === undefined ? undefined : draft.tenantId) ?? '',
    ...(userName === undefined || fields.userName === undefined ? {} : { userName }),
    ...(certificateFile === undefined || fields.certificateFile === undefined ? {} : { certificateFile }),
    ...(known?.certificateKeyFile === undefined ? {} : { certificateKeyFile: known.certificateKeyFile }),
  };
}
