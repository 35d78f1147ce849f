import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { defaultApiVersion } from '../../core/base/environmentConfig';
import type { Problem } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import { commandIds } from '../platform/commands';
import { asProblem, problemText } from '../platform/problems';
import { connectSteps, stepIds, type StepId } from './connectSteps';
import type { EnvironmentStore } from './environmentStore';
import type { ConnectDraft, ConnectionProof, ConnectServices } from './ports';

const title = 'Connect to environment';

/** "Connect to environment…": asks, signs in, proves it by WhoAmI, and only then writes the entry down. */
export class ConnectFlow {
  readonly #store: EnvironmentStore;
  readonly #services: ConnectServices;

  constructor(store: EnvironmentStore, services: ConnectServices) {
    this.#store = store;
    this.#services = services;
  }

  async run(): Promise<void> {
    const draft: ConnectDraft = { address: '' };
    let start: StepId = 'address';
    for (;;) {
      if (!(await this.#ask(draft, start))) return;
      const environment = environmentOf(draft, this.#store);
      if (environment === undefined) return;
      const outcome = await this.#connect(environment, draft.secret);
      if ('proof' in outcome) return this.#succeed(environment, outcome.proof);
      if (outcome.problem.kind === 'cancelled') return;
      if (!(await offerAgain(environment.name, outcome.problem))) return;
      start = stepToMend(outcome.problem, draft);
    }
  }

  /** Walks through the questions from `start` on. False when the user closed one. */
  async #ask(draft: ConnectDraft, start: StepId): Promise<boolean> {
    const steps = connectSteps({ store: this.#store, services: this.#services });
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
    secret: string | undefined,
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
          const used = environment.method === 'client-secret' ? secret : undefined;
          return { proof: await this.#services.connect(environment, used, cancelSignalOf(token)) };
        } catch (error) {
          return { problem: asProblem(error) };
        }
      },
    );
  }

  async #succeed(environment: Environment, proof: ConnectionProof): Promise<void> {
    await this.#store.save(environment);
    await this.#store.setCurrent(environment.name);
    const open = 'Open a sample query';
    void vscode.window
      .showInformationMessage(
        `Connected to ${proof.organization} as ${proof.user}. The token renews by itself.`,
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

/** The question whose answer most likely was wrong. */
function stepToMend(problem: Problem, draft: ConnectDraft): StepId {
  if (problem.action === 'enter-secret') return draft.method === 'client-secret' ? 'secret' : 'client';
  if (problem.kind === 'identity-refused' || problem.kind === 'sign-in-needed') {
    if (problem.code === 'AADSTS90002' || problem.code === 'AADSTS900023') return 'tenant';
    if (problem.code === 'AADSTS700016' || problem.code === 'AADSTS50011') return 'client';
    return 'method';
  }
  return 'address';
}

function environmentOf(draft: ConnectDraft, store: EnvironmentStore): Environment | undefined {
  const { found, method, tenantId, clientId, name, authority, caFile } = draft;
  if (!found || !method || !tenantId || !clientId || !name) return undefined;
  const known = store.byOrigin(found.origin);
  return {
    name,
    url: found.origin,
    method,
    clientId,
    tenantId,
    protected: known?.protected ?? false,
    apiVersion: known?.apiVersion ?? defaultApiVersion,
    ...(authority === undefined ? {} : { authority }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}
