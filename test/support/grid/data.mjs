// Real-looking rows that any number of which can be told one by one: a value follows from its row and column alone.
// Values come from pools, so that a million rows fit as objects, too.

const companies = [
  'Contoso',
  'Fabrikam',
  'Northwind',
  'Adventure',
  'Litware',
  'Tailspin',
  'Wingtip',
  'Proseware',
];
const people = [
  'Anna',
  'Boris',
  'Clara',
  'David',
  'Elif',
  'Frank',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Zoë',
  'Łukasz',
];
const cities = [
  'Redmond',
  'Seattle',
  'Berlin',
  'Köln',
  'Paris',
  'Madrid',
  'Oslo',
  'Warszawa',
  'القاهرة',
  '東京',
];
const states = ['Active', 'Inactive', 'On hold', 'Draft'];

/** A pseudo-random 32-bit number of two others. */
function hash(a, b) {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

const pool = (size, make) => Array.from({ length: size }, (_, i) => make(i));
const hex = (n, digits) => n.toString(16).padStart(8, '0').slice(0, digits);
const guid = (i) =>
  `${hex(hash(i, 1), 8)}-${hex(hash(i, 2), 4)}-4${hex(hash(i, 3), 3)}-a${hex(hash(i, 4), 3)}-${hex(hash(i, 5), 8)}${hex(hash(i, 6), 4)}`;

/** Kinds of columns in turn; `null` in a pool is a null value. */
const kinds = [
  ['name', 'text', pool(5000, (i) => `${companies[i % 8]} ${people[hash(i, 7) % 12]} ${i}`)],
  ['guid', 'guid', pool(5000, guid)],
  ['int', 'number', pool(20_000, (i) => hash(i, 8) % 1_000_000)],
  ['dec', 'money', pool(20_000, (i) => (hash(i, 9) % 100_000_000) / 100)],
  [
    'date',
    'date',
    pool(20_000, (i) =>
      new Date(1.5e12 + (hash(i, 10) % 260_000_000) * 1000).toISOString().replace('.000', ''),
    ),
  ],
  ['bool', 'boolean', [true, false, false]],
  ['opt', 'choice', [0, 1, 2, 3], (value) => states[value]],
  ['city', 'text', cities],
  ['note', 'text', pool(1000, (i) => (i < 700 ? null : `note ${i}`))],
  ['person', 'lookup', pool(144, guid), (_, i) => `${people[i % 12]} ${people[Math.floor(i / 12)]}`],
];

/** Columns by number: `name_0`, `guid_1`, … */
export function makeColumns(count) {
  return Array.from({ length: count }, (_, i) => {
    const [name, kind, values, label] = kinds[i % kinds.length];
    return { name: `${name}_${i}`, kind, values, labels: label && values.map((value, j) => label(value, j)) };
  });
}

/** Index into the column's pool. */
export function valueIndex(row, column, { values }) {
  return hash(row, column) % values.length;
}

/** One row as an object, as grids of others take it: what is shown is what is stored. */
export function makeRow(row, columns) {
  const object = { id: row };
  columns.forEach((column, i) => {
    const index = valueIndex(row, i, column);
    object[column.name] = column.labels ? column.labels[index] : column.values[index];
  });
  return object;
}

const annotation = '@OData.Community.Display.V1.FormattedValue';

/** The same rows as the body of a page, with the annotations that Dataverse sends. */
export function makePage(first, rows, columns) {
  const value = Array.from({ length: rows }, (_, r) => {
    const object = { '@odata.etag': `W/"${1_000_000 + r}"` };
    columns.forEach((column, i) => {
      const index = valueIndex(first + r, i, column);
      const stored = column.values[index];
      const isLookup = column.kind === 'lookup';
      const name = isLookup ? `_${column.name}_value` : column.name;
      if (column.labels) object[`${name}${annotation}`] = column.labels[index];
      else if (typeof stored === 'number') object[`${name}${annotation}`] = stored.toLocaleString('en-US');
      if (isLookup) {
        object[`${name}@Microsoft.Dynamics.CRM.lookuplogicalname`] = 'systemuser';
        object[`${name}@Microsoft.Dynamics.CRM.associatednavigationproperty`] = column.name;
      }
      object[name] = stored;
    });
    return object;
  });
  return JSON.stringify({ '@odata.context': 'https://contoso.test/api/data/v9.2/$metadata#accounts', value });
}
