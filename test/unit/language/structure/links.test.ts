import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import { tableLinks } from '../../../../src/core/language/links';
import { realSchema } from '../../../support/schema';

describe('links to tables', () => {
  const text =
    "@v = 5\naccounts\n  ?$select=name\n  &$expand=primarycontactid($expand=owninguser)\n  &$filter=Account_Tasks/any(t:t/subject eq '{{v}}')\n\nactivitypointers/Microsoft.Dynamics.CRM.email\n\nnothing\n";

  it('are none without a schema', () => {
    expect(tableLinks(LanguageDocument.read(text), () => ({}))).toEqual([]);
  });

  it.skipIf(!realSchema('bcgov-2020-11'))('lead from sets, relationships and casts (../shared/data)', () => {
    const schema = realSchema('bcgov-2020-11');
    const links = tableLinks(LanguageDocument.read(text), () => (schema ? { schema } : {}));
    expect(links.map(({ start, end, table }) => [text.slice(start, end), table])).toEqual([
      ['accounts', 'account'],
      ['primarycontactid', 'contact'],
      ['owninguser', 'systemuser'],
      ['Account_Tasks', 'task'],
      ['activitypointers', 'activitypointer'],
      ['Microsoft.Dynamics.CRM.email', 'email'],
    ]);
  });
});
