import { describe, expect, it } from 'vitest';
import { LanguageDocument } from '../../../../src/core/language/document';
import { inlayHints } from '../../../../src/core/language/inlay';
import type { LanguageKnowledge } from '../../../../src/core/language/model';
import { crmSchema } from '../support/crmSchema';
import { crmLabels } from '../support/completionCases';

const guid = '39dd0b31-ed8b-e511-80d2-00155d2a68d4';
const knowledge: LanguageKnowledge = {
  schema: crmSchema(),
  labels: crmLabels,
  rowNames: (one) => (one === guid ? 'Contoso' : undefined),
};

/** The document with its hints in « and ». */
function hinted(
  text: string,
  on: LanguageKnowledge = knowledge,
  range = { start: 0, end: text.length },
): string {
  const hints = inlayHints(LanguageDocument.read(text), range, on);
  return hints
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((shown, { offset, label }) => `${shown.slice(0, offset)}«${label}»${shown.slice(offset)}`, text);
}

const cases: readonly string[] = [
  'accounts?$filter=statecode eq 0«Active» and revenue gt 1',
  'accounts?$filter=0«Active» eq statecode or (statecode ne 1«Inactive»)',
  'accounts?$filter=statecode eq 7 and creditonhold eq true',
  'contacts?$filter=parentcustomerid_account/statecode eq 1«Inactive»',
  'contacts?$expand=account_primary_contact($filter=statecode eq 0«Active»)',
  `accounts?$filter=Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=["0"«Active»,"1"«Inactive»])`,
  `accounts(${guid}«Contoso»)?$select=name`,
  `accounts?$filter=accountid eq ${guid.toUpperCase()}«Contoso»`,
  'POST accounts\n\n{ "statecode": 1«Inactive», "revenue": 1, "name": "1" }',
  `POST accounts\n\n{ "primarycontactid@odata.bind": "/contacts(${guid})"«Contoso» }`,
  '@state = 1\naccounts?$filter=statecode eq {{state}}«Inactive»',
  '# note\naccounts?$filter=statecode eq\n  0«Active»\n\naccounts?$filter=statecode eq 1«Inactive»',
];

describe('inlay hints', () => {
  it.each(cases)('%s', (shown) => {
    expect(hinted(shown.replaceAll(/«.*?»/g, ''))).toBe(shown);
  });

  it('are made for the part that is looked at alone', () => {
    const text = 'accounts?$filter=statecode eq 0\n\naccounts?$filter=statecode eq 1';
    expect(hinted(text, knowledge, { start: 0, end: 32 })).toBe(text.replace('0', '0«Active»'));
  });

  it('are silent where nothing is known', () => {
    expect(hinted('accounts?$filter=statecode eq 0', { schema: crmSchema() })).not.toContain('«');
    expect(hinted('accounts?$filter=statecode eq 0', {})).not.toContain('«');
    expect(hinted('POST accounts\n\n{ "statecode": 1, ', knowledge)).toContain('«Inactive»');
  });
});
