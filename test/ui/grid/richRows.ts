const formatted = '@OData.Community.Display.V1.FormattedValue';
const table = '@Microsoft.Dynamics.CRM.lookuplogicalname';
/** One pixel. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

export const hostile = [
  '<img src=x onerror="window.hit=1">',
  '<script>window.hit=1</script>',
  'javascript:window.hit=1',
  '\u001b]0;title\u0007\u001b[31mred',
  '\u202Edetrever',
  '=cmd|calc!A0',
];

export const longText = `${'Lorem ipsum dolor sit amet. '.repeat(8000)}<b>end</b>`;

/** The body of a page with one column of each kind, and with everything that may stand in a cell. */
export function richPage(rows: number): string {
  const value = Array.from({ length: rows }, (_, i) => ({
    name: ['Nordhavn Shipping A/S', 'شركة النور للتجارة', '東京精密工業', '', null, ...hostile][i % 11],
    [`industrycode${formatted}`]: 'Transportation',
    industrycode: 30,
    primarycontactid: {
      fullname: `Ingrid Solheim ${i}`,
      emailaddress1: i % 4 === 1 ? null : 'ingrid.solheim@nordhavn.test',
    },
    [`revenue${formatted}`]: `€${(184_300_000 - i).toLocaleString('en-US')}.00`,
    revenue: 184_300_000 - i,
    opendeals: i % 9 === 5 ? null : i,
    [`_ownerid_value${formatted}`]: i % 3 === 0 ? 'EMEA accounts' : 'Ana Duarte',
    [`_ownerid_value${table}`]: i % 3 === 0 ? 'team' : 'systemuser',
    _ownerid_value: '00000001-3c41-ed11-9db0-000d3a4a1b2c',
    donotemail: i % 2 === 0,
    modifiedon: '2026-11-18T09:42:00Z',
    description: i === 1 ? longText : i % 2 === 0 ? `Line one\nline two of ${i}` : 'short',
    entityimage: picture,
    accountid: `${String(i).padStart(8, '0')}-3c41-ed11-9db0-000d3a4a1b2c`,
    contact_customer_accounts: Array.from({ length: i === 2 ? 150 : i % 4 }, (_, k) => ({
      fullname: `Child ${k} of ${i}`,
      jobtitle: k === 0 ? null : 'Chief operating officer',
    })),
  }));
  return JSON.stringify({ '@odata.context': 'https://contoso.test/api/data/v9.2/$metadata#accounts', value });
}
