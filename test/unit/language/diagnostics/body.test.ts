import type { SchemaLabels } from '../../../../src/core/metadata/labels';
import { describe, expect, it } from 'vitest';
import { crmSchema } from '../support/crmSchema';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

const post = (body: string): string => `POST accounts\nContent-Type: application/json\n\n${body}\n`;
const good = [
  post('{"name":"a","revenue":1.5,"creditonhold":true,"createdon":"2026-01-31T08:00:00Z","statuscode":null}'),
];

const labels: SchemaLabels = {
  table: () => undefined,
  column: (_, column) => (column === 'createdon' ? { creatable: false, updatable: false } : undefined),
};

diagnosticCases('bodies', [
  {
    code: 'json-syntax',
    severity: 'error',
    bad: post('{"name":"a"«,»}'),
    says: 'no comma',
    good,
    knowledge: {},
  },
  { code: 'json-syntax', severity: 'warning', bad: post("{«'name'»:1}"), says: 'double quotes', good: [] },
  { code: 'json-syntax', severity: 'error', bad: post("{'name':1«,»}"), says: 'no comma', good: [] },
  { code: 'json-syntax', severity: 'warning', bad: post('{«name»:1}'), says: 'double quotes', good: [] },
  {
    code: 'json-syntax',
    severity: 'warning',
    bad: post('{«primarycontactid@odata.bind»: "/contacts(00000000-0000-0000-0000-000000000001)"}'),
    says: 'double quotes',
    good: [],
  },
  { code: 'json-syntax', severity: 'error', bad: post('{«-»name:1}'), says: 'double quotes', good: [] },
  {
    code: 'json-syntax',
    severity: 'warning',
    bad: post(`{"name":«"first
      'second'
    third"»
  , "revenue": 1}`),
    says: 'line break',
    good: [post(String.raw`{"name":"first\nsecond"}`)],
  },
  {
    code: 'json-syntax',
    severity: 'error',
    bad: post('{"name":«"first,»\n"revenue":1}'),
    says: 'not closed',
    good: [],
  },
  { code: 'json-syntax', severity: 'error', bad: post('{"name":«"a»\n}'), says: 'not closed', good: [] },
  { code: 'json-syntax', severity: 'error', bad: post('{"name":«abc»}'), says: 'double quotes', good: [] },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: post('{"«Name»":"a"}'),
    good,
    fixed: post('{"name":"a"}'),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: post('{"«nam»'),
    good,
    fixed: post('{"name'),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: post('{"name":"a","«customerid»":"x"}'),
    says: 'customerid_account@odata.bind',
    good: [],
    fixed: post('{"name":"a","customerid_account@odata.bind":"x"}'),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: post('{"primarycontactid":{"«lastnam»":"a"},"Account_Tasks":[{"subject":"b"}]}'),
    good: [],
    fixed: post('{"primarycontactid":{"lastname":"a"},"Account_Tasks":[{"subject":"b"}]}'),
  },
  {
    code: 'unknown-navigation',
    severity: 'error',
    bad: post('{"«PrimaryContactId»@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
    says: 'case-sensitive',
    good: [post('{"primarycontactid@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}')],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
  },
  {
    code: 'unknown-navigation',
    severity: 'error',
    bad: post('{"«customerid»@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
    says: 'Did you mean "customerid_contact"?',
    good: [],
    fixed: post('{"customerid_contact@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'PUT accounts(name=null)/Account_Tasks\n\n{"value":[{"«Subject»":"a"}]}',
    good: ['PUT accounts(name=null)/Account_Tasks\n\n{"value":[{"subject":"a"}]}'],
    fixed: 'PUT accounts(name=null)/Account_Tasks\n\n{"value":[{"subject":"a"}]}',
  },
  {
    code: 'bind-target',
    severity: 'error',
    bad: post('{"primarycontactid@odata.bind":"/«accounts»(1)"}'),
    says: 'Write "contacts"',
    good: [
      post('{"primarycontactid@odata.bind":"$1","ownerid@odata.bind":"/systemusers(1)"}'),
      post('{"primarycontactid@odata.bind":"https://a.crm.dynamics.com/api/data/v9.2/contacts(1)"}'),
      post('{"primarycontactid@odata.bind":"[Organization URI]/api/data/v9.2/contacts(1)"}'),
      post('{"primarycontactid@odata.bind":null,"Account_Tasks@odata.bind":["tasks(1)"]}'),
    ],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(1)"}'),
  },
  {
    code: 'bind-target',
    severity: 'error',
    bad: post('{"primarycontactid@odata.bind":"«contacts»"}'),
    says: 'no address of a row',
    good: [],
  },
  {
    code: 'unknown-resource',
    severity: 'error',
    bad: post('{"primarycontactid@odata.bind":"/«contact»(1)"}'),
    good: [],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(1)"}'),
  },
  {
    code: 'quoted-guid',
    severity: 'warning',
    bad: post(`{"primarycontactid@odata.bind":"/contacts(«'00000000-0000-0000-0000-000000000001'»)"}`),
    says: 'without quotes',
    good: [post(`{"customerid_account@odata.bind":"/accounts(name='a')"}`)],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
  },
  {
    code: 'guid-form',
    severity: 'error',
    bad: post('{"primarycontactid@odata.bind":"/contacts(«{00000000-0000-0000-0000-000000000001}»)"}'),
    good: [post('{"primarycontactid@odata.bind":"/contacts({{id}})"}\n\n@x = 1')],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(00000000-0000-0000-0000-000000000001)"}'),
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: post(
      `{"primarycontactid@odata.bind":"«https:\\/\\/a.crm.dynamics.com/api/data/v9.2/contacts('a')»"}`,
    ),
    good: [],
  },
  {
    code: 'wrong-literal',
    severity: 'warning',
    bad: post('{"primarycontactid@odata.bind":"/contacts(«contactid»)"}'),
    good: [],
  },
  {
    code: 'lookup-in-body',
    severity: 'error',
    bad: post('{"«_primarycontactid_value»":"00000000-0000-0000-0000-000000000001"}'),
    says: 'primarycontactid@odata.bind',
    good: [],
    fixed: post('{"primarycontactid@odata.bind": "/contacts(00000000-0000-0000-0000-000000000001)"}'),
  },
  {
    code: 'wrong-json-type',
    severity: 'error',
    bad: post('{"revenue":«"1.5"»}'),
    good,
    fixed: post('{"revenue":1.5}'),
  },
  {
    code: 'wrong-json-type',
    severity: 'error',
    bad: post('{"name":«5»}'),
    good: [],
    fixed: post('{"name":"5"}'),
  },
  { code: 'wrong-json-type', severity: 'error', bad: post('{"numberofemployees":«1.5»}'), good: [] },
  {
    code: 'wrong-json-type',
    severity: 'error',
    bad: post('{"creditonhold":«1»}'),
    good: [],
    fixed: post('{"creditonhold":true}'),
  },
  { code: 'wrong-json-type', severity: 'error', bad: post('{"createdon":«"31.1.2026"»}'), good: [] },
  {
    code: 'wrong-json-type',
    severity: 'error',
    bad: post('{"primarycontactid":«"/contacts(1)"»}'),
    good: [],
    fixed: post('{"primarycontactid@odata.bind":"/contacts(1)"}'),
  },
  { code: 'wrong-json-type', severity: 'error', bad: post('«[{"name":"a"}]»'), good: [] },
  {
    code: 'duplicate-property',
    severity: 'warning',
    bad: post('{"name":"a","«name»":"b"}'),
    good,
  },
  {
    code: 'read-only-column',
    severity: 'warning',
    bad: post('{"«createdon»":"2026-01-31T08:00:00Z"}'),
    good: [post('{"name":"a"}')],
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'unknown-parameter',
    severity: 'error',
    bad: 'POST WinOpportunity\n\n{"«Statu»":3,"OpportunityClose":{"actualrevenue":1}}',
    good: ['POST WinOpportunity\n\n{"Status":3,"OpportunityClose":{"actualrevenue":1}}'],
    fixed: 'POST WinOpportunity\n\n{"Status":3,"OpportunityClose":{"actualrevenue":1}}',
  },
  {
    code: 'missing-parameter',
    severity: 'warning',
    bad: 'POST WinOpportunity\n\n«{»"Status":3}',
    says: 'OpportunityClose',
    good: ['POST WinOpportunity\n\n{"Status":3,"OpportunityClose":{}}'],
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'POST WinOpportunity\n\n{"Status":3,"OpportunityClose":{"@odata.type":"Microsoft.Dynamics.CRM.opportunityclose","«actualrevenu»":1}}',
    good: [],
    fixed:
      'POST WinOpportunity\n\n{"Status":3,"OpportunityClose":{"@odata.type":"Microsoft.Dynamics.CRM.opportunityclose","actualrevenue":1}}',
  },
  {
    code: 'missing-reference',
    severity: 'error',
    bad: 'POST accounts(1)/Account_Tasks/$ref\n\n«{»"id":"x"}',
    good: [
      'PUT accounts(1)/primarycontactid/$ref\n\n{"@odata.id":"https://a.crm.dynamics.com/api/data/v9.2/contacts(1)"}',
    ],
  },
]);

describe('what is no row', () => {
  it.each([
    'PUT accounts(00000000-0000-0000-0000-000000000001)/name\n\n{"value":"x"}',
    'PATCH accounts(00000000-0000-0000-0000-000000000001)/entityimage\nContent-Type: application/octet-stream\n\nabc',
    'POST $batch\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/http\n\n--b--',
    'POST EntityDefinitions\n\n{"@odata.type":"Microsoft.Dynamics.CRM.Unheard","Anything":1}',
  ])('is left alone: %s', (text) => {
    expect(diagnose(text)).toEqual([]);
  });
});
