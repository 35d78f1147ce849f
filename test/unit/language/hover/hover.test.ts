import { describe, expect, it } from 'vitest';
import { hover } from '../../../../src/core/language/hover';
import { LanguageDocument } from '../../../../src/core/language/document';
import type { LanguageKnowledge } from '../../../../src/core/language/model';
import { cursorIn, known } from '../support/completionCases';

function hoverAt(
  marked: string,
  knowledge: LanguageKnowledge = known,
): { range: string; markdown: string } | undefined {
  const { text, offset } = cursorIn(marked);
  const found = hover(LanguageDocument.read(text), offset, knowledge);
  return found && { range: text.slice(found.start, found.end), markdown: found.markdown };
}

/** `[where, range, what it says]` */
const cases: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'acc|ounts?$select=name',
    'accounts',
    ['**Companies** `accounts`', 'Table `account`', 'key `accountid`', 'Alternate keys: `name`'],
  ],
  [
    'accounts?$select=na|me',
    'name',
    ['**Account Name** `name`', 'Text (`Edm.String`)', 'required', 'Table `account`'],
  ],
  ['POST $batch\n\n--b\n\nGET accounts?$select=accou|ntid', 'accountid', ['primary key']],
  ['accounts?$select=accou|ntid', 'accountid', ['primary key']],
  ['accounts?$select=statecode|', 'statecode', ['- `0` Active', '- `1` Inactive']],
  [
    'accounts?$select=_customerid|_value',
    '_customerid_value',
    ['`account` by `customerid_account`', '`contact` by `customerid_contact`'],
  ],
  [
    'accounts?$expand=prim|arycontactid',
    'primarycontactid',
    ['The related row of `contact`', 'column `_primarycontactid_value`', 'back by `account_primary_contact`'],
  ],
  ['accounts?$expand=Account_|Tasks($select=subject)', 'Account_Tasks', ['Related rows of `task`']],
  ['accounts?$expand=Account_Tasks($sel|ect=subject)', '$select', ['Columns to answer']],
  ['accounts?$sk|ip=1', '$skip', ['Dataverse does not take it', 'query/page-results)']],
  ['accounts?$filter=statecode e|q 0', 'eq', ['Equal']],
  ['accounts?$filter=statecode eq |0', '0', ['`0` Active']],
  ['accounts?$filter=creditonhold eq tr|ue', 'true', ['`true` Yes']],
  ["accounts?$filter=cont|ains(name,'x')", 'contains', ['holds the text']],
  [
    "accounts?$filter=Microsoft.Dynamics.CRM.LastX|Days(PropertyName='createdon',PropertyValue=1)",
    'Microsoft.Dynamics.CRM.LastXDays',
    ['`LastXDays(PropertyName: Text, PropertyValue: Big whole number): Yes/no`', 'last given number of days'],
  ],
  [
    "accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='created|on',PropertyValue=1)",
    'createdon',
    ['Date and time'],
  ],
  ['accounts?$filter=Account_Tasks/any(o:|o/statecode eq 0)', 'o', ['Each related row of `task` in turn']],
  ['accounts?$filter=Account_Tasks/an|y(o:o/statecode eq 0)', 'any', ['At least one'.toLowerCase()]],
  ['accounts?$orderby=@p|1&@p1=name', '@p1', ['Parameter alias: `name`']],
  [
    'activitypointers/Microsoft.Dynamics.CRM.ta|sk',
    'Microsoft.Dynamics.CRM.task',
    ['Rows of this type alone'],
  ],
  [
    "EntityDefinitions?$filter=OwnershipType eq Microsoft.Dynamics.CRM.Owner|shipTypes'UserOwned'",
    'Microsoft.Dynamics.CRM.OwnershipTypes',
    ['- `1` UserOwned'],
  ],
  ['Who|AmI()', 'WhoAmI', ['`WhoAmI(): WhoAmIResponse`', 'Function']],
  ['accounts/$cou|nt', '$count', ['number of rows']],
  ['PA|TCH accounts(1)', 'PATCH', ['Changes columns of a row']],
  ['GET accounts\nPre|fer: a', 'Prefer', ['What the answer should hold']],
  ['GET accounts\nPrefer: a, odata.max|pagesize=5', 'odata.maxpagesize=5', ['at most 5,000']],
  ['@top = 5\naccounts?$top={{t|op}}', '{{top}}', ['**top**', '`5`']],
  ['accounts({{$gu|id}})', '{{$guid}}', ['A new GUID']],
  ['POST accounts\n\n{ "na|me": "a" }', '"name"', ['**Account Name** `name`']],
  [
    'POST accounts\n\n{ "primarycontactid@odata|.bind": "" }',
    '"primarycontactid@odata.bind"',
    ['The related row of `contact`'],
  ],
  ['POST accounts\n\n{ "statecode": |1 }', '1', ['`1` Inactive']],
  ['POST WinOpportunity\n\n{ "Sta|tus": 1 }', '"Status"', ['Whole number (`Edm.Int32`)']],
];

describe('hover', () => {
  it.each(cases)('%s', (marked, range, says) => {
    const found = hoverAt(marked);
    expect(found?.range).toBe(range);
    const text = found?.markdown.replaceAll(/\\(?=[^\w\s])/g, '').toLowerCase();
    for (const part of says) expect(text).toContain(part.toLowerCase());
  });

  it('says nothing in comments, of unknown names, and between words', () => {
    expect(hoverAt('# acc|ounts\naccounts')).toBeUndefined();
    expect(hoverAt('accounts?$select=nix|')).toBeUndefined();
    expect(hoverAt('accounts // con|tains')).toBeUndefined();
    expect(hoverAt("accounts?$filter=name eq 'an|d'")).toBeUndefined();
  });

  it('without a schema explains the language', () => {
    expect(hoverAt('accounts?$fil|ter=name eq 1', {})?.range).toBe('$filter');
    expect(hoverAt('accounts?$filter=name e|q 1', {})?.range).toBe('eq');
    expect(hoverAt('acc|ounts', {})).toBeUndefined();
  });

  it('shows the name of a row that was seen', () => {
    const rowNames = (guid: string) => (guid.startsWith('39dd') ? 'Contoso' : undefined);
    const found = hoverAt('accounts(39DD0B31-ed8b-|e511-80d2-00155d2a68d4)', { ...known, rowNames });
    expect(found?.markdown).toBe('Contoso');
  });

  it('lets no name or label from outside be Markdown', () => {
    const column = () => ({
      displayName: '[x](https://evil.example) <img src=x> `a` $(bug)',
      description: '# Head\n\n- ![i](command:evil)\n&lt;',
    });
    const labels = { table: () => undefined, column };
    const { markdown = '' } = hoverAt('accounts?$select=na|me', { ...known, labels }) ?? {};
    expect(markdown).toContain(String.raw`\[x\]\(https\:\/\/evil\.example\)`.replaceAll(String.raw`\/`, '/'));
    expect(markdown).not.toMatch(/(?<!\\)[[\]<]/);
    expect(markdown).not.toMatch(/\n# |\n- !/);
    expect(markdown).not.toContain('$(bug)');
  });
});
