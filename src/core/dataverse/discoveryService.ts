import type { CancelSignal } from '../base/cancel';
import { ProblemError } from '../base/problem';
import type { DataverseApi } from './api';
import { httpsOrigin } from './environmentUrl';
import { foreignNextLink } from './foreignOrigin';
import { standardHeaders } from './headers';
import { isJsonObject, readJson, stringOf, type JsonObject } from './json';
import { organizationType, type OrganizationType } from './organization';

/** One environment that the signed-in user may enter, as the discovery service of a cloud lists it. */
export interface DiscoveredInstance {
  /** Id of the organisation. */
  readonly id: string;
  /** As people know it. */
  readonly friendlyName: string;
  /** Origin. */
  readonly url: string;
  /** Region as the service abbreviates it, e.g. `EMEA`; absent where it names none. */
  readonly region?: string;
  readonly type: OrganizationType;
  /** False for an organisation that an administrator has disabled. */
  readonly enabled: boolean;
}

/** Far more pages than any user has environments; a service that links in circles ends here. */
const maxPages = 100;

/**
 * Lists the instances of a discovery service. `service` is a client whose origin and tokens are the service's own: they
 * are sent to it and to nobody else, whatever a next link says. Throws what `send` throws, and `malformed-answer`.
 * Source: Global Discovery Service, `Instances` entity type (Microsoft Learn, "Discover user organizations").
 */
export async function listInstances(
  service: DataverseApi,
  signal: CancelSignal,
): Promise<DiscoveredInstance[]> {
  const instances: DiscoveredInstance[] = [];
  let url = `${service.origin}/api/discovery/v2.0/Instances`;
  for (let page = 0; page < maxPages; page += 1) {
    const response = await service.send({ method: 'GET', url, headers: standardHeaders }, { signal });
    const body = readJson(response, 'the list of environments');
    const rows = body['value'];
    if (!Array.isArray(rows)) throw new ProblemError(notAList);
    for (const row of rows as readonly unknown[]) {
      const instance = isJsonObject(row) ? readInstance(row) : undefined;
      if (instance !== undefined) instances.push(instance);
    }
    const next = stringOf(body['@odata.nextLink']);
    if (next === undefined) break;
    if (httpsOrigin(next) !== service.origin) throw new ProblemError(foreignNextLink(next, service.origin));
    url = next;
  }
  return instances.toSorted((a, b) => a.friendlyName.localeCompare(b.friendlyName));
}

/** `undefined` for an entry without an address that could be entered. */
function readInstance(row: JsonObject): DiscoveredInstance | undefined {
  // `Url` is what people see in the browser, `ApiUrl` the same environment under another label.
  const url = httpsOrigin(stringOf(row['Url']) ?? '') ?? httpsOrigin(stringOf(row['ApiUrl']) ?? '');
  if (url === undefined) return undefined;
  const region = stringOf(row['Region']);
  const uniqueName = stringOf(row['UniqueName']);
  return {
    id: stringOf(row['Id']) ?? url,
    friendlyName: stringOf(row['FriendlyName']) || uniqueName || url.replace('https://', ''),
    url,
    ...(region ? { region } : {}),
    type: organizationType(row['OrganizationType']),
    enabled: row['State'] !== 1 && row['State'] !== 'Disabled',
  };
}

const notAList = {
  kind: 'malformed-answer',
  title: 'The discovery service answered, but with no list of environments.',
  cause: 'Something between here and the service, such as a proxy, may have answered instead.',
  remedy: "Try again, or type the environment's address.",
  action: 'retry',
} as const;
