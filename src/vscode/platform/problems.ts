import * as vscode from 'vscode';
import { problemOf, type Problem, type ProblemAction } from '../../core/base/problem';
import { commandIds } from './commands';

const actionLabels: Readonly<Record<ProblemAction, string>> = {
  'sign-in': 'Sign in',
  retry: 'Try again',
  connect: 'Connect to environment…',
  'edit-environment': 'Edit environment',
  'enter-secret': 'Enter the secret',
  'enter-pass-phrase': 'Enter the pass phrase',
  'enter-password': 'Enter the password',
  'enter-token': 'Paste a token',
  'choose-ca-file': 'Open environment settings',
  'open-settings': 'Open settings',
};

const actionCommands: Partial<Readonly<Record<ProblemAction, string>>> = {
  'sign-in': commandIds.signIn,
  'enter-secret': commandIds.signIn,
  'enter-pass-phrase': commandIds.signIn,
  'enter-password': commandIds.signIn,
  'enter-token': commandIds.signIn,
  connect: commandIds.connect,
  'edit-environment': commandIds.openEnvironmentSettings,
  'choose-ca-file': commandIds.openEnvironmentSettings,
  'open-settings': commandIds.openEnvironmentSettings,
};

export function actionLabel(action: ProblemAction): string {
  return actionLabels[action];
}

/** Carries out the action that a problem offers; `retry` is the caller's own. */
export async function performAction(action: ProblemAction, environmentName?: string): Promise<void> {
  const command = actionCommands[action];
  if (command !== undefined) await vscode.commands.executeCommand(command, environmentName);
}

/** What happened, why and what to do, in the form of one notification text. */
export function problemText(problem: Problem): string {
  const cause = problem.cause === undefined ? '' : ` ${problem.cause}`;
  const code = problem.code === undefined || problem.code === '' ? '' : ` (${problem.code})`;
  return `${problem.title}${cause} ${problem.remedy}${code}`;
}

/**
 * The problem behind any error. An error that is not ours is a fault of the program: its own text could hold
 * anything, so only its class is told.
 */
export function asProblem(error: unknown): Problem {
  const problem = problemOf(error);
  if (problem !== undefined) return problem;
  return {
    kind: 'malformed-answer',
    title: 'Something unexpected happened inside Dataverse Workbench.',
    remedy: 'Try again. If it happens again, report it with what you did.',
    code: error instanceof Error ? error.name : typeof error,
  };
}

/** Shows an error with its one button. Cancelling is no error. Resolves to true when the user chose "Try again". */
export async function showProblem(error: unknown, environmentName?: string): Promise<boolean> {
  const problem = asProblem(error);
  if (problem.kind === 'cancelled') return false;
  const buttons = problem.action === undefined ? [] : [actionLabel(problem.action)];
  const chosen = await vscode.window.showErrorMessage(problemText(problem), ...buttons);
  if (chosen === undefined || problem.action === undefined) return false;
  if (problem.action === 'retry') return true;
  await performAction(problem.action, environmentName);
  return false;
}
