// Published requests put to the sandbox: their ids belong to organisations long gone, and are replaced by rows that are here.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schema } from '../../../../sandbox/webapi/schema';
import type { WebApiHost } from './host';

const data = path.join(process.cwd(), '..', 'shared', 'data');

/** Suites that need the published data skip, and say so, where the folder is absent. */
export const publishedAbsent = !existsSync(data);

export function published(file: string): unknown {
  return publishedAbsent ? [] : JSON.parse(readFileSync(path.join(data, file), 'utf8'));
}

const guid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** The target with ids, alternate keys and views of rows that exist, so that it asks the same question here. */
export async function localised(host: WebApiHost, target: string): Promise<string> {
  const views = await withView(host, await withMetadataIds(host, target));
  return withReference(host, await withKey(host, views));
}

/** `set(id)…`: a row with something behind what the request reads on. */
async function withKey(host: WebApiHost, target: string): Promise<string> {
  const match = new RegExp(`^(\\w+)\\((?:${guid}|_?\\w+=[^)]*)\\)(?:/(\\w+))?`).exec(target);
  const table = schema.sets.get(match?.[1] ?? '');
  if (match === null || table === undefined) return target;
  const [whole, set = '', following = ''] = match;
  const inside = whole.slice(set.length + 1, whole.indexOf(')'));
  const alternate = [...inside.matchAll(/(\w+)=/g)].map(([, column = '']) => column);
  const wanted = [...alternate, ...wantedColumns(target, set, following)];
  const filter =
    wanted.length === 0 ? '' : `&$filter=${wanted.map((column) => condition(column)).join(' and ')}`;
  const rows = await host.rows(
    `${set}?$select=${[table.primaryKey, ...alternate].join(',')}&$top=1${filter}`,
  );
  const [row] = rows.length > 0 ? rows : await host.rows(`${set}?$select=${table.primaryKey}&$top=1`);
  if (row === undefined) return target;
  const key =
    alternate.length === 0
      ? String(row[table.primaryKey])
      : alternate.map((column) => `${column}=${literal(row[column])}`).join(',');
  return target.replace(`${set}(${inside})`, `${set}(${key})`);
}

const literal = (of: unknown): string =>
  new RegExp(`^${guid}$`).test(String(of))
    ? String(of)
    : `'${encodeURIComponent(String(of).replace(/'/g, "''"))}'`;

const condition = (name: string): string => (name.includes('/') ? name : `${name} ne null`);

/** What must not be empty for the answer to show anything: the property or relationship behind the key, the expands. */
function wantedColumns(target: string, set: string, following: string): string[] {
  const table = schema.sets.get(set);
  const expanded = [...target.matchAll(/(?:\$expand=|\),)(\w+)/g)].map(([, name = '']) => name);
  return [following, ...expanded].flatMap((name) => {
    if (table?.columns.has(name) === true) return [name];
    const navigation = table?.navigations.get(name);
    if (navigation === undefined) return [];
    return navigation.kind === 'single'
      ? [`${name}/${schema.tables.get(navigation.target)?.primaryKey ?? ''} ne null`]
      : [`${name}/any()`];
  });
}

/** `'@odata.id':'contacts(…)'` in a parameter. */
async function withReference(host: WebApiHost, target: string): Promise<string> {
  const match = new RegExp(`'@odata\\.id':'((\\w+)\\(${guid}\\))'`).exec(target);
  const table = schema.sets.get(match?.[2] ?? '');
  if (match === null || table === undefined) return target;
  const [row] = await host.rows(`${table.setName}?$select=${table.primaryKey}&$top=1`);
  return target.replace(match[1] ?? '', `${table.setName}(${String(row?.[table.primaryKey])})`);
}

async function withView(host: WebApiHost, target: string): Promise<string> {
  const match = new RegExp(`(savedQuery|userQuery)=(${guid})`).exec(target);
  if (match === null) return target;
  const [, option = '', id = ''] = match;
  const [set, key] =
    option === 'savedQuery' ? ['savedqueries', 'savedqueryid'] : ['userqueries', 'userqueryid'];
  const rows = await host.rows(`${set}?$select=returnedtypecode,fetchxml`);
  if (rows.some((row) => row[key] === id)) return target;
  const wanted = viewedTable(target);
  const row = rows.find(
    ({ returnedtypecode, fetchxml }) => returnedtypecode === wanted && !String(fetchxml).includes('{0}'),
  );
  return row === undefined ? target : target.replace(id, String(row[key]));
}

function viewedTable(target: string): string | undefined {
  const [, set = '', navigation] = /^(\w+)(?:\([^)]*\)\/(\w+))?/.exec(target) ?? [];
  const table = schema.sets.get(set);
  return navigation === undefined ? table?.logicalName : table?.navigations.get(navigation)?.target;
}

/** Definitions have ids of their own in every organisation. */
async function withMetadataIds(host: WebApiHost, target: string): Promise<string> {
  if (!target.startsWith('EntityDefinitions(')) return target;
  const idOf = async (definition: string): Promise<string> => {
    const reply = await host.send(`${definition}?$select=MetadataId`);
    return reply.status === 200 ? String(reply.json['MetadataId']) : '';
  };
  const account = await idOf("EntityDefinitions(LogicalName='account')");
  const attribute = await idOf(
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='accountcategorycode')",
  );
  return target
    .replace(new RegExp(`^EntityDefinitions\\(${guid}\\)`), `EntityDefinitions(${account})`)
    .replace(new RegExp(`/Attributes\\(${guid}\\)`), `/Attributes(${attribute})`);
}
