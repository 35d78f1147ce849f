// What an answer must show, read off the text of its request: columns, annotations, expanded rows, counts.
import { schema } from '../../../../sandbox/webapi/schema';
import type { Table } from '../../../../sandbox/webapi/schema/model';
import type { JsonObject, Reply } from './host';

const formatted = '@OData.Community.Display.V1.FormattedValue';
const crm = '@Microsoft.Dynamics.CRM.';

/** What is not as it should be in a published request's answer; empty where all is. */
export function faultsOf(target: string, reply: Reply): string[] {
  if (reply.status === 204) return [];
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  if (path.endsWith('/$count')) {
    return /^\ufeff\d+$/.test(reply.text) ? [] : ['no count behind a byte order mark'];
  }
  if (path.endsWith('/$value')) return [];
  const body = reply.json;
  const faults = typeof body['@odata.context'] === 'string' ? [] : ['no context'];
  const rows = Array.isArray(body.value) ? (body.value as JsonObject[]) : [body];
  if (path.endsWith('/$ref')) {
    return rows.every((row) => typeof row['@odata.id'] === 'string') ? faults : [...faults, 'no @odata.id'];
  }
  const counted = /(^|&)\$count=true/.test(query);
  if (counted && typeof body['@odata.count'] !== 'number') faults.push('no @odata.count');
  const top = /(^|&)\$top=(\d+)/.exec(query)?.[2];
  if (top !== undefined && rows.length > Number(top)) faults.push('more rows than $top');
  const table = tableOf(path);
  if (table === undefined || /(^|&)(savedQuery|userQuery)=/.test(query)) return faults;
  const apply = /(^|&)\$apply=(.*?)(&|$)/.exec(query)?.[2];
  if (apply !== undefined) return [...faults, ...applyFaults(apply, rows)];
  return [...faults, ...rows.flatMap((row) => rowFaults(table, optionsOf(query, '&'), row))];
}

/** The table whose rows a path leads to; undefined for a column, a function, a definition. */
function tableOf(path: string): Table | undefined {
  const [first = '', ...rest] = path.split('/').filter((segment) => segment !== '');
  let table = schema.sets.get(first.replace(/\(.*/s, ''));
  for (const segment of rest) {
    const navigation = table?.navigations.get(segment);
    table = navigation === undefined ? undefined : schema.tables.get(navigation.target);
  }
  return table;
}

/** Options by name, split where no parenthesis or quote is open. */
function optionsOf(text: string, separator: '&' | ';'): Map<string, string> {
  return new Map(
    splitAt(text, separator).map((option) => {
      const [name = '', ...value] = option.split('=');
      return [decodeURIComponent(name).trim(), decodeURIComponent(value.join('='))];
    }),
  );
}

function splitAt(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quoted = false;
  for (const char of text) {
    if (char === "'") quoted = !quoted;
    if (!quoted && char === '(') depth += 1;
    if (!quoted && char === ')') depth -= 1;
    if (char === separator && depth === 0 && !quoted) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part.trim() !== '');
}

function rowFaults(table: Table, options: ReadonlyMap<string, string>, row: JsonObject): string[] {
  const faults: string[] = [];
  const selected = splitAt(options.get('$select') ?? '', ',').map((name) => name.trim());
  for (const name of selected) if (!(name in row) && !(`_${name}_value` in row)) faults.push(`no ${name}`);
  const expands = splitAt(options.get('$expand') ?? '', ',');
  const expanded = new Map(expands.map((item) => [/^\w+/.exec(item.trim())?.[0] ?? '', item.trim()]));
  for (const [name, item] of expanded) faults.push(...expandFaults(table, name, item, row));
  if (selected.length > 0) faults.push(...strangers(table, selected, expanded, row));
  return [...faults, ...annotationFaults(table, row)];
}

/** Columns that nobody asked for: beside the key, only what Dataverse adds itself. */
function strangers(
  table: Table,
  selected: readonly string[],
  expanded: ReadonlyMap<string, string>,
  row: JsonObject,
): string[] {
  const added = new Set([table.primaryKey, table.edmKey, '_transactioncurrencyid_value']);
  const shown = Object.keys(row).filter(
    (name) => !name.includes('@') && !expanded.has(name) && !added.has(name),
  );
  const lookups = new Set([...expanded.keys()].map((name) => table.navigations.get(name)));
  return shown
    .filter((name) => !selected.includes(name) && !selected.includes(name.replace(/^_(.*)_value$/, '$1')))
    .filter((name) => ![...lookups].some((one) => one?.kind === 'single' && one.column.property === name))
    .map((name) => `${name} was not asked for`);
}

function expandFaults(table: Table, name: string, item: string, row: JsonObject): string[] {
  const navigation = table.navigations.get(name);
  const far = schema.tables.get(navigation?.target ?? '');
  if (!(name in row) || far === undefined) return [`no ${name}`];
  const inner = row[name];
  if (item.includes('/$ref')) return inner === null || hasId(inner) ? [] : [`no @odata.id in ${name}`];
  const options = optionsOf(/^\w+\((.*)\)$/s.exec(item)?.[1] ?? '', ';');
  const rows = Array.isArray(inner) ? (inner as JsonObject[]) : inner === null ? [] : [inner as JsonObject];
  const back = navigation?.kind === 'collection' ? [navigation.column.property] : [];
  const selected = options.get('$select');
  const nested =
    selected === undefined ? options : new Map([...options, ['$select', [selected, ...back].join()]]);
  return rows.flatMap((each) => rowFaults(far, nested, each)).map((fault) => `${name}: ${fault}`);
}

const hasId = (inner: unknown): boolean =>
  typeof inner === 'object' && inner !== null && '@odata.id' in inner;

const annotatedKinds = new Set([
  'choice',
  'boolean',
  'multichoice',
  'money',
  'datetime',
  'date',
  'decimal',
  'double',
  'integer',
]);

function annotationFaults(table: Table, row: JsonObject): string[] {
  return [...table.columns.values()].flatMap((column) => {
    const { property, kind } = column;
    if (row[property] === undefined || row[property] === null) return [];
    const wanted =
      kind === 'lookup'
        ? [`${crm}lookuplogicalname`, `${crm}associatednavigationproperty`]
        : annotatedKinds.has(kind)
          ? [formatted]
          : [];
    return wanted.filter((each) => !(`${property}${each}` in row)).map((each) => `no ${property}${each}`);
  });
}

/** Keys and aliases; a key that is empty everywhere is left out everywhere. */
function applyFaults(apply: string, rows: readonly JsonObject[]): string[] {
  const aliases = [...apply.matchAll(/ as (\w+)/g)].map(([, alias = '']) => alias);
  const keys = /groupby\(\(([^)]*)\)/.exec(apply)?.[1]?.split(',') ?? [];
  const names = keys.map((key) => key.trim().replace(/^.*\//, ''));
  const shown = new Set(rows.flatMap((row) => Object.keys(row)));
  const missing = [...aliases, ...names].filter(
    (name) => ![...shown].some((one) => one === name || one.endsWith(`_${name}`)),
  );
  return missing.map((name) => `no ${name}`);
}
