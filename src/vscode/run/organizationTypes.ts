import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import { problemOf } from '../../core/base/problem';
import type { DataverseApi } from '../../core/dataverse/api';
import { retrieveOrganization, type OrganizationType } from '../../core/dataverse/organization';

/** What kind of organisation each environment is; asked once a window, when a write first wants to know. */
export class OrganizationTypes {
  readonly #known = new Map<string, OrganizationType>();

  /** `undefined` where the organisation does not say: then it counts as production. */
  async of(
    environment: Environment,
    api: DataverseApi,
    signal: CancelSignal,
  ): Promise<OrganizationType | undefined> {
    const known = this.#known.get(environment.url);
    if (known !== undefined) return known;
    try {
      const { type } = await retrieveOrganization(api, signal);
      this.#known.set(environment.url, type);
      return type;
    } catch (error) {
      const kind = problemOf(error)?.kind;
      // A user without the right to ask may still write: after being asked.
      if (kind === 'service-refused' || kind === 'malformed-answer') return undefined;
      throw error;
    }
  }
}
