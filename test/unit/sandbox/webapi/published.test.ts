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

interface PublishedAnswer {
  readonly request: string | null;
  readonly status: number;
  readonly body?: Record<string, unknown>;
  readonly requestPrefer?: string;
}

/** The names in an answer with their nesting, without values: `value.0.name`. Nulls end a branch. */
function shapeOf(body: unknown, at = ''): string[] {
  if (Array.isArray(body)) return body.length === 0 ? [] : shapeOf(body[0], `${at}[]`);
  if (typeof body !== 'object' || body === null) return [at];
  return Object.entries(body).flatMap(([key, value]) => shapeOf(value, `${at}/${key}`));
}

describe.skipIf(absent)('published answers of version 9.2 (skipped where ../shared/data is absent)', () => {
  const samples = (published('errors/sample-responses.json') as readonly PublishedAnswer[]).filter(
    ({ request, body, status }) =>
      status === 200 &&
      body !== undefined &&
      request !== null &&
      /v9\.[12]\/(accounts|contacts)\?/.test(request),
  );

  it.each(samples)('$request', async ({ request, body, requestPrefer }) => {
    const target = (request ?? '')
      .replace(/^GET .*?\/api\/data\/v9\.[12]\//, '')
      .replace('name?&', 'name&')
      .replace(/ &/g, '&');
    const [url = ''] = target.split(' Accept:');
    const reply = await host.send(
      url,
      requestPrefer === undefined ? {} : { headers: { prefer: requestPrefer } },
    );
    expect(reply.status, reply.text.slice(0, 200)).toBe(200);
    const shown = new Set(shapeOf(reply.json));
    const rows = JSON.stringify(reply.json.value) === '[]';
    // A list that is empty here, links that the older pages show beside every collection, and a name without its underscore.
    const missing = shapeOf(body).filter(
      (name) =>
        !shown.has(name) &&
        !(rows && name.startsWith('/value[]')) &&
        !/nextLink$|totalrecordcount|FormattedValue$|\/transactioncurrencyid_value$|Account_Tasks|primarycontactid\/@odata.etag/.test(
          name,
        ),
    );
    expect(missing).toEqual([]);
  });

  it('the whole row of a list, name by name in the published order', async () => {
    const sample = samples.find(
      ({ request }) => request?.includes('_primarycontactid_value,customertypecode,modifiedon') === true,
    );
    const reply = await host.send(
      'accounts?$select=name,revenue,_primarycontactid_value,customertypecode,modifiedon&$top=1&$filter=revenue ne null and customertypecode ne null and _primarycontactid_value ne null',
      { headers: { prefer: sample?.requestPrefer ?? '' } },
    );
    expect(shapeOf(reply.json)).toEqual(shapeOf(sample?.body));
  });
});
