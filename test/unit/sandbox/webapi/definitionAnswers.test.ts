// Definitions as the product reads them, and as Microsoft's pages show them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJsonBody } from '../../../../src/adapters/metadata/jsonBody';
import { neverCancelled } from '../../../../src/core/base/cancel';
import { readTables } from '../../../../src/core/metadata/definitionAnswers';
import { WebApiLabelService } from '../../../../src/core/metadata/labelService';
import { schema } from '../../../sandbox/webapi/schema';
import { WebApiHost } from './support/host';
import { HostApi } from './support/hostApi';
import { published, publishedAbsent } from './support/published';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

describe('the labels that the product reads', () => {
  it('are there for every column of a table', async () => {
    const service = new WebApiLabelService(new HostApi(host), readJsonBody, (body) =>
      Promise.resolve(readTables(readJsonBody(body, 'The tables'))),
    );
    const tables = await service.tables(neverCancelled);
    expect(tables.get('incident')).toMatchObject({ displayName: 'Case', collectionName: 'Cases' });
    const { table, columns } = await service.table('opportunity', neverCancelled);
    expect(table).toMatchObject({ displayName: 'Opportunity', primaryName: 'name', rowCount: 1500 });
    expect(columns.get('customerid')).toMatchObject({
      displayName: 'Potential Customer',
      type: 'Customer',
      targets: ['account', 'contact'],
    });
    expect(columns.get('need')?.choices?.map(({ label }) => label)).toEqual([
      'Must have',
      'Should have',
      'Good to have',
      'No need',
    ]);
    expect(columns.get('statecode')).toMatchObject({ type: 'State', required: 'system' });
    const unnamed = [...(schema.tables.get('opportunity')?.byLogicalName.keys() ?? [])].filter(
      (name) => columns.get(name)?.displayName === undefined,
    );
    expect(unnamed).toEqual([]);
  });
});

describe('$metadata', () => {
  it('is annotated on request, and never JSON', async () => {
    const plain = await host.send('$metadata');
    const annotated = await host.send('$metadata?annotations=true', {
      headers: { accept: 'application/xml' },
    });
    expect(plain.headers['content-type']).toBe('application/xml');
    expect(plain.text.includes('Org.OData.Core.V1.Description')).toBe(false);
    expect(annotated.text.includes('Org.OData.Core.V1.Description')).toBe(true);
    const refused = await host.send('$metadata', { headers: { accept: 'application/json' } });
    expect(refused.status).toBe(415);
  });
});

interface PublishedResponse {
  readonly request: string | null;
  readonly status: number;
  readonly body?: Record<string, unknown>;
}

describe.skipIf(publishedAbsent)('published answers (skipped where ../shared/data is absent)', () => {
  it('have the same shape here', async () => {
    const responses = (published('errors/sample-responses.json') as PublishedResponse[]).filter(
      ({ request, body }) => /^GET .*EntityDefinitions/.test(request ?? '') && body !== undefined,
    );
    for (const { request, status, body = {} } of responses) {
      const target = (request ?? '').replace(/^.*\/v9\.\d\//, '');
      const reply = await host.send(target);
      expect(reply.status, target).toBe(status);
      // A page shows one definition as if it were a list of one.
      const listed = Array.isArray(body['value']) && !Array.isArray(reply.json.value);
      const [only] = Array.isArray(body['value']) ? (body['value'] as unknown[]) : [];
      const expected = listed ? only : body;
      expect(withoutHost(reply.json), target).toMatchObject(withoutHost(expected) as object);
    }
    expect(responses.length).toBeGreaterThan(3);
  });
});

/** Context URLs begin with the organisation, and ids of labels are each organisation's own. */
function withoutHost(value: unknown): unknown {
  const text = JSON.stringify(value, (key: string, of: unknown) =>
    key.endsWith('@odata.context') ||
    (key === 'MetadataId' && typeof of === 'string' && of.endsWith('7e9e17ebd'))
      ? undefined
      : of,
  );
  return dropLabelIds(JSON.parse(text));
}

function dropLabelIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropLabelIds);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !(key === 'MetadataId' && 'LanguageCode' in value));
  return Object.fromEntries(entries.map(([key, of]) => [key, dropLabelIds(of)]));
}
