// `fetchXml`, `savedQuery` and `userQuery`: rows by FetchXML, which the URL or a view holds.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import type { Row } from '../db/store';
import * as errors from '../errors';
import { writeValue } from '../format/entity';
import type { Format } from '../format/entity';
import { group } from '../format/values';
import { formattedValue, largestPage } from '../prefer';
import { largestAggregate } from '../query/apply';
import { fetchCookie, readCookie } from '../query/cookie';
import { fetchCountSql, fetchSql, planFetch } from '../query/fetchxml/plan';
import type { FetchPlan, Output } from '../query/fetchxml/plan';
import { plainAttribute, readFetch } from '../query/fetchxml/tree';
import type { Fetch } from '../query/fetchxml/tree';
import { isGuid } from '../query/operand';
import { planQuery } from '../query/plan';
import type { Plan } from '../query/plan';
import { lookupName } from '../query/read';
import { tableOf } from '../query/scope';
import { name, raw, sql } from '../query/sql';
import type { Sql } from '../query/sql';
import type { Table } from '../schema/model';
import { currentRow } from '../write/rows';
import { applied, linkWithToken } from './collection';
import type { Exchange } from './exchange';
import { baseCurrency, formatFor } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';
import type { Collection } from './target';

const views: Readonly<Record<string, string>> = { savedQuery: 'savedquery', userQuery: 'userquery' };
const crm = '@Microsoft.Dynamics.CRM.';

/** The FetchXML that the request names or holds, if it does. */
export function fetchOf(exchange: Exchange, url: ODataUrl): Fetch | undefined {
  for (const { name: option, value } of url.options) {
    const text = value?.text ?? '';
    // Microsoft's own page shows it encoded twice, with an answer.
    if (option.name === 'fetchXml') return readFetch(/^%3c/i.test(text) ? decoded(text) : text);
    const view = views[option.name];
    if (view !== undefined) return readFetch(viewXml(exchange, tableOf(exchange.schema, view), text.trim()));
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw errors.invalidXml();
  }
}

function viewXml(exchange: Exchange, table: Table, id: string): string {
  if (!isGuid(id)) throw errors.badSyntax();
  exchange.access.require('Read', table);
  const row = currentRow(exchange, { table, id: id.replace(/[{}]/g, '').toLowerCase() });
  const text = row?.['fetchxml'];
  if (typeof text !== 'string') throw errors.recordMissing(table.logicalName, id);
  return text;
}

export function runFetch(exchange: Exchange, url: ODataUrl, fetch: Fetch, collection: Collection): Answer {
  const { table, restrict } = collection;
  const beside = planQuery(exchange.query, url, table);
  const plan = planFetch(exchange.query, table, narrowed(url, beside, fetch), {
    restrict: (alias) => [...restrict(alias), ...filtered(beside, alias)],
  });
  if (fetch.aggregate) refuseLarge(exchange, plan);
  const page = pageOf(exchange, url, plan);
  const format = formatFor(exchange, true);
  const body: Record<string, unknown> = { '@odata.context': `${exchange.root}$metadata#${contextOf(plan)}` };
  annotate(exchange, body, plan, page);
  body['value'] = page.rows.map((row) => entityOf(exchange, format, plan, row));
  if (page.more && fetch.count === undefined) {
    body['@odata.nextLink'] = linkWithToken(exchange, encodeURIComponent(cookieOf(plan, page)));
  }
  return json(body, applied(exchange));
}

/** `$select`, `$filter` and `$top` beside a view narrow it; other options would make another query of it. */
function narrowed(url: ODataUrl, beside: Plan, fetch: Fetch): Fetch {
  const refused = url.options.find(({ kind }) => kind === 'expand' || kind === 'orderby' || kind === 'apply');
  if (refused !== undefined) throw errors.unsupportedOption(refused.name.name);
  const attributes = beside.select?.map(({ logicalName }) => plainAttribute(logicalName));
  return {
    ...fetch,
    top: beside.top ?? fetch.top,
    entity: attributes === undefined ? fetch.entity : { ...fetch.entity, attributes, which: 'listed' },
  };
}

function filtered({ filter, alias: inner, table }: Plan, alias: string): Sql[] {
  if (filter === undefined) return [];
  const key = name(table.key.sql);
  return [
    sql`${alias}.${key} IN (SELECT ${inner}.${key} FROM ${name(table.logicalName)} ${inner} WHERE ${filter})`,
  ];
}

function refuseLarge(exchange: Exchange, plan: FetchPlan): void {
  const size = fetchCountSql(plan, largestAggregate + 1);
  const counted = Number(exchange.store.get(size.text, size.values)?.['n'] ?? 0);
  if (counted > largestAggregate) throw errors.aggregateLimit();
}

interface FetchPage {
  readonly number: number;
  readonly rows: readonly Row[];
  readonly more: boolean;
}

function pageOf(exchange: Exchange, url: ODataUrl, plan: FetchPlan): FetchPage {
  const { fetch } = plan;
  const token = url.options.find((option) => option.kind === 'skiptoken')?.value?.text;
  const number = token === undefined ? fetch.page : readCookie(token).pageNumber;
  const wanted = fetch.top ?? fetch.count ?? exchange.preferences.maxPageSize ?? largestPage;
  const size = Math.min(wanted, largestPage);
  const query = fetchSql(plan, extras(exchange, plan), size + 1, (number - 1) * size);
  const rows = exchange.store.all(query.text, query.values);
  const more = rows.length > size && fetch.top === undefined;
  return { number, rows: rows.slice(0, size), more };
}

/** What annotations, etags and the paging cookie need beside the columns shown. */
function extras(exchange: Exchange, { fetch, outputs, root, orderColumns, table }: FetchPlan): Sql[] {
  const list: Sql[] = [];
  outputs.forEach(({ column, source, key }, index) => {
    if (column === undefined || (fetch.aggregate && !key)) return;
    const at = String(index);
    if (column.typeSql !== undefined) list.push(raw(`${source.alias}.${name(column.typeSql)} AS t${at}`));
    if (column.kind === 'lookup') {
      list.push(sql`${lookupName(exchange.schema, column, source.alias)} AS n${at}`);
    }
    if (column.kind === 'money') list.push(raw(`${source.alias}.transactioncurrencyid AS m${at}`));
  });
  if (fetch.aggregate || fetch.distinct) return list;
  const own = new Set([table.key, ...orderColumns, table.byLogicalName.get('versionnumber')]);
  for (const column of own) {
    if (column !== undefined) list.push(raw(`${root.alias}.${name(column.sql)} AS "r$${column.sql}"`));
  }
  return list;
}

/** The root's own columns of a row, by their SQL names. */
const ownOf = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => key.startsWith('r$'))
      .map(([key, of]) => [key.slice(2), of]),
  );

function cookieOf(plan: FetchPlan, { number, rows }: FetchPage): string {
  const [first = {}, last = first] = [rows[0], rows[rows.length - 1]];
  return fetchCookie([...plan.orderColumns, plan.table.key], number + 1, ownOf(first), ownOf(last));
}

function annotate(exchange: Exchange, body: Record<string, unknown>, plan: FetchPlan, page: FetchPage): void {
  const { wants } = exchange.preferences;
  const counted = plan.fetch.returnTotalRecordCount ? countOf(exchange, plan) : -1;
  if (counted >= 0) body['@odata.count'] = Math.min(counted, largestPage);
  if (wants(`${crm.slice(1)}totalrecordcount`)) {
    body[`${crm}totalrecordcount`] = Math.min(counted, largestPage);
    body[`${crm}totalrecordcountlimitexceeded`] = counted > largestPage;
  }
  if (wants(`${crm.slice(1)}globalmetadataversion`)) {
    body[`${crm}globalmetadataversion`] = exchange.metadataVersion;
  }
  if (!page.more) return;
  if (wants(`${crm.slice(1)}fetchxmlpagingcookie`)) {
    body[`${crm}fetchxmlpagingcookie`] = cookieOf(plan, page);
  }
  if (wants(`${crm.slice(1)}morerecords`)) body[`${crm}morerecords`] = true;
}

function countOf(exchange: Exchange, plan: FetchPlan): number {
  const query = fetchCountSql(plan, largestPage + 1);
  return Number(exchange.store.get(query.text, query.values)?.['n'] ?? 0);
}

function contextOf({ table, outputs, root, fetch }: FetchPlan): string {
  if (fetch.aggregate) return table.setName;
  const own = outputs.filter(({ source }) => source === root).map(({ property }) => property);
  return `${table.setName}(${own.join(',')})`;
}

function entityOf(exchange: Exchange, format: Format, plan: FetchPlan, row: Row): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const version = row['r$versionnumber'];
  if (version !== undefined && version !== null) result['@odata.etag'] = `W/"${String(version)}"`;
  plan.outputs.forEach((output, index) => {
    writeOutput(exchange, format, result, { plan, output, row, index });
  });
  return result;
}

interface Cell {
  readonly plan: FetchPlan;
  readonly output: Output;
  readonly row: Row;
  readonly index: number;
}

/** Empty columns of joined tables and of aggregates are left out. */
function writeOutput(exchange: Exchange, format: Format, result: Record<string, unknown>, cell: Cell): void {
  const { plan, output, row, index } = cell;
  const { column, property, source } = output;
  const of = row[`c${index}`] ?? null;
  if (of === null && (plan.fetch.aggregate || source !== plan.root)) return;
  if (column === undefined) {
    if (format.preferences.wants(formattedValue)) {
      result[`${property}@${formattedValue}`] = output.key ? String(of) : group(Number(of), 0);
    }
    result[property] = of;
    return;
  }
  const currency = plan.fetch.aggregate && !output.key ? baseCurrency(exchange) : (row[`m${index}`] ?? null);
  const [type, label] = [row[`t${index}`] ?? null, row[`n${index}`] ?? null];
  writeValue(format, result, { property, column, of, type, label, currency });
}
