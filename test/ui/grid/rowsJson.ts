/** Deterministic rows in the shape that Dataverse sends with all annotations. */

const names = [
  'Nordhavn Shipping A/S',
  'Kestrel Airframe Components',
  'São Bento Alimentos S.A.',
  'Müller & Söhne Maschinenbau GmbH',
  'Brightwater Utilities plc',
  'Halvorsen Offshore AS',
  'Castellane Assurances',
  'Tanaka Precision Optics',
  "O'Rourke Timber Ltd",
  'Łódź Textile Works',
  'شركة النور للتجارة',
  '東京精密工業株式会社',
  'Zürich Re 🏔️ Holding',
];
const industries = [
  [30, 'Transportation'],
  [12, 'Durable manufacturing'],
  [17, 'Food and tobacco processing'],
  [31, 'Utility creation and distribution'],
  [24, 'Petrochemical extraction and distribution'],
  [20, 'Insurance'],
] as const;
const owners = [
  ['systemuser', 'Luc Fournier'],
  ['systemuser', 'Ana Duarte'],
  ['team', 'EMEA accounts'],
  ['systemuser', 'Jonas Weidemann'],
] as const;
const formatted = '@OData.Community.Display.V1.FormattedValue';
const crm = '@Microsoft.Dynamics.CRM.';
const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' });

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('An empty list has nothing to pick.');
  return item;
}

function id(index: number): string {
  return `${index.toString(16).padStart(8, '0')}-3c41-ed11-9db0-000d3a4a1b2c`;
}

/** One row of 30 columns; which of them are null, empty or missing depends on the index. */
function row(index: number): Record<string, unknown> {
  const [industry, label] = pick(industries, index * 7);
  const [table, owner] = pick(owners, index * 3);
  const revenue = ((index * 7919) % 184_300) * 1000 + 0.5;
  const fields: Record<string, unknown> = {
    '@odata.etag': `W/"${1_000_000 + index}"`,
    name: `${pick(names, index)}${index < names.length ? '' : ` ${index}`}`,
    [`industrycode${formatted}`]: label,
    industrycode: industry,
    [`revenue${formatted}`]: money.format(revenue),
    revenue,
    [`opendeals${formatted}`]: (index % 2000).toLocaleString('en-US'),
    opendeals: index % 9 === 5 ? null : index % 2000,
    [`_ownerid_value${formatted}`]: owner,
    [`_ownerid_value${crm}lookuplogicalname`]: table,
    [`_ownerid_value${crm}associatednavigationproperty`]: 'ownerid',
    _ownerid_value: id(index % 4),
    [`modifiedon${formatted}`]: '11/20/2026 2:32 PM',
    modifiedon: `2026-11-${String((index % 28) + 1).padStart(2, '0')}T14:32:08Z`,
    [`donotemail${formatted}`]: index % 3 === 0 ? 'Do Not Allow' : 'Allow',
    donotemail: index % 3 === 0,
    description: index % 5 === 0 ? '' : index % 5 === 1 ? null : `Line one\nline two of ${index}`,
    primarycontactid: index % 6 === 0 ? null : { fullname: `Contact ${index}`, contactid: id(index) },
    contact_customer_accounts: Array.from({ length: index % 4 }, (_, i) => ({ fullname: `Child ${i}` })),
    accountid: id(index),
  };
  for (let i = 1; i <= 18; i++) fields[`new_text${i}`] = `Value ${i} of ${(index * i) % 977}`;
  if (index >= 6000) fields['new_late'] = 'late';
  return fields;
}

/** The body of one page. */
export function pageBody(first: number, rows: number, total: number | undefined, next: boolean): Uint8Array {
  const body = {
    '@odata.context': 'https://contoso.test/api/data/v9.2/$metadata#accounts',
    ...(total === undefined ? {} : { '@odata.count': total }),
    value: Array.from({ length: rows }, (_, i) => row(first + i)),
    ...(next ? { '@odata.nextLink': `https://contoso.test/api/data/v9.2/accounts?$skiptoken=${first}` } : {}),
  };
  return new TextEncoder().encode(JSON.stringify(body));
}
