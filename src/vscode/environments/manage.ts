import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import type { EnvironmentStore } from './environmentStore';

/** Deletes what is kept of an environment, tokens, secrets, caches, unless one of `kept` lives on the same. */
export type ForgetEnvironment = (environment: Environment, kept: readonly Environment[]) => Promise<void>;

/** The environment that a command was called for: by name, else the one that the user picks. */
export async function environmentFor(
  store: EnvironmentStore,
  argument: unknown,
  title: string,
): Promise<Environment | undefined> {
  if (typeof argument === 'string') return store.byName(argument);
  const { environments } = store;
  const current = store.current?.name;
  const items = environments.map((environment) => ({
    label: `${environment.protected ? '$(lock)' : '$(plug)'} ${environment.name}`,
    description: environment.name === current ? 'active' : '',
    detail: environment.url,
    environment,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: items.length === 0 ? 'There is no environment yet.' : 'Which environment?',
    matchOnDetail: true,
  });
  return chosen?.environment;
}

/** "Rename environment…" */
export async function renameEnvironment(store: EnvironmentStore, environment: Environment): Promise<void> {
  const others = store.environments.filter((other) => other.name !== environment.name);
  const name = await vscode.window.showInputBox({
    title: `Rename ${environment.name}`,
    prompt: 'New name. Files that name the environment after "# @env" are not changed.',
    value: environment.name,
    validateInput: (value) => nameFault(value, others),
  });
  if (name === undefined || name.trim() === environment.name) return;
  await store.change(environment.name, { name: name.trim() });
}

/** What is wrong with a name, for the person who types it. */
export function nameFault(value: string, others: readonly { readonly name: string }[]): string | undefined {
  const name = value.trim();
  if (name === '') return 'Enter a name.';
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    return `${name} is the name of another environment already. Choose another name.`;
  }
  return undefined;
}

/** "Remove environment…": asks, then deletes what is kept of it and takes it out of the settings. */
export async function removeEnvironment(
  store: EnvironmentStore,
  environment: Environment,
  forget: ForgetEnvironment,
): Promise<void> {
  const remove = 'Remove';
  const chosen = await vscode.window.showWarningMessage(
    `Remove ${environment.name}?`,
    {
      modal: true,
      detail: `${environment.url} is taken out of your settings, and its tokens and secrets are deleted from this machine. Nothing changes in the environment itself.`,
    },
    remove,
  );
  if (chosen !== remove) return;
  const others = store.environments.filter((other) => other.name !== environment.name);
  await forget(environment, others);
  await store.remove(environment.name);
}

/** Marks an environment as production, where every write asks, or takes the mark away after asking. */
export async function setProtection(
  store: EnvironmentStore,
  environment: Environment,
  wanted: boolean,
): Promise<void> {
  if (environment.protected === wanted) return;
  if (!wanted) {
    const change = 'Stop protecting';
    const chosen = await vscode.window.showWarningMessage(
      `Stop protecting ${environment.name}?`,
      { modal: true, detail: 'Then writes may go there without asking, where you said not to be asked.' },
      change,
    );
    if (chosen !== change) return;
  }
  await store.change(environment.name, { protected: wanted });
}
