// Answers that Microsoft published, name by name: what stands in theirs must stand in the sandbox's.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebApiHost } from './support/host';
import { localised, published, publishedAbsent as absent } from './support/published';

interface PublishedAnswer {
  readonly request: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly requestPrefer?: string;
}

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

/** Answers of other organisations or of tables that the sandbox has not, each with the reason. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/contoso_sensordatas/, 'elastic tables are no part of the sandbox'],
  [/AccountTasks/, 'the page misspells Account_Tasks'],
  [/^accounts\(00000000-0000-0000-000000000003\)/, 'an id too short: Dataverse refuses it'],
  [
    /^EntityDefinitions\(LogicalName='account'\)\?\$select=DisplayName/,
    'the page shows a list for one definition',
  ],
  [/AsyncOperation_DuplicateBaseRecord/, 'shows lookups that no $metadata declares'],
];

/** Names in an answer with their nesting, of all rows of a list together: `value[]/name`. */
function namesOf(body: unknown, at = ''): Set<string> {
  if (Array.isArray(body)) return new Set(body.flatMap((one) => [...namesOf(one, `${at}[]`)]));
  if (typeof body !== 'object' || body === null) return new Set([at]);
  return new Set(Object.entries(body).flatMap(([key, value]) => [at, ...namesOf(value, `${at}/${key}`)]));
}

/** What older servers showed and those of version 9.2 do not, by the newer samples beside them. */
const older =
  /@odata.nextLink$|totalrecordcount|^\/value\[\]\/primarycontactid\/@odata.etag$|azureactivedirectoryobjectid$/;
/** A page that leaves the underscores out. */
const misprinted = /\/transactioncurrencyid_value$/;

const targetOf = (request: string): string =>
  request
    .replace(/^GET /, '')
    .replace(/^.*?\/api\/data\/v9\.[0-2]\//, '')
    .replace(/ (Accept|MSCRM\.SessionToken):.*/s, '')
    .replace('name?&', 'name&')
    .replace(/ &/g, '&');

describe.skipIf(absent)('published answers (skipped where ../shared/data is absent)', () => {
  const samples = (published('errors/sample-responses.json') as readonly PublishedAnswer[]).filter(
    ({ request, status, body }) =>
      status === 200 && body !== undefined && /^GET .*api\/data\/v9|^GET accounts/.test(request ?? ''),
  );
  const answered = samples.filter(
    ({ request }) => !beyond.some(([pattern]) => pattern.test(targetOf(request ?? ''))),
  );

  it('are most of those there are', () => {
    expect(answered.length).toBeGreaterThanOrEqual(50);
    for (const [pattern] of beyond) {
      expect(samples.some(({ request }) => pattern.test(targetOf(request ?? '')))).toBe(true);
    }
  });

  it.each(answered)('$request', async ({ request, body, requestPrefer, headers }) => {
    // Of one row, columns may be empty, and so without annotations: all rows are looked at.
    const target = (await localised(host, targetOf(request ?? ''))).replace(/&\$top=1$/, '');
    const annotations = JSON.stringify(body).includes('FormattedValue')
      ? 'odata.include-annotations="*"'
      : undefined;
    const prefer = requestPrefer ?? headers['Preference-Applied'] ?? annotations;
    const reply = await host.send(target, prefer === undefined ? {} : { headers: { prefer } });
    expect(reply.status, reply.text.slice(0, 200)).toBe(200);
    if (typeof body === 'string') {
      expect(reply.text).toMatch(/^\ufeff\d+$/);
      return;
    }
    const shown = namesOf(reply.json);
    const rowless = JSON.stringify(reply.json.value) === '[]';
    const missing = [...namesOf(body)].filter(
      (name) =>
        !shown.has(name) &&
        !(rowless && name.startsWith('/value[]')) &&
        !older.test(name) &&
        !misprinted.test(name),
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
    expect([...namesOf(reply.json)]).toEqual([...namesOf(sample?.body)]);
  });
});
