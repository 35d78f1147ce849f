// Reading many: an entity set or a collection behind a record, page by page.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import { contextOf } from '../format/context';
import { entity, idOf } from '../format/entity';
import { largestPage } from '../prefer';
import { afterCookie, readCookie, writeCookie } from '../query/cookie';
import type { Plan } from '../query/plan';
import { planQuery } from '../query/plan';
import { countRows, readPage } from '../query/read';
import type { Page, ReadRow } from '../query/read';
import type { Sql } from '../query/sql';
import type { Exchange } from './exchange';
import { formatFor } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';
import type { Collection } from './target';

const totalAnnotation = '@Microsoft.Dynamics.CRM.totalrecordcount';

export function readCollection(
  exchange: Exchange,
  url: ODataUrl,
  { table, restrict, via }: Collection,
): Answer {
  const plan = planQuery(exchange.query, url, table);
  const conditions = restrict(plan.alias);
  const { rows, next } = pageOf(exchange, url, plan, conditions);
  const body: Record<string, unknown> = {
    '@odata.context': `${exchange.root}$metadata#${contextOf(plan, via)}`,
  };
  addCount(exchange, body, plan, conditions);
  const format = formatFor(exchange, true);
  body['value'] = rows.map((row) => entity(format, plan, row));
  if (next !== undefined) body['@odata.nextLink'] = next;
  return json(body, applied(exchange));
}

export function readRefs(exchange: Exchange, url: ODataUrl, { table, restrict }: Collection): Answer {
  const plan = planQuery(exchange.query, url, table);
  const { rows, next } = pageOf(exchange, url, { ...plan, select: [] }, restrict(plan.alias));
  return json({
    '@odata.context': `${exchange.root}$metadata#Collection($ref)`,
    value: rows.map(({ row }) => ({ '@odata.id': idOf(exchange.root, table, row) })),
    ...(next === undefined ? {} : { '@odata.nextLink': next }),
  });
}

/** `/$count`: text behind a byte order mark, and never more than 5,000. */
export function readCount(exchange: Exchange, url: ODataUrl, { table, restrict }: Collection): Answer {
  const plan = planQuery(exchange.query, url, table);
  return countText(countRows(exchange.store, plan, restrict(plan.alias)));
}

export const countText = (total: number): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: `\ufeff${Math.min(total, largestPage)}`,
});

export function pageOf(
  exchange: Exchange,
  url: ODataUrl,
  plan: Plan,
  conditions: readonly Sql[],
): { rows: ReadRow[]; next: string | undefined } {
  const token = url.options.find((option) => option.kind === 'skiptoken')?.value?.text;
  const cookie = token === undefined ? undefined : readCookie(token);
  const { maxPageSize } = exchange.preferences;
  // With a page size asked for, Dataverse ignores $top.
  const top = maxPageSize === undefined ? plan.top : undefined;
  const size = Math.min(top ?? maxPageSize ?? largestPage, largestPage);
  const after = cookie === undefined ? undefined : afterCookie(plan, cookie);
  const page: Page = {
    conditions: after === undefined ? conditions : [...conditions, after],
    limit: top === undefined ? size + 1 : size,
    offset: cookie === undefined || after !== undefined ? 0 : (cookie.pageNumber - 1) * size,
  };
  const rows = readPage(exchange, plan, page);
  if (top !== undefined || rows.length <= size) return { rows, next: undefined };
  const shown = rows.slice(0, size);
  return { rows: shown, next: nextLink(exchange, plan, shown, (cookie?.pageNumber ?? 1) + 1) };
}

function nextLink(
  exchange: Exchange,
  plan: Plan,
  rows: readonly ReadRow[],
  page: number,
): string | undefined {
  const first = rows[0]?.row;
  const last = rows[rows.length - 1]?.row;
  if (first === undefined || last === undefined) return undefined;
  return linkWithToken(exchange, writeCookie(plan, page, first, last));
}

/** The request's own URL with another `$skiptoken`. */
export function linkWithToken(exchange: Exchange, token: string): string {
  const [path = '', query = ''] = exchange.target.split('?', 2);
  const kept = query.split('&').filter((option) => option !== '' && !/^(\$|%24)skiptoken=/i.test(option));
  return `${exchange.root}${path}?${[...kept, `$skiptoken=${token}`].join('&')}`;
}

function addCount(
  exchange: Exchange,
  body: Record<string, unknown>,
  plan: Plan,
  conditions: readonly Sql[],
): void {
  const annotated = exchange.preferences.wants(totalAnnotation.slice(1));
  const total = plan.count ? countRows(exchange.store, plan, conditions) : -1;
  if (plan.count) body['@odata.count'] = Math.min(total, largestPage);
  if (annotated) body[totalAnnotation] = Math.min(total, largestPage);
  if (annotated || total > largestPage) body[`${totalAnnotation}limitexceeded`] = total > largestPage;
  if (annotated) body['@Microsoft.Dynamics.CRM.globalmetadataversion'] = exchange.metadataVersion;
}

export function applied(exchange: Exchange): Record<string, string> {
  const value = exchange.preferences.applied(['tracking', 'page', 'annotations']);
  return value === undefined ? {} : { 'preference-applied': value };
}
