import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { codeTargets, type CodeTarget } from '../../core/codegen';
import { buildRequest } from '../../core/dataverse/requestBuilder';
import { findRequest, type QuerySource, type RequestPlace } from './findRequest';
import { environmentOf, pageSizeOf } from './requestEnvironment';
import type { RunServices } from './runQuery';

/**
 * Puts a block on the clipboard in another language: the request as "Run" would send it, headers and `Prefer` with it,
 * and in place of the token the variable TOKEN. Throws ProblemError.
 */
export async function copyRequest(
  services: RunServices,
  source: QuerySource,
  place: RequestPlace,
  language: 'curl' | 'csharp',
): Promise<void> {
  const { request } = findRequest(source, place);
  const environment: Environment | undefined = await environmentOf(services, request);
  if (environment === undefined) return;
  const target = codeTargets.find(({ id }) => id === targetFor(language));
  if (target === undefined) return;
  await vscode.env.clipboard.writeText(
    target.write(buildRequest(request, environment, pageSizeOf(source.document))),
  );
  vscode.window.setStatusBarMessage(`$(check) Copied as ${target.label}, without a token.`, 5000);
}

/** For the shell that VS Code's terminal opens. */
function targetFor(language: 'curl' | 'csharp'): CodeTarget['id'] {
  if (language === 'csharp') return 'csharp';
  return /(pwsh|powershell)(\.exe)?$/i.test(vscode.env.shell) ? 'curl-powershell' : 'curl-bash';
}
