import type { Connection } from '../adapters/connection';
import type { CancelSignal } from '../core/base/cancel';
import type { Environment } from '../core/base/environment';
import { ProblemError } from '../core/base/problem';
import { makerPortalPage } from '../core/dataverse/makerPortal';
import { retrieveOrganization } from '../core/dataverse/organization';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';

interface TablePageParts {
  readonly connections: TokenKeepers<Connection>;
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
}

/** Of organisations, by origin: they keep their environment for good. */
const known = new Map<string, string>();

/** The page of a table in the maker portal. Throws ProblemError. */
export async function tablePage(
  { connections, ensureSignedIn }: TablePageParts,
  environment: Environment,
  table: string,
  signal: CancelSignal,
): Promise<string> {
  const { url } = environment;
  let id = known.get(url);
  if (id === undefined) {
    await ensureSignedIn(environment, signal);
    id = (await retrieveOrganization(connections.get(environment).api, signal)).environmentId;
    if (id === undefined) throw noPortal(environment);
    known.set(url, id);
  }
  return makerPortalPage(url, id, table);
}

function noPortal({ name }: Environment): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `${name} does not say which environment of the Power Platform it belongs to.`,
    cause: 'A server on premises has no maker portal.',
    remedy: 'Open the table in the solution explorer of the server.',
  });
}
