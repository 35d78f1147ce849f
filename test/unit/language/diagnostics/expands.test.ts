import { expect, it } from 'vitest';
import type { Schema } from '../../../../src/core/metadata/model';
import { readSchema } from '../../../../src/core/metadata/readSchema';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('relationships expanded beside others', [
  {
    code: 'many-to-many-beside',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=primarycontactid($select=fullname),«accountleads_association»($select=subject)',
    says: 'a request of its own',
    good: [
      'accounts?$select=name&$expand=accountleads_association($select=subject)',
      'accounts?$select=name&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject)',
    ],
  },
  {
    code: 'expand-top-orderby',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=Account_Tasks($select=subject;«$top»=1),contact_customer_accounts($select=fullname;$expand=parentcustomerid_account($select=name))',
    says: 'nested',
    good: [
      'accounts?$select=name&$expand=Account_Tasks($select=subject;$top=1),primarycontactid($select=fullname;$expand=parentcustomerid_account($select=name))',
    ],
  },
  {
    code: 'too-many-expands',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=«*»/$ref',
    says: 'Name those that you need',
    // The table of the small schema has fewer relationships than Dataverse may expand.
    good: ['accounts?$select=*'],
    knowledge: {},
  },
]);

/** A table with so many relationships, all to itself. */
function tableWith(relationships: number): Schema {
  const navigations = Array.from(
    { length: relationships },
    (_, at) => `<NavigationProperty Name="n${at}" Type="mscrm.a"/>`,
  );
  return readSchema(
    '<Edmx><DataServices><Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm">' +
      `<EntityType Name="a"><Key><PropertyRef Name="aid"/></Key><Property Name="aid" Type="Edm.Guid"/>${navigations.join('')}</EntityType>` +
      '<EntityContainer Name="System"><EntitySet Name="many" EntityType="mscrm.a"/></EntityContainer>' +
      '</Schema></DataServices></Edmx>',
  );
}

it.each([
  [15, []],
  [16, ['error too-many-expands']],
])('all of %i relationships', (relationships, told) => {
  const found = diagnose('many?$select=aid&$expand=*', { schema: tableWith(relationships) });
  expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(told);
});
