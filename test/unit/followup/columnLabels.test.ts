import { describe, expect, it } from 'vitest';
import { columnLabelsOf } from '../../../src/core/followup/columnLabels';
import { crmSchema } from '../language/support/crmSchema';

const labels = {
  column: (table: string, column: string) => ({ displayName: `${table}: ${column}` }),
};

function labelIn(target: string, path: string): string | undefined {
  const origin = { uri: 'file:///queries.odata', target, environment: 'contoso-dev' };
  return columnLabelsOf(origin, crmSchema(), labels)(path);
}

describe('the label of a column', () => {
  it('is that of its own table, and of the table that a record was expanded from', () => {
    const target = 'accounts?$select=name&$expand=primarycontactid($select=fullname)';
    expect(labelIn(target, 'name')).toBe('account: name');
    expect(labelIn(target, '_primarycontactid_value')).toBe('account: _primarycontactid_value');
    expect(labelIn(target, 'primarycontactid/fullname')).toBe('contact: fullname');
  });

  it('is not known where the rows are of no table', () => {
    expect(labelIn('accounts', 'nothing/name')).toBeUndefined();
    expect(labelIn('WhoAmI()', 'UserId')).toBeUndefined();
  });
});
