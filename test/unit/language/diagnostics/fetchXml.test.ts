import { describe, expect, it } from 'vitest';
import { xmlFault } from '../../../../src/core/language/diagnostics/xmlFault';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

const told = { code: 'broken-xml', severity: 'error', knowledge: {} } as const;

diagnosticCases('FetchXML that is no XML', [
  {
    ...told,
    bad: 'accounts?fetchXml=<fetch><entity name="account">«<attribute name="name">»</entity></fetch>',
    says: '</attribute> is missing',
    good: ['accounts?fetchXml=<fetch><entity name="account"><attribute name="name"/></entity></fetch>'],
  },
  {
    ...told,
    bad: 'accounts?fetchXml=%3Cfetch%3E%3Centity%20name=%22account%22%3E«%3C/fetsch%3E»',
    says: '</fetsch> closes nothing',
    good: [],
  },
  { ...told, bad: 'accounts?fetchXml=«<fetch>»', says: '</fetch> is missing', good: [] },
  { ...told, bad: 'accounts?fetchXml=<fetch «top»=5><entity name="account"/></fetch>', good: [] },
  {
    ...told,
    bad: 'accounts?fetchXml=<fetch><entity name="account" «name="b"»/></fetch>',
    says: 'twice',
    good: [],
  },
  {
    ...told,
    bad: 'accounts?fetchXml=<fetch><entity name="A «&» B"/></fetch>',
    says: '&amp;',
    good: ['accounts?fetchXml=<fetch><entity name="A &amp; B &#38; C"/></fetch>'],
  },
  { ...told, bad: 'accounts?fetchXml=<fetch><entity name="account"/></fetch>«<fetch/>»', good: [] },
  { ...told, bad: 'accounts?fetchXml=<fetch/>«x»', says: 'outside', good: [] },
  { ...told, bad: 'accounts?fetchXml=<fetch>a «<» b</fetch>', good: [] },
]);

const whole = (inner: string): string => `accounts?fetchXml=<fetch>${inner}</fetch>`;

diagnosticCases('names in FetchXML', [
  {
    code: 'unknown-resource',
    severity: 'error',
    bad: whole('<entity name="«acount»"><attribute name="nam"/></entity>'),
    says: 'Did you mean "account"?',
    good: [
      whole('<entity name="{table}"/>'),
      whole('<!-- <entity name="acount"/> --><entity name="account"/>'),
      'accounts?fetchXml=<fetch><entity name="acount">',
    ],
    fixed: whole('<entity name="account"><attribute name="nam"/></entity>'),
  },
  {
    code: 'unknown-resource',
    severity: 'warning',
    bad: whole('<entity name="«somethingelse»"/>'),
    says: 'There is no table',
    good: [],
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: whole('<entity name="account"><attribute name="«nam»"/><order attribute="name"/></entity>'),
    says: '"account" has no column "nam"',
    good: [
      whole(
        '<entity name="account"><attribute name="primarycontactid"/><attribute name="owneridname"/><attribute name="owneridobjecttypecode"/></entity>',
      ),
      whole(
        '<entity name="account"><attribute name="masteraccountidname"/><attribute name="allparties"/></entity>',
      ),
      whole(
        '<entity name="account"><attribute name="name" aggregate="count" alias="n"/><order alias="n"/></entity>',
      ),
      whole(
        '<entity name="account"><filter><condition entityname="c" attribute="nam" operator="null"/></filter></entity>',
      ),
    ],
    fixed: whole('<entity name="account"><attribute name="name"/><order attribute="name"/></entity>'),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: whole(
      "<entity name='account'><link-entity name='contact' from='contactid' to='«primarycontactd»'>" +
        "<attribute name='fullname'/></link-entity><attribute name='name'/></entity>",
    ),
    good: [],
    fixed: whole(
      "<entity name='account'><link-entity name='contact' from='contactid' to='primarycontactid'>" +
        "<attribute name='fullname'/></link-entity><attribute name='name'/></entity>",
    ),
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?fetchXml=%3Cfetch%3E%3Centity+name=%22account%22%3E%3Cattribute+name=%22«nam%65e»%22/%3E%3C/entity%3E%3C/fetch%3E',
    good: [],
    fixed:
      'accounts?fetchXml=%3Cfetch%3E%3Centity+name=%22account%22%3E%3Cattribute+name=%22name%22/%3E%3C/entity%3E%3C/fetch%3E',
  },
]);

it('names in FetchXML are told up to a number, in one go', () => {
  const many = whole(`<entity name="account">${'<attribute name="nam"/>'.repeat(20_000)}</entity>`);
  expect(diagnose(many).filter(({ code }) => code === 'unknown-column')).toHaveLength(50);
});

describe('XML that is well formed', () => {
  const texts = [
    `<?xml version="1.0"?><!-- a --><fetch version='1.0'><entity name = "account" ><![CDATA[<&]]></entity ></fetch>`,
    '<fetch+mapping="logical"><entity+name="account"/></fetch>',
    '  <fetch>\n  <entity name="account">\n<filter><condition attribute="name" operator="like" value="%a%"/></filter></entity></fetch>  ',
    `<fetch><condition value="it's > 5"/></fetch>`,
  ];
  it.each(texts)('%s', (text) => {
    expect(xmlFault(text)).toBeUndefined();
  });

  it('is not asked for where a variable or something else stands', () => {
    const others = [
      'accounts?fetchXml={{xml}}',
      'accounts?fetchXml=<fetch>{{inner}}</fetch>',
      'accounts?fetchXml=[encoded]',
      'accounts?fetchXml=@x&@x=<fetch',
    ];
    for (const text of others) {
      expect(
        diagnose(text, {}).filter(({ code }) => code === 'broken-xml'),
        text,
      ).toEqual([]);
    }
  });

  it('is read in one go, however many tags there are', () => {
    for (const text of [
      '<a>'.repeat(50_000),
      '<a b="1" '.repeat(50_000),
      '<'.repeat(50_000),
      '&'.repeat(50_000),
    ]) {
      expect(xmlFault(text)?.start).toBeLessThan(text.length);
    }
  });
});
