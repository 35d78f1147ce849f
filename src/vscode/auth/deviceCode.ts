import * as vscode from 'vscode';
import type { DeviceCode, ShowDeviceCode } from '../../core/auth/ports';
import { DisposableStore } from '../platform/disposables';
import { openBrowser } from './openBrowser';

interface CodeItem extends vscode.QuickPickItem {
  readonly opens: boolean;
}

/**
 * Shows a device code with what to do with it. It stays while the user is in the browser, goes by itself once the
 * sign-in is over, and putting it away (Esc) cancels. A notification could do neither.
 */
export const showDeviceCode: ShowDeviceCode = (code, over) =>
  new Promise((resolve) => {
    const owned = new DisposableStore();
    const pick = owned.add(vscode.window.createQuickPick<CodeItem>());
    pick.title = `Sign in to ${code.resource.replace('https://', '')} with the code ${code.userCode}`;
    pick.placeholder = `Enter ${code.userCode} at ${code.verificationUri}. It is valid until ${timeOf(code)}.`;
    pick.items = itemsFor(code);
    pick.ignoreFocusOut = true;
    pick.busy = true;
    const end = (): void => {
      owned.dispose();
      resolve();
    };
    owned.add(pick.onDidHide(end));
    owned.add(
      pick.onDidAccept(() => {
        const opens = pick.selectedItems[0]?.opens ?? true;
        void act(code, opens);
      }),
    );
    owned.add({ dispose: over.onCancel(end) });
    pick.show();
  });

function itemsFor({ userCode, verificationUri }: DeviceCode): CodeItem[] {
  return [
    { label: '$(link-external) Copy the code and open the page', detail: verificationUri, opens: true },
    {
      label: '$(copy) Copy the code',
      detail: `${userCode}, to enter at ${verificationUri} on any device`,
      opens: false,
    },
  ];
}

async function act({ userCode, verificationUri }: DeviceCode, opens: boolean): Promise<void> {
  await vscode.env.clipboard.writeText(userCode);
  if (!opens) return;
  try {
    await openBrowser(verificationUri);
  } catch {
    // The page can be opened on any device: the code stays on show with its address.
  }
}

function timeOf({ expiresAt }: DeviceCode): string {
  return new Date(expiresAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
