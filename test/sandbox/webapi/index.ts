// Dataverse's Web API over SQLite: what the sandbox's frame calls with a verified request.
import { firstOrganization } from '../server/organizations';
import type { ColumnOrder, CreateWebApi, OrganizationIdentity, WebApi, WebApiOptions } from '../server/types';
import { Store } from './db/store';
import { orderedColumn } from './schema/ordered';
import { GrowingSchema } from './schema/growing';
import { seed } from './seed';
import { asksForSensorEvents, seedSensorEvents } from './seed/sensorEvents';
import { answer } from './service/service';
import type { Service } from './service/service';

/** Makes an organisation with its rows in memory; the same rows every time. */
export const createWebApi: CreateWebApi = (options) => Promise.resolve(new SandboxWebApi(options));

class SandboxWebApi implements WebApi {
  readonly #options: WebApiOptions;
  readonly #organization: OrganizationIdentity;
  readonly #schema: GrowingSchema;
  readonly #service: Service;
  readonly #store: Store;
  /** The last row version of the seed. */
  readonly #seeded: number;
  #version: number;
  #changed = false;
  /** Its rows take seconds to make: that waits until somebody asks for them. */
  #hasSensorEvents = false;
  #served = 0;

  constructor(options: WebApiOptions) {
    this.#options = options;
    this.#organization = options.organization ?? firstOrganization;
    this.#schema = new GrowingSchema(options.extraTables);
    this.#store = new Store(this.#schema.current);
    this.#seeded = this.#fill();
    this.#version = this.#seeded;
    this.#service = this.#serviceOf(options);
  }

  handle: WebApi['handle'] = (request) => {
    if (!this.#hasSensorEvents && asksForSensorEvents(request.url, request.body)) {
      this.#hasSensorEvents = true;
      this.#version = seedSensorEvents(this.#store, this.#version);
      this.#changed = true;
    }
    return answer(this.#service, request);
  };

  addColumn(order: ColumnOrder): Promise<void> {
    const { table, column } = this.#schema.addColumn(order.table, orderedColumn(order));
    this.#store.addColumn(table, column);
    this.#changed = true;
    return Promise.resolve();
  }

  reset(): Promise<void> {
    if (this.#changed) {
      this.#schema.reset();
      this.#store.rewind();
      this.#version = this.#seeded;
      this.#changed = false;
      this.#hasSensorEvents = false;
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#store.close();
    return Promise.resolve();
  }

  #serviceOf(options: WebApiOptions): Service {
    const schema = this.#schema;
    return {
      get schema() {
        return schema.current;
      },
      organization: {
        ...this.#organization,
        tenantId: options.tenantId,
        origin: options.environmentOrigin,
        organizationType: options.organizationType ?? 'Customer',
      },
      get metadataVersion() {
        return schema.version;
      },
      store: () => this.#store,
      now: options.now,
      nextVersion: () => (this.#version += 1),
      findApplication: (applicationId) =>
        options.findApplication?.(applicationId) ??
        options.applications.find((one) => one.applicationId === applicationId),
      countRequest: () => (this.#served += 1),
      touch: () => {
        this.#changed = true;
      },
    };
  }

  #fill(): number {
    const schema = this.#schema.current;
    const version = seed(this.#store, {
      schema,
      users: this.#options.users,
      applications: this.#options.applications,
      organizationId: this.#organization.organizationId,
      environmentName: this.#organization.friendlyName,
      largeTableRows: this.#options.largeTableRows ?? 50_000,
    });
    this.#store.index(schema);
    this.#store.mark();
    return version;
  }
}
