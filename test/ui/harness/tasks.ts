import type { Locator } from 'playwright-core';
import type { Sandbox } from '../../support/sandbox';
import { disappears, fills, presses } from '../../support/waiting';
import type { Workbench } from '../../support/workbench';
import { drawnRows } from './drawnRows.mjs';

/** What the questions of "Connect to environment…" had filled in. */
export interface FilledIn {
  readonly tenant: string;
  readonly name: string;
}

/** What to type in place of what is right. */
export interface Mistakes {
  readonly tenant?: string;
  readonly clientId?: string;
  readonly secret?: string;
}

/** Connects with a client secret, answering in the order in which the questions come. */
export async function connectWithSecret(
  workbench: Workbench,
  sandbox: Sandbox,
  options: Mistakes = {},
): Promise<FilledIn> {
  await workbench.runCommand('Dataverse: Connect to environment…');
  await workbench.answer(/address of the environment/, sandbox.environmentUrl);
  await workbench.pick(/How do you want to sign in/, 'Client secret');
  const tenant = await workbench.answer(/Tenant id or domain/, options.tenant);
  await workbench.answer(/Application \(client\) id/, options.clientId ?? sandbox.clientId);
  await workbench.answer(/Client secret: its value/, options.secret ?? sandbox.clientSecret);
  const name = await workbench.answer(/Name of the environment/, undefined);
  return { tenant, name };
}

/** Connects, and waits until nothing of it is on view any longer. */
export async function connectQuietly(workbench: Workbench, sandbox: Sandbox): Promise<void> {
  await connectWithSecret(workbench, sandbox);
  await workbench.waitForNotification(/^Connected to /);
  await workbench.dismissNotifications();
}

/** Puts the cursor into a line of a sample and presses the key that runs the block there. */
export async function runBlock(workbench: Workbench, file: string, line: number): Promise<void> {
  await workbench.openFile(file);
  await workbench.goToLine(line);
  await workbench.focusEditor();
  await workbench.page.keyboard.press('ControlOrMeta+Enter');
}

/** Texts of the cells that the grid draws, row by row, without the row numbers; once they stand still. */
export async function gridRows(workbench: Workbench): Promise<string[][]> {
  let before = '';
  // A pane that has just opened takes the place of the one before while the rows are read.
  return workbench.poll(
    async () => {
      const texts: string[][] = await grid(workbench)
        .first()
        .evaluate(drawnRows, undefined, { timeout: 1000 })
        .catch(() => []);
      const now = JSON.stringify(texts);
      const still = now === before;
      before = now;
      return still && texts.length > 0 && texts.every((cells) => cells.length > 0) && texts;
    },
    async () => 'rows in the grid',
  );
}

export async function gridColumns(workbench: Workbench): Promise<string[]> {
  const texts = await grid(workbench).getByRole('columnheader').allInnerTexts();
  return texts.map((text) => text.trim());
}

export function grid(workbench: Workbench): Locator {
  return workbench.webview.getByRole('grid');
}

/** The countdown of the status bar in seconds, or undefined where it shows none now. */
export async function countdown(workbench: Workbench, environment: string): Promise<number | undefined> {
  const text = await workbench.statusBarText(new RegExp(environment));
  const parts = /(?:(\d+):)?(\d{1,2}):(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** Gives VS Code's own dialog for saving, whose title holds `asks`, a path where nothing is yet. */
export async function saveFile(workbench: Workbench, asks: RegExp, file: string): Promise<void> {
  await workbench.waitForQuestion(asks);
  const input = workbench.quickInput.locator('input').first();
  let pressed = false;
  await workbench.poll(
    async () => {
      // It may have taken the last Enter meanwhile.
      if (pressed && !asks.test(await workbench.questionText())) return true;
      // The dialog walks to the folder first, and puts the name that it proposes behind what it finds in the box.
      if (!/\.\w+$/.test(await input.inputValue())) return false;
      if (!(await fills(input, file)) || (await input.inputValue()) !== file) return false;
      if (!(await presses(input, 'Enter'))) return false;
      pressed = true;
      return disappears(workbench.quickInput, 1000);
    },
    async () => `the dialog to take ${file}`,
  );
}
