import { expect, it } from 'vitest';
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
  // A small schema has fewer relationships than Dataverse may expand.
  {
    code: 'too-many-expands',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=«*»/$ref',
    says: 'Name those that you need',
    good: ['accounts?$select=*'],
  },
]);

it('all relationships are more than Dataverse expands where a table has so many', () => {
  const navigations = Array.from(
    { length: 16 },
    (_, at) => `<NavigationProperty Name="n${at}" Type="mscrm.a"/>`,
  );
  const schema = readSchema(
    '<Edmx><DataServices><Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm">' +
      `<EntityType Name="a"><Key><PropertyRef Name="aid"/></Key><Property Name="aid" Type="Edm.Guid"/>${navigations.join('')}</EntityType>` +
      '<EntityContainer Name="System"><EntitySet Name="many" EntityType="mscrm.a"/></EntityContainer>' +
      '</Schema></DataServices></Edmx>',
  );
  const found = diagnose('many?$select=aid&$expand=*', { schema });
  expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error too-many-expands']);
});
