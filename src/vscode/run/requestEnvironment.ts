import * as vscode from 'vscode';
import type { Environment } from '../../core/base/environment';
import { ProblemError } from '../../core/base/problem';
import { httpsOrigin } from '../../core/dataverse/environmentUrl';
import type { QueryRequest } from '../../core/queryfile';
import type { RunServices } from './runQuery';

type EnvironmentServices = Pick<RunServices, 'byName' | 'byOrigin' | 'current' | 'askForEnvironment'>;

/**
 * Where a request goes: what `# @env` names, else whose address it has, else the current one. `undefined` where there
 * is none and the user chose none. Throws ProblemError.
 */
export async function environmentOf(
  services: EnvironmentServices,
  request: Pick<QueryRequest, 'env' | 'target'>,
): Promise<Environment | undefined> {
  if (request.env !== undefined) {
    return services.byName(request.env) ?? fail(unknownEnvironment(request.env));
  }
  if (isBound(request)) {
    const origin = httpsOrigin(request.target);
    const known = origin === undefined ? undefined : services.byOrigin(origin);
    return known ?? fail(unknownOrigin(origin ?? request.target.slice(0, 80)));
  }
  return services.current() ?? services.askForEnvironment();
}

/**
 * The environment of a name, whatever is current by now, where a request may go there; nobody is asked. Throws ProblemError.
 */
export async function sameEnvironment(
  services: EnvironmentServices,
  request: Pick<QueryRequest, 'env' | 'target'>,
  name: string,
): Promise<Environment | undefined> {
  const same = services.byName(name);
  if (same === undefined || !isBound(request)) return same;
  const bound = await environmentOf(services, request);
  return bound?.name === name ? bound : undefined;
}

/** Whether the file says where a request goes. */
export function isBound({ env, target }: Pick<QueryRequest, 'env' | 'target'>): boolean {
  return env !== undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
}

/** Rows that one page may hold, as the settings say for a document. */
export function pageSizeOf(document: vscode.TextDocument): { readonly pageSize?: number } {
  const pageSize = vscode.workspace.getConfiguration('dataverseWorkbench', document).get<number>('pageSize');
  return pageSize === undefined ? {} : { pageSize };
}

function fail(error: ProblemError): never {
  throw error;
}

function unknownEnvironment(name: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The file asks for the environment ${name}, which is not configured.`,
    remedy: `Connect to it under this name, or change the "# @env" line.`,
    action: 'connect',
  });
}

function unknownOrigin(origin: string): ProblemError {
  return new ProblemError({
    kind: 'foreign-origin',
    title: `The address ${origin} is not one of your environments, so nothing was sent to it.`,
    remedy:
      'Connect to it first if it is yours. A token goes only to the environment that it was issued for.',
    action: 'connect',
  });
}
