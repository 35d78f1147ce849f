import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

let host: WebApiHost;
let accounts: JsonObject[];

beforeAll(async () => {
  host = await WebApiHost.start(10);
  accounts = await host.rows('accounts');
});
afterAll(() => host.stop());

const revenueOf = (rows: readonly JsonObject[]): number =>
  rows.reduce((sum, row) => sum + Number(row['revenue'] ?? 0), 0);

describe('$apply', () => {
  it('adds up, in groups and over all', async () => {
    const [all] = await host.rows('accounts?$apply=aggregate(revenue with sum as total)');
    expect(all).toEqual({ total: revenueOf(accounts) });
    const groups = await host.rows(
      'accounts?$apply=groupby((statuscode),aggregate(revenue with sum as total,$count as count))',
    );
    for (const group of groups) {
      const rows = accounts.filter((row) => row['statuscode'] === group['statuscode']);
      expect(group).toEqual({ statuscode: group['statuscode'], total: revenueOf(rows), count: rows.length });
    }
    expect(groups).toHaveLength(2);
  });

  it('filters first, names a column behind a lookup by its table, and leaves empty keys out', async () => {
    const groups = await host.rows(
      "accounts?$apply=filter(contains(name,'(sample)'))/groupby((primarycontactid/fullname),aggregate($count as count))",
    );
    expect(groups.map((group) => Object.keys(group))).toEqual(
      groups.map(() => ['contact_fullname', 'count']),
    );
    const categories = await host.rows('accounts?$apply=groupby((accountcategorycode))');
    expect(categories).toEqual([{}, { accountcategorycode: 1 }, { accountcategorycode: 2 }]);
  });

  it('finds the latest, and writes formatted values where they are asked for', async () => {
    const created = accounts.map((row) => String(row['createdon'])).sort();
    expect(await host.rows('accounts?$apply=aggregate(createdon with max as last)')).toEqual([
      { last: created.at(-1) },
    ]);
    const rows = await host.rows(
      'accounts?$apply=groupby((statecode),aggregate($count as count))&$orderby=statecode desc',
      {
        headers: { prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"' },
      },
    );
    expect(rows.map((row) => row['statecode@OData.Community.Display.V1.FormattedValue'])).toEqual([
      'Inactive',
      'Active',
    ]);
  });

  it.each([
    [
      'accounts?$apply=groupby((statuscode),aggregate(revenue with sum as total))&$orderby=total desc',
      'The query node SingleValueOpenPropertyAccess is not supported',
    ],
    [
      'accounts?$apply=groupby((nme))',
      "Could not find a property named 'nme' on type 'Microsoft.Dynamics.CRM.account'.",
    ],
    ['accounts?$apply=groupby((createdon))', 'groupby with datetime values is not supported.'],
  ])('refuses %s', async (target, message) => {
    const reply = await host.send(target);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.error?.message).toBe(message);
  });
});
