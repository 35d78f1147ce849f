import type { DirectoryApplication, DirectoryUser } from '../../server/types';
import type { Store } from '../db/store';
import type { Schema } from '../schema/model';
import { seedOpportunities, seedTasks } from './business';
import { seedCustomers } from './customers';
import { seedOrganization } from './directory';
import { Random } from './random';
import { seedReadings } from './readings';
import { seedSamples } from './samples';

export interface SeedOptions {
  readonly schema: Schema;
  readonly users: readonly DirectoryUser[];
  readonly applications: readonly DirectoryApplication[];
  readonly organizationId: string;
  readonly environmentName: string;
  readonly largeTableRows: number;
}

const firstVersion = 1_200_000;

/** Fills the store: the same rows every time. Returns the last row version that was used. */
export function seed(store: Store, options: SeedOptions): number {
  let version = firstVersion;
  const context = { store, random: new Random(20_261_121), ...options, nextVersion: () => (version += 1) };
  store.transaction(() => {
    const { people, currencies } = seedOrganization(context);
    const { accounts, contacts } = seedCustomers(context, people, currencies, {
      accounts: 1200,
      contacts: 3000,
    });
    const business = { people, currencies, accounts, contacts };
    const opportunities = seedOpportunities(context, business, 1500);
    seedTasks(context, business, opportunities, 2000);
    const base = currencies[0];
    if (base !== undefined) seedReadings(context, people, base, accounts, options.largeTableRows);
    // Numbers of their own: the rows above stay as they are whatever comes here.
    seedSamples({ ...context, random: new Random(40_020_261) }, business);
  });
  return version;
}
