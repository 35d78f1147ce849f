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

describe.each([...schema.sets.values()])('$setName', (table) => {
  it('selects, filters and sorts by every column', async () => {
    for (const { kind, property, edmType } of table.columns.values()) {
      if (unsorted.has(kind)) continue;
      const target = `${table.setName}?$select=${property}&$top=1&$filter=${property} ne ${literals[edmType]} or ${property} eq null&$orderby=${property} desc`;
      const reply = await host.send(target, annotated);
      expect(reply.status, `${target}\n${reply.text}`).toBe(200);
    }
  });

  it('expands every relationship, and filters and sorts along the single ones', async () => {
    for (const navigation of table.navigations.values()) {
      const { property = '', edmType = '' } = schema.tables.get(navigation.target)?.nameColumn ?? {};
      const path = `${navigation.name}/${property}`;
      const literal = literals[edmType];
      const option =
        navigation.kind === 'single'
          ? `$filter=${path} ne ${literal}&$orderby=${path}`
          : `$filter=${navigation.name}/any(x:x/${property} ne ${literal})`;
      const target = `${table.setName}?$top=3&$expand=${navigation.name}&${option}`;
      const reply = await host.send(target, annotated);
      expect(reply.status, `${target}\n${reply.text}`).toBe(200);
    }
  });
});
