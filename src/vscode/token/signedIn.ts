import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { cancelSignalOf } from '../platform/cancellation';
import type { TokenServices } from './ports';

/** The token of an environment; asks the user where nothing else helps. */
export async function signedIn(services: TokenServices, environment: Environment): Promise<string> {
  const title = `Getting the token of ${environment.name}…`;
  const options = { location: vscode.ProgressLocation.Window, title };
  const token = await vscode.window.withProgress(options, (_progress, cancel) =>
    services.token(environment, cancelSignalOf(cancel)),
  );
  return token.value;
}
