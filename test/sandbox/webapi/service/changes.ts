// Change tracking: `Prefer: odata.track-changes` gives a delta link, `$deltatoken` what has changed since.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { contextOf } from '../format/context';
import { entity } from '../format/entity';
import { planQuery } from '../query/plan';
import { countRows } from '../query/read';
import { name, raw, sql, value } from '../query/sql';
import type { Sql } from '../query/sql';
import type { Table } from '../schema/model';
import { applied, countText, pageOf } from './collection';
import type { Exchange } from './exchange';
import { formatFor } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';
import type { Collection } from './target';

/** Whether the request asks about changes, and from where on; undefined where it does not. */
export interface Tracking {
  /** Rows of this version and below are known to the client; 0 at the start. */
  readonly since: number;
}

const refusedKinds: readonly string[] = ['filter', 'orderby', 'expand', 'top'];
const tokenLife = 90 * 86_400_000;

export function trackingOf(exchange: Exchange, url: ODataUrl): Tracking | undefined {
  const token = url.options.find((option) => option.kind === 'deltatoken');
  if (token === undefined && !exchange.preferences.trackChanges) return undefined;
  const refused = url.options.find((option) => refusedKinds.includes(option.kind));
  if (refused !== undefined) throw errors.refusedInTracking(refused.name.name);
  return { since: token === undefined ? 0 : versionOf(exchange, token.value?.text ?? '') };
}

/** `919042!08/22/2017 08:10:44`. After 90 days, everything is told again. */
function versionOf(exchange: Exchange, token: string): number {
  const parts = /^(\d+)!(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/.exec(token);
  if (parts === null) throw errors.malformedDeltaToken();
  const [, version, month, day, year, time] = parts;
  const taken = Date.parse(`${year}-${month}-${day}T${time}Z`);
  return exchange.query.now - taken > tokenLife ? 0 : Number(version);
}

export function readChanges(
  exchange: Exchange,
  url: ODataUrl,
  collection: Collection,
  tracking: Tracking,
): Answer {
  const plan = planQuery(exchange.query, url, collection.table);
  const conditions = [...collection.restrict(plan.alias), ...newer(plan.alias, tracking)];
  const { rows, next } = pageOf(exchange, url, plan, conditions);
  const format = formatFor(exchange, true);
  const gone = next === undefined ? deleted(exchange, collection.table, tracking) : [];
  const link =
    next === undefined
      ? { '@odata.deltaLink': deltaLink(exchange, collection.table) }
      : { '@odata.nextLink': next };
  const body = {
    '@odata.context': `${exchange.root}$metadata#${contextOf(plan, collection.via)}/$delta`,
    ...link,
    value: [...rows.map((row) => entity(format, plan, row)), ...gone],
  };
  return json(body, applied(exchange));
}

export function countChanges(
  exchange: Exchange,
  url: ODataUrl,
  collection: Collection,
  tracking: Tracking,
): Answer {
  const plan = planQuery(exchange.query, url, collection.table);
  const changed = countRows(exchange.store, plan, [
    ...collection.restrict(plan.alias),
    ...newer(plan.alias, tracking),
  ]);
  return countText(changed + deleted(exchange, collection.table, tracking).length);
}

const newer = (alias: string, { since }: Tracking): Sql[] =>
  since === 0 ? [] : [sql`${raw(`${alias}.versionnumber`)} > ${value(since)}`];

/** Rows that went since; at the start nobody needs to know. */
function deleted(exchange: Exchange, table: Table, { since }: Tracking): object[] {
  if (since === 0) return [];
  return exchange.store.deletedSince(table.logicalName, since).map((id) => ({
    '@odata.context': `${exchange.root}$metadata#${table.setName}/$deletedEntity`,
    id,
    reason: 'deleted',
  }));
}

function deltaLink(exchange: Exchange, table: Table): string {
  const [path = '', query = ''] = exchange.target.split('?', 2);
  const kept = query
    .split('&')
    .filter((option) => option !== '' && !/^(\$|%24)(skiptoken|deltatoken)=/i.test(option));
  return `${exchange.root}${path}?${[...kept, `$deltatoken=${token(exchange, table)}`].join('&')}`;
}

/** .NET's date and time of the invariant culture, encoded in lower-case hexadecimal as it does. */
function token(exchange: Exchange, table: Table): string {
  const row = exchange.store.get(`SELECT MAX(versionnumber) AS version FROM ${name(table.logicalName)}`);
  const version = Math.max(Number(row?.['version'] ?? 0), exchange.store.lastDeleted(table.logicalName));
  const [year, month, day] = new Date(exchange.query.now).toISOString().slice(0, 10).split('-');
  const time = new Date(exchange.query.now).toISOString().slice(11, 19);
  return `${version}%21${month}%2f${day}%2f${year}%20${time.replace(/:/g, '%3a')}`;
}
