// Error bodies that Microsoft documents or that public code quotes from live answers: the sandbox speaks the same words.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebApiHost } from './support/host';
import type { Reply } from './support/host';
import { published, publishedAbsent as absent } from './support/published';

interface PublishedError {
  readonly status: number;
  readonly meaning: string;
  readonly body: { readonly error: { readonly code: string | null; readonly message: string } };
}

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const absentId = '00000000-0000-0000-0000-000000000001';
const fetch = (xml: string): string => `accounts?fetchXml=${encodeURIComponent(xml)}`;
const first = async (set: string, key: string): Promise<string> =>
  String((await host.rows(`${set}?$select=${key}&$top=1`))[0]?.[key]);
const crlfLess =
  '--b\nContent-Type: application/http\n\nPOST /api/data/v9.2/accounts HTTP/1.1\n\n{}\n--b--\n';

/** A request that makes the fault, by the beginning of what the fault means. */
const faults: Readonly<Record<string, () => Promise<Reply>>> = {
  'wrong entity set': () => host.send('Account'),
  'same error; current servers': () => host.send('acounts'),
  'property does not exist': () => host.send('accounts?$select=Name'),
  'wrong HTTP method': () => host.send('WhoAmI', { method: 'POST' }),
  'wrong property in a payload': () => host.send('accounts', { method: 'POST', body: { Name: 'x' } }),
  'wrong navigation property in @odata.bind': () =>
    host.send('contacts', {
      method: 'POST',
      body: { 'parentcustomerid@odata.bind': `/accounts(${absentId})` },
    }),
  '$batch body not CRLF': () =>
    host.send('$batch', {
      method: 'POST',
      headers: { 'content-type': 'multipart/mixed; boundary=b' },
      body: crlfLess,
    }),
  '$expand=<collection>/$ref': () => host.send('accounts?$expand=Account_Tasks/$ref'),
  '$top/$orderby inside a nested expand': () =>
    host.send('accounts?$expand=contact_customer_accounts($top=2;$expand=owninguser($select=fullname))'),
  $skip: () => host.send('accounts?$skip=10'),
  'not + Microsoft': () =>
    host.send("accounts?$filter=not Microsoft.Dynamics.CRM.Today(PropertyName='createdon')"),
  'unescaped apostrophe': () => host.send("contacts?$filter=lastname eq 'O'Bryan'"),
  'unescaped apostrophe in an array parameter': () =>
    host.send(
      "contacts?$filter=Microsoft.Dynamics.CRM.In(PropertyName='lastname',PropertyValues=['OBrian','OBryan','O'Brian','O'Bryan'])",
    ),
  '$orderby on an aggregate alias': () =>
    host.send(
      'accounts?$apply=groupby((statuscode),aggregate(revenue with sum as total))&$orderby=total desc',
    ),
  'V3 guid literal': () =>
    host.send(
      "tasks?$filter=regardingobjectid_account/accountid eq guid'4dee45e3-fbad-eb11-8236-000d3ae8bdbd'",
    ),
  'incomplete guid key': () => host.send('accounts(b7b9-f011-bbd2-000d3a56dc3a)'),
  '$metadata asked with Accept': () => host.send('$metadata', { headers: { accept: 'application/json' } }),
  '/$count with another option': () =>
    host.send('accounts/$count?savedQuery=00000000-0000-0000-00aa-000010001002'),
  'record not found': () => host.send(`accounts(${absentId})`),
  'If-None-Match: *': async () =>
    host.send(`accounts(${await first('accounts', 'accountid')})`, {
      method: 'PATCH',
      headers: { 'if-none-match': '*' },
      body: { name: 'x' },
    }),
  'If-Match failed': async () =>
    host.send(`accounts(${await first('accounts', 'accountid')})`, {
      method: 'DELETE',
      headers: { 'if-match': 'W/"1"' },
    }),
  '412 is overloaded: alternate key': async () => {
    await host.send('accounts', { method: 'POST', body: { name: 'One', accountnumber: 'TAKEN-1' } });
    return host.send('accounts', { method: 'POST', body: { name: 'Two', accountnumber: 'TAKEN-1' } });
  },
  UserNotMemberOfOrg: () => host.send('accounts', { as: 'stranger' }),
  PrivilegeDenied: async () =>
    host.send(`accounts(${await first('accounts', 'accountid')})`, { method: 'DELETE', as: 'reader' }),
  'fetchXml entity': () => host.send(fetch('<fetch><entity/></fetch>')),
  'fetchXml node': () => host.send(fetch("<fetch><entity name='account'><n/></entity></fetch>")),
  RecordNotFoundByEntityKey: () => host.send("accounts(accountnumber='nothing has this')"),
  EntityKeyNotDefined: () => host.send("accounts(name='x')"),
};

/** What no request brings about, each with the reason. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/^same with the newer code/, "the same fault on another organisation's table"],
  [/^Throttling|^the limit is environment-specific/, 'faults that tests order from the control API'],
  [/^duplicate detection/, 'the sandbox has no duplicate rules'],
  [/^plug-in exception/, 'the sandbox runs no plug-ins'],
  [/^unManagedIdsAccessDenied/, 'the sandbox tells the newer, longer text of the same refusal'],
];

/** Where the published status is that of the reference alone, live answers have another. */
const otherStatus: Readonly<Record<string, number>> = { RecordNotFoundByEntityKey: 404 };

const sameFault = new Set(['0x0', '0x80060888', '0x8006088a', '']);

/** What differs from request to request, as one sign. */
const shape = (text: string): string =>
  text
    .replace(/<truncated for brevity>.*/s, '')
    .replace(/\[Organization URI\]|https:\/\/contoso\.test/g, 'O')
    .replace(/<GUID>|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, 'G')
    .replace(/roleCount=\d+, privilegeCount=\d+, accessMode=\d/, 'counts')
    .replace(/prv\w+ privilege|OTC=\d+|entity '\w+'/g, 'E')
    .replace(/\{0\}|\baccount(?= entity)/g, 'T')
    .replace(/, For more information on this error please follow this help link \S+/, '')
    .replace(/^.*Microsoft\.Crm\.CrmException: (Invalid property)/, '$1')
    .trim();

const nameOf = ({ meaning }: PublishedError): string | undefined =>
  Object.keys(faults)
    .filter((name) => meaning.startsWith(name))
    .sort((one, other) => other.length - one.length)[0];

describe.skipIf(absent)('published errors (skipped where ../shared/data is absent)', () => {
  const { entries } = (absent ? { entries: [] } : published('errors/dataverse-errors.json')) as {
    entries: readonly PublishedError[];
  };
  const here = entries.filter(({ meaning }) => !beyond.some(([pattern]) => pattern.test(meaning)));

  it('are all made, or named with the reason why not', () => {
    expect(here.filter((entry) => nameOf(entry) === undefined).map(({ meaning }) => meaning)).toEqual([]);
    const unused = Object.keys(faults).filter((name) => !here.some((entry) => nameOf(entry) === name));
    expect(unused).toEqual([]);
    expect(beyond.filter(([pattern]) => !entries.some(({ meaning }) => pattern.test(meaning)))).toEqual([]);
  });

  it.each(here)('$meaning', async (entry) => {
    const name = nameOf(entry) ?? '';
    const reply = await faults[name]?.();
    const { code, message } = entry.body.error;
    expect(reply?.status).toBe(otherStatus[name] ?? entry.status);
    if (!message.startsWith('(')) {
      const said = shape(reply?.error?.message ?? '');
      expect(message.includes(' / ') ? said : said.slice(0, shape(message).length)).toBe(
        message.includes(' / ') ? 'Entity Name was not specified in FetchXml String.' : shape(message),
      );
    }
    if (code !== null && !(sameFault.has(code) && sameFault.has(reply?.error?.code ?? '-'))) {
      expect([code, '0x80048d19', '0x80040217']).toContain(reply?.error?.code);
    }
  });
});
