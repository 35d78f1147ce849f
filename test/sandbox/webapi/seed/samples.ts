// The rows of the tables around accounts, contacts and opportunities, linked to them and to each other.
import { seedActivities } from './activities';
import { seedCatalogue } from './catalogue';
import type { SeedContext } from './context';
import { readDeals, seedDeals } from './deals';
import { seedLeads } from './leads';
import { decorate, seedAddresses, seedConnections, seedNotes } from './notes';
import { seedOrders } from './orders';
import { seedPlatform } from './platform';
import type { Market } from './rows';
import { seedCases, seedQueues } from './service';
import { seedViews } from './views';

export function seedSamples(context: SeedContext, market: Market): void {
  const deals = readDeals(context);
  const catalogue = seedCatalogue(context, market);
  seedLeads(context, market, catalogue, 160);
  seedDeals(context, market, catalogue, deals);
  seedOrders(context, market, catalogue, deals);
  const cases = seedCases(context, market, catalogue, 200);
  seedQueues(context, market, cases);
  seedActivities(context, market, deals, cases);
  seedNotes(context, market, deals, cases);
  seedConnections(context, market, deals);
  seedAddresses(context, market);
  seedViews(context, market);
  seedPlatform(context, market);
  decorate(context, market);
  settleKeys(context);
}

/** What an alternate key names is there once: of several rows with the same number, the first keeps it. */
function settleKeys({ store }: SeedContext): void {
  store.run(
    'UPDATE account SET accountnumber = NULL WHERE accountid NOT IN (SELECT MIN(accountid) FROM account GROUP BY accountnumber)',
  );
  store.run(
    'UPDATE contact SET emailaddress1 = NULL WHERE contactid NOT IN (SELECT MIN(contactid) FROM contact GROUP BY firstname, emailaddress1)',
  );
}
