import * as vscode from 'vscode';
import { reasonOf } from '../../core/auth/tokenStatus';
import type { Environment } from '../../core/base/environment';
import type { Disposable } from '../../core/base/event';
import { ProblemError } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import { commandIds, registerCommand, type CommandId } from '../platform/commands';
import { DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { SignIns } from './signIns';
import type { TokenKeepers } from './tokenKeepers';

/** What the commands need; handed in by the composition root. */
export interface AuthServices {
  readonly keepers: TokenKeepers;
  readonly signIns: () => Promise<Pick<SignIns, 'signIn'>>;
  /** The environment of that name, or the current one; `undefined` where there is none. */
  environment(name: string | undefined): Environment | undefined;
}

/**
 * Commands around tokens: sign in, sign out, renew, why, menu. Each takes an environment's name as its argument, and
 * stands for the current one without it. The keepers look at the clock whenever the window gets the focus.
 */
export function registerAuth(services: AuthServices): Disposable {
  const disposables = new DisposableStore();
  const add = (id: CommandId, run: (environment: Environment) => Promise<unknown>): void => {
    disposables.add(
      registerCommand(
        id,
        async (argument) => {
          const name = typeof argument === 'string' ? argument : undefined;
          const environment = services.environment(name);
          if (environment === undefined) await vscode.commands.executeCommand(commandIds.connect);
          else await tellProblem(services, environment, () => run(environment));
        },
        (error) => void showProblem(error),
      ),
    );
  };
  add(commandIds.signIn, async (environment) => (await services.signIns()).signIn(environment));
  add(commandIds.signOut, (environment) => signOut(services, environment));
  add(commandIds.renewToken, (environment) => renew(services, environment));
  add(commandIds.showProblem, (environment) => why(services, environment));
  add(commandIds.tokenMenu, async (environment) => {
    const { tokenMenu } = await import('./tokenMenu');
    await tokenMenu(services.keepers, environment);
  });
  disposables.add(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) services.keepers.check();
    }),
  );
  return disposables;
}

/** Shows what went wrong, with its way out, and goes that way. */
async function tellProblem(
  services: AuthServices,
  environment: Environment,
  run: () => Promise<unknown>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(await showProblem(error, environment.name))) return;
    await tellProblem(services, environment, () => renew(services, environment));
  }
}

async function renew({ keepers }: AuthServices, environment: Environment): Promise<void> {
  const { keeper } = keepers.get(environment);
  const title = `Renewing the token of ${environment.name}…`;
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  await vscode.window.withProgress(options, (_progress, token) => keeper.renew(cancelSignalOf(token)));
}

async function signOut({ keepers }: AuthServices, environment: Environment): Promise<void> {
  await keepers.get(environment).keeper.signOut();
  void vscode.window.showInformationMessage(
    `You are signed out of ${environment.name}. Its tokens and secrets were deleted from this machine.`,
  );
}

async function why({ keepers }: AuthServices, environment: Environment): Promise<void> {
  const status = keepers.statusOf(environment.name);
  const reason = status === undefined ? undefined : reasonOf(status);
  if (reason !== undefined) throw new ProblemError(reason);
  await vscode.window.showInformationMessage(
    `Nothing was refused: the token of ${environment.name} is in order.`,
  );
}
