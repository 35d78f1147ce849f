// The semantic layer apart: the product's tree in, SQL out.
import { describe, expect, it } from 'vitest';
import { parseODataUrl } from '../../../../src/core/odata';
import { planQuery } from '../../../sandbox/webapi/query/plan';
import type { QueryContext } from '../../../sandbox/webapi/query/scope';
import { tableOf } from '../../../sandbox/webapi/query/scope';
import { schema } from '../../../sandbox/webapi/schema';

function compile(filter: string, table = 'account'): { text: string; values: readonly unknown[] } {
  let aliases = 0;
  const url = parseODataUrl(`${tableOf(schema, table).setName}?$filter=${filter}`);
  const context: QueryContext = {
    schema,
    caller: { userId: 'u1', businessUnitId: 'b1', accessMode: 0 },
    now: Date.UTC(2026, 10, 20, 12),
    aliases: new Map(),
    nextAlias: () => `t${(aliases += 1)}`,
    readable: () => undefined,
  };
  return planQuery(context, url, tableOf(schema, table)).filter ?? { text: '', values: [] };
}

describe('a filter as SQL', () => {
  it.each([
    ['revenue gt 5', 't1."revenue" > ?', [5]],
    ["name eq 'ŁÓDŹ'", 'fold(t1."name") = ?', ['lodz']],
    ['name eq null', 't1."name" IS NULL', []],
    ['creditonhold eq true and revenue le 2.5', '(t1."creditonhold" = ?) AND (t1."revenue" <= ?)', [1, 2.5]],
    ["contains(name,'50%25_')", `fold(t1."name") LIKE ? ESCAPE '\\'`, ['%50\\%\\_%']],
    ['createdon lt 2024-01-02T03:04:05%2B02:00', 't1."createdon" < ?', ['2024-01-02T01:04:05Z']],
    [
      "primarycontactid/fullname eq 'x'",
      'fold((SELECT t2."fullname" FROM "contact" t2 WHERE t2."contactid" = t1."primarycontactid")) = ?',
      ['x'],
    ],
    [
      'Account_Tasks/any(t:t/statecode eq 1)',
      `EXISTS (SELECT 1 FROM "task" t2 WHERE t2."regardingobjectid" = t1."accountid" AND t2."regardingobjectidtype" = 'account' AND (t2."statecode" = ?))`,
      [1],
    ],
    ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')", '(t1."ownerid" = ?)', ['u1']],
    [
      "Microsoft.Dynamics.CRM.Last7Days(PropertyName='createdon')",
      '(t1."createdon" >= ? AND t1."createdon" < ?)',
      ['2026-11-13T00:00:00Z', '2026-11-21T00:00:00Z'],
    ],
  ])('%s', (filter, text, values) => {
    expect(compile(filter)).toEqual({ text, values });
  });

  it('never carries a text of the request', () => {
    const { text, values } = compile(`name eq 'x'' OR 1=1; DROP TABLE account--'`);
    expect(text).toBe('fold(t1."name") = ?');
    expect(values).toEqual(["x' or 1=1; drop table account--"]);
  });

  it('tells the lookup of several tables by its type', () => {
    expect(compile("parentcustomerid_account/name eq 'x'", 'contact').text).toContain(
      `t1."parentcustomeridtype" = 'account'`,
    );
  });

  it('holds "not equal" for empty columns too', () => {
    expect(compile('revenue ne 5').text).toBe(
      'COALESCE(t1."revenue" <> ?, NOT (t1."revenue" IS NULL AND ? IS NULL))',
    );
  });
});
