// The paging cookie in $skiptoken: the page's number and the ordered values of the last row, in Dataverse's encoding.
import type { SqlValue } from 'node:sqlite';
import { fold } from '../db/fold';
import type { Row } from '../db/store';
import * as errors from '../errors';
import type { Column } from '../schema/model';
import type { Order, Plan } from './plan';
import { orderSql } from './read';
import { join, name, raw, sql, value } from './sql';
import type { Sql } from './sql';

/** Beyond every table: what is larger is no number of a page. */
export const largestPageNumber = 1_000_000_000;

export interface Cookie {
  readonly pageNumber: number;
  /** By logical name; null for an empty column. */
  readonly last: ReadonlyMap<string, string | null>;
}

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const unescapeXml = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');

/** .NET's spelling: lower-case hexadecimal, and more characters encoded than JavaScript does. */
const encodeLower = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, (sequence) => sequence.toLowerCase());

/** The orders that a cookie can carry: with one behind a lookup, Dataverse pages by number alone. */
function cookieColumns(plan: Plan): Column[] | undefined {
  const columns = plan.orders.map((order) => order.column);
  const own = columns.filter((column) => column !== undefined);
  return own.length === columns.length ? [...own, plan.table.key] : undefined;
}

/** Value of `$skiptoken`, encoded for a URL. */
export function writeCookie(plan: Plan, nextPage: number, first: Row, last: Row): string {
  const inner = innerCookie(cookieColumns(plan) ?? [plan.table.key], nextPage, first, last);
  return outerCookie(nextPage, inner).replace(
    /[<> "%]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The cookie as `@Microsoft.Dynamics.CRM.fetchxmlpagingcookie` tells it: not encoded for a URL, but within. */
export const fetchCookie = (columns: readonly Column[], nextPage: number, first: Row, last: Row): string =>
  outerCookie(nextPage, encodeLower(innerCookie(columns, nextPage, first, last)));

function innerCookie(columns: readonly Column[], nextPage: number, first: Row, last: Row): string {
  const elements = columns.map((column) => {
    const end = attribute('last', column, last[column.sql] ?? null);
    return `<${column.logicalName} ${end} ${attribute('first', column, first[column.sql] ?? null)} />`;
  });
  return `<cookie page="${nextPage - 1}">${elements.join('')}</cookie>`;
}

const outerCookie = (nextPage: number, inner: string): string =>
  `<cookie pagenumber="${nextPage}" pagingcookie="${encodeLower(inner)}" istracking="False" />`;

function attribute(which: string, column: Column, of: SqlValue): string {
  if (of === null) return `${which}null="1"`;
  const text = column.edmType === 'Edm.Guid' ? `{${String(of).toUpperCase()}}` : String(of);
  return `${which}="${escapeXml(text)}"`;
}

/** Reads a decoded `$skiptoken`. */
export function readCookie(token: string): Cookie {
  const outer = /^<cookie pagenumber="(\d+)" pagingcookie="([^"]*)"[^>]*\/>$/.exec(token.trim());
  const pageNumber = Number(outer?.[1]);
  if (outer === null || !(pageNumber >= 1) || pageNumber > largestPageNumber) throw errors.malformedCookie();
  const last = new Map<string, string | null>();
  for (const [, column, attributes] of decodeInner(outer[2] ?? '').matchAll(
    /<(\w+) ((?:last|first)[^>]*)\/>/g,
  )) {
    const found = /\blast="([^"]*)"/.exec(attributes ?? '');
    last.set(column ?? '', found === null ? null : unescapeXml(found[1] ?? ''));
  }
  return { pageNumber, last };
}

function decodeInner(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw errors.malformedCookie();
  }
}

/** The rows after the cookie's last one; undefined where only the page's number tells. */
export function afterCookie(plan: Plan, cookie: Cookie): Sql | undefined {
  const columns = cookieColumns(plan);
  if (columns === undefined || !columns.every((column) => cookie.last.has(column.logicalName))) {
    return undefined;
  }
  const key: Order = {
    sql: raw(`${plan.alias}.${name(plan.table.key.sql)}`),
    descending: false,
    column: plan.table.key,
  };
  const steps = [...plan.orders, key].map((order) => {
    const text = cookie.last.get(order.column?.logicalName ?? '') ?? null;
    return {
      order,
      of: comparable(order.column, text),
      expression: order === key ? key.sql : orderSql(order),
    };
  });
  const alternatives = steps.map((step, index) => {
    const equal = steps.slice(0, index).map(({ expression, of }) => sql`${expression} IS ${value(of)}`);
    return join([...equal, beyond(step.expression, step.order.descending, step.of)], ' AND ');
  });
  return join(
    alternatives.map((alternative) => sql`(${alternative})`),
    ' OR ',
  );
}

/** Empty columns come first upwards and last downwards. */
function beyond(expression: Sql, descending: boolean, of: SqlValue): Sql {
  if (of === null) return descending ? raw('0') : sql`${expression} IS NOT NULL`;
  return descending
    ? sql`(${expression} < ${value(of)} OR ${expression} IS NULL)`
    : sql`${expression} > ${value(of)}`;
}

function comparable(column: Column | undefined, text: string | null): SqlValue {
  if (column === undefined || text === null) return null;
  if (column.edmType === 'Edm.Guid') return text.replace(/[{}]/g, '').toLowerCase();
  if (column.edmType === 'Edm.String') return fold(text);
  return column.kind === 'datetime' || column.kind === 'date' ? text : Number(text);
}
