import * as vscode from 'vscode';
import { ProblemError } from '../../core/base/problem';

type OpenText = (target: string) => Thenable<boolean>;

/**
 * Opens the system browser on an address, character for character. As a `Uri` it would be taken apart and put
 * together again, which spoils `+` and `&` in query values; VS Code takes text too, which its types do not say.
 */
export async function openBrowser(url: string): Promise<void> {
  const open = vscode.env.openExternal as unknown as OpenText;
  if (await open(url)) return;
  throw new ProblemError({
    kind: 'cancelled',
    title: 'The sign-in page was not opened.',
    remedy: 'Sign in again, and let VS Code open the page.',
  });
}
