import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import { faultsOf } from './support/expectation';
import { WebApiHost } from './support/host';
import { localised, published, publishedAbsent as absent } from './support/published';

interface PublishedQuery {
  readonly query: string;
  readonly expect: 'accept' | 'server-rejects' | 'malformed-as-published' | 'published-with-typo';
}

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

/** Published requests that the sandbox does not answer as the page says, each with the reason. */
const misses: readonly (readonly [start: string, reason: string])[] = [
  ['accounts(00000000-0000-0000-0000-000000000001)/AccountTasks/$ref', 'the page misspells Account_Tasks'],
  [
    'accounts(b9ccec62-f266-e911-8196-000d3a6de638)/myentityimage',
    "an image column of the page's organisation",
  ],
  [
    'accounts(C0864F1C-0B71-E911-8196-000D3A6D09B3)/myentityimage',
    "an image column of the page's organisation",
  ],
  ['ManyToManyRelationships?', 'no $metadata has this set: the page leaves out the table that it belongs to'],
  ['entitymaps?', 'mappings between tables are no part of the sandbox'],
  ['RetrieveAppComponents(', 'model-driven apps are no part of the sandbox'],
  ['contoso_sensordatas(', 'elastic tables are no part of the sandbox'],
  ['ExecuteCosmosSqlQuery(', 'elastic tables are no part of the sandbox'],
];

const isMiss = (query: string): boolean => misses.some(([start]) => query.startsWith(start));
const annotated = { headers: { prefer: 'odata.include-annotations="*"' } };

/** What is wrong with the answer; empty where it is as published. */
async function faults(query: PublishedQuery): Promise<string[]> {
  const target = await localised(host, query.query);
  const reply = await host.send(target, annotated);
  const refused = query.expect === 'server-rejects' || query.expect === 'malformed-as-published';
  if (refused) return reply.status === 400 ? [] : [`${reply.status} where 400 is published`];
  if (reply.status !== 200) return [`${reply.status} ${reply.text.slice(0, 300)}`];
  return faultsOf(target, reply);
}

describe.skipIf(absent)('published queries (skipped where ../shared/data is absent)', () => {
  const queries = published('queries/queries.json') as readonly PublishedQuery[];

  it('are answered with the published status, columns and annotations, but for those listed here', async () => {
    const found: string[] = [];
    for (const each of queries.filter(({ query }) => !isMiss(query))) {
      const wrong = await faults(each);
      if (wrong.length > 0) found.push(`${each.query}: ${[...new Set(wrong)].slice(0, 5).join('; ')}`);
    }
    expect(found).toEqual([]);
  });

  it('are at least 95 of 100 of those on tables of the sandbox, and none of those listed is answered', async () => {
    const listed = queries.filter(({ query }) => isMiss(query));
    const here = queries.filter(({ query }) => schema.sets.has(query.replace(/\W.*/s, '')));
    const answered = here.filter(({ query }) => !isMiss(query));
    expect(answered.length / here.length).toBeGreaterThanOrEqual(0.95);
    expect(here.length).toBeGreaterThan(100);
    for (const each of listed) expect(await faults(each), each.query).not.toEqual([]);
    const unknown = misses.filter(([start]) => !queries.some(({ query }) => query.startsWith(start)));
    expect(unknown).toEqual([]);
  });
});
