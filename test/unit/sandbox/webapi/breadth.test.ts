// Every column and every relationship once: what the schema says, the service can answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import type { ColumnKind } from '../../../sandbox/webapi/schema/model';
import { WebApiHost } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const annotated = { headers: { prefer: 'odata.include-annotations="*"' } };
const literals: Readonly<Record<string, string>> = {
  'Edm.String': "'x'",
  'Edm.Guid': '00000000-0000-0000-0000-000000000001',
  'Edm.Int32': '1',
  'Edm.Int64': '1',
  'Edm.Decimal': '1.5',
  'Edm.Double': '1.5',
  'Edm.Boolean': 'true',
  'Edm.DateTimeOffset': '2024-01-01T00:00:00Z',
  'Edm.Date': '2024-01-01',
};

/** Bytes and managed properties are read, not compared. */
const unsorted: ReadonlySet<ColumnKind> = new Set(['binary', 'image', 'managed']);

/** As many at once as fit the limits of a request. */
function groups<T>(items: readonly T[], size: number): T[][] {
  return items.flatMap((_, index) => (index % size === 0 ? [items.slice(index, index + size)] : []));
}

async function expectAnswer(target: string): Promise<void> {
  const reply = await host.send(target, annotated);
  expect(reply.status, `${target}\n${reply.text}`).toBe(200);
}

describe.each([...schema.sets.values()])('$setName', (table) => {
  it('selects, filters and sorts by every column', async () => {
    const columns = [...table.columns.values()].filter(({ kind }) => !unsorted.has(kind));
    for (const some of groups(columns, 12)) {
      const names = some.map(({ property }) => property);
      const conditions = some.map(({ property, edmType }) => `${property} ne ${literals[edmType]}`);
      await expectAnswer(
        `${table.setName}?$select=${names.join(',')}&$top=1&$filter=${conditions.join(' or ')}&$orderby=${names.join(' desc,')}`,
      );
    }
  });

  it('expands every relationship, and filters and sorts along the single ones', async () => {
    for (const some of groups([...table.navigations.values()], 10)) {
      const paths = some.map((navigation) => {
        const { property = '', edmType = '' } = schema.tables.get(navigation.target)?.nameColumn ?? {};
        return { navigation, property, literal: literals[edmType] };
      });
      const conditions = paths.map(({ navigation: { kind, name }, property, literal }) =>
        kind === 'single'
          ? `${name}/${property} ne ${literal}`
          : `${name}/any(x:x/${property} ne ${literal})`,
      );
      const orders = paths
        .filter(({ navigation }) => navigation.kind === 'single')
        .map(({ navigation, property }) => `${navigation.name}/${property}`);
      const expands = some.map(({ name }) => `${name}($select=${keyOf(name)})`);
      const sorted = orders.length === 0 ? '' : `&$orderby=${orders.join(',')}`;
      await expectAnswer(
        `${table.setName}?$top=2&$expand=${expands.join(',')}&$filter=${conditions.join(' or ')}${sorted}`,
      );
    }
  });

  const keyOf = (navigation: string): string =>
    schema.tables.get(table.navigations.get(navigation)?.target ?? '')?.primaryKey ?? '';
});
