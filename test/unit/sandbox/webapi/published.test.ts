// The sandbox against requests and answers that Microsoft published, read from ../shared/data.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import { WebApiHost } from './support/host';

const data = path.join(process.cwd(), '..', 'shared', 'data');
const absent = !existsSync(data);

interface PublishedQuery {
  readonly id: string;
  readonly url?: string;
  readonly query?: string;
  readonly expect: string;
}

const load = (file: string): unknown => JSON.parse(readFileSync(path.join(data, file), 'utf8'));
const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

/** Published ids belong to organisations long gone: a key of a set becomes the key of its first row here. */
async function localised(query: string): Promise<string> {
  const match = new RegExp(`^(\\w+)\\((${guid.source})\\)`, 'i').exec(query);
  const table = schema.sets.get(match?.[1] ?? '');
  if (match === null || table === undefined) return query;
  const [first] = await host.rows(`${table.setName}?$select=${table.primaryKey}&$top=1`);
  return query.replace(match[2] ?? '', String(first?.[table.primaryKey]));
}

const known = (query: string): boolean => {
  const [set = ''] = query.split(/[(?/]/);
  return schema.sets.has(set) || set === 'WhoAmI' || set === 'RetrieveTotalRecordCount';
};

/** What these requests need and the sandbox does not have, each with the reason. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/Account_Emails/, 'e-mail activities'],
  [/\$deltatoken=/, 'change tracking'],
  [/(saved|user)Query=/, 'saved views'],
  [/myentityimage/, 'an image column of the page'],
  [/AccountTasks\/\$ref/, 'a navigation property that the page misspells'],
  [/RetrievePrincipalAccess/, 'a bound function'],
  [
    /^contacts\(firstname=|^accounts\(_primarycontactid_value=/,
    'alternate keys, which its tables do not define',
  ],
];

describe.skipIf(absent)('published queries (skipped where ../shared/data is absent)', () => {
  it('are answered with the published status, but for what the sandbox does not have', async () => {
    const queries = (load('queries/queries.json') as PublishedQuery[]).filter(({ url, query }) =>
      known(url ?? query ?? ''),
    );
    const misses: string[] = [];
    for (const each of queries) {
      const url = each.url ?? each.query ?? '';
      if (beyond.some(([pattern]) => pattern.test(url))) continue;
      const reply = await host.send(await localised(url));
      const refused = each.expect === 'server-rejects' || each.expect === 'malformed-as-published';
      const fits = refused ? reply.status === 400 : reply.status === 200;
      if (!fits) misses.push(`${reply.status} ${url} ${reply.text.slice(0, 300)}`);
    }
    expect(misses).toEqual([]);
    expect(queries.length).toBeGreaterThan(100);
  });

  it('that are beyond the sandbox are refused, not answered wrongly', async () => {
    const queries = (load('queries/queries.json') as PublishedQuery[]).filter(({ url, query }) =>
      known(url ?? query ?? ''),
    );
    for (const each of queries) {
      const url = each.url ?? each.query ?? '';
      if (!beyond.some(([pattern]) => pattern.test(url))) continue;
      const reply = await host.send(await localised(url));
      expect(reply.status, url).toBeGreaterThanOrEqual(400);
      expect(reply.error?.message, url).not.toBe('');
    }
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
  const samples = absent
    ? []
    : (load('errors/sample-responses.json') as PublishedAnswer[]).filter(
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
