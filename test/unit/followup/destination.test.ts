import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/core/base/problem';
import { destinationOf } from '../../../src/core/followup/destination';
import type { FollowedCell, ResultOrigin, RowCell } from '../../../src/core/followup/ports';
import type { Cell, ColumnKind } from '../../../src/core/results/model';
import { crmSchema } from '../language/support/crmSchema';

const knowledge = { url: 'https://contoso.crm4.dynamics.com', schema: crmSchema() };
const id = '6f9619ff-8b86-d011-b42d-00c04fc964ff';
const other = '11111111-8b86-d011-b42d-00c04fc964ff';

const origin = (target: string): ResultOrigin => ({
  uri: 'file:///queries.odata',
  target,
  environment: 'contoso-dev',
});
const text = (raw: string, more: Partial<Cell & { state: 'value' }> = {}): Cell => ({
  state: 'value',
  type: 'text',
  raw,
  ...more,
});
const cell = (name: string, kind: ColumnKind, value: Cell): RowCell => ({
  column: { name, kind },
  cell: value,
});
const row = [
  cell('accountid', 'guid', text(id)),
  cell('name', 'text', text('Nordhavn Shipping')),
  cell('revenue', 'money', { state: 'value', type: 'number', raw: '5.5', formatted: '€5.50' }),
  cell(
    '_primarycontactid_value',
    'lookup',
    text(other, {
      formatted: 'Ingrid',
      target: { logicalName: 'contact', navigationProperty: 'primarycontactid' },
    }),
  ),
  cell('primarycontactid/contactid', 'guid', text(other)),
  cell('primarycontactid/fullname', 'text', text('Ingrid Solheim')),
  cell('contact_customer_accounts', 'rows', { state: 'value', type: 'json', raw: '[]' }),
  cell('websiteurl', 'text', { state: 'null' }),
];
const followed = (name: string, nested?: readonly string[]): FollowedCell => {
  const found = row.find(({ column }) => column.name === name)!;
  return { ...found, row, ...(nested ? { nested } : {}) };
};
const accounts = origin("accounts?$select=name,revenue&$filter=contains(name,'a') or revenue gt 5");

const textOf = (...ask: Parameters<typeof destinationOf>): string => {
  const destination = destinationOf(...ask);
  return destination.kind === 'query' ? destination.text : destination.url;
};

const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.title;
  }
  return 'none';
};

describe('a cell leads', () => {
  it('to the record of its row', () => {
    expect(destinationOf(accounts, followed('revenue'), 'record-query', knowledge)).toEqual({
      kind: 'query',
      text: `# @env contoso-dev\n### Nordhavn Shipping\nGET accounts(${id})\n`,
    });
  });

  it('to the record of a lookup, in a query and in the browser', () => {
    const lookup = followed('_primarycontactid_value');
    expect(textOf(accounts, lookup, 'record-query', knowledge)).toContain(
      `### Ingrid\nGET contacts(${other})`,
    );
    expect(destinationOf(accounts, lookup, 'browser', knowledge)).toEqual({
      kind: 'browser',
      url: `https://contoso.crm4.dynamics.com/main.aspx?pagetype=entityrecord&etn=contact&id=${other}`,
    });
  });

  it('to the record of a lookup whose annotations were not asked for, where there is one table only', () => {
    const bare: FollowedCell = { ...cell('_primarycontactid_value', 'lookup', text(other)), row };
    expect(textOf(accounts, bare, 'record-query', knowledge)).toContain(`GET contacts(${other})`);
  });

  it('to the expanded record that it is in', () => {
    const name = followed('primarycontactid/fullname');
    expect(textOf(accounts, name, 'record-query', knowledge)).toContain(
      `### Ingrid Solheim\nGET contacts(${other})`,
    );
  });

  it('to the rows of its collection', () => {
    const rows = followed('contact_customer_accounts', ['fullname', 'parentcustomerid_account/name']);
    expect(textOf(accounts, rows, 'nested-query', knowledge)).toContain(
      `GET accounts(${id})/contact_customer_accounts?$select=fullname\n`,
    );
  });

  it('to the same query, asking for its value too', () => {
    const query = textOf(accounts, followed('revenue'), 'filter-query', knowledge);
    expect(query.replaceAll(/\s+/g, ' ')).toContain(
      "$filter=(contains(name,'a') or revenue gt 5) and revenue eq 5.5",
    );
    expect(textOf(accounts, followed('websiteurl'), 'filter-query', knowledge)).toContain(
      'websiteurl eq null',
    );
  });

  it('nowhere where rows are no records, and it says so', () => {
    const grouped = origin('accounts?$apply=groupby((name))');
    const only: FollowedCell = { ...cell('name', 'text', text('A')), row: [cell('name', 'text', text('A'))] };
    expect(problemOf(() => destinationOf(grouped, only, 'record-query', knowledge))).toContain(
      'cannot be told',
    );
    expect(
      problemOf(() =>
        destinationOf(accounts, followed('contact_customer_accounts'), 'filter-query', knowledge),
      ),
    ).toContain('cannot filter');
  });

  it('nowhere but to a filter while the tables are not known', () => {
    const unknown = { url: knowledge.url };
    expect(problemOf(() => destinationOf(accounts, followed('revenue'), 'record-query', unknown))).toContain(
      'not known yet',
    );
    expect(textOf(accounts, followed('name'), 'filter-query', unknown)).toContain(
      "name eq 'Nordhavn Shipping'",
    );
  });
});
