// Dataverse's Web API over SQLite: what the sandbox's frame calls with a verified request.
import type { CreateWebApi, WebApi, WebApiOptions } from '../server/types';
import { Store } from './db/store';
import { schema } from './schema';
import { seed } from './seed';
import { answer } from './service/service';
import type { Service } from './service/service';

const organizationId = '5f4c1a70-3c1e-ee11-a66d-6045bd9e0c11';
const environmentId = 'c0b7d5a2-8f3e-e9d4-a1b2-7e6f5d4c3b2a';
const environmentName = 'Contoso';

/** Makes an organisation with its rows in memory; the same rows every time. */
export const createWebApi: CreateWebApi = (options) => Promise.resolve(new SandboxWebApi(options));

class SandboxWebApi implements WebApi {
  readonly #options: WebApiOptions;
  readonly #service: Service;
  #store: Store;
  #version = 0;
  #changed = false;
  #served = 0;

  constructor(options: WebApiOptions) {
    this.#options = options;
    this.#store = this.#fill();
    this.#service = {
      schema,
      organization: {
        organizationId,
        environmentId,
        tenantId: options.tenantId,
        friendlyName: environmentName,
        uniqueName: 'org5f4c1a70',
        origin: options.environmentOrigin,
        organizationType: options.organizationType ?? 'Customer',
      },
      metadataVersion: '1199873',
      store: () => this.#store,
      now: options.now,
      nextVersion: () => (this.#version += 1),
      countRequest: () => (this.#served += 1),
      touch: () => {
        this.#changed = true;
      },
    };
  }

  handle: WebApi['handle'] = (request) => answer(this.#service, request);

  reset(): Promise<void> {
    if (this.#changed) {
      this.#store.close();
      this.#store = this.#fill();
      this.#changed = false;
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#store.close();
    return Promise.resolve();
  }

  #fill(): Store {
    const store = new Store(schema);
    this.#version = seed(store, {
      users: this.#options.users,
      applications: this.#options.applications,
      organizationId,
      environmentName,
      largeTableRows: this.#options.largeTableRows ?? 50_000,
    });
    store.index(schema);
    return store;
  }
}
