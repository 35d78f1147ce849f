import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { ProblemError } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import type { EnvironmentSchemas } from './environmentSchemas';
import type { SchemaServices } from './ports';

/** "Refresh metadata": with progress, and the failure told. Throws ProblemError. */
export async function refreshMetadata(
  services: SchemaServices,
  schemas: EnvironmentSchemas,
  environment: Environment,
): Promise<void> {
  const title = `Reading the metadata of ${environment.name}…`;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title },
    async (_progress, token) => {
      await services.ensureSignedIn(environment, cancelSignalOf(token));
      await schemas.refresh(environment);
    },
  );
  const { state } = schemas.of(environment).refresh;
  if (state.kind === 'failed') throw new ProblemError(state.problem);
}
