// One request on its way through the service: what every part needs to know of it.
import type { SqlValue } from 'node:sqlite';
import type { AuthenticatedRequest, DirectoryApplication } from '../../server/types';
import type { Store } from '../db/store';
import type { Format } from '../format/entity';
import type { Preferences } from '../prefer';
import type { Caller, QueryContext } from '../query/scope';
import type { Access } from '../security/access';
import { writeCookie } from '../query/cookie';
import type { Schema } from '../schema/model';

export interface Exchange {
  readonly request: AuthenticatedRequest;
  readonly store: Store;
  readonly schema: Schema;
  readonly preferences: Preferences;
  readonly caller: Caller;
  readonly access: Access;
  readonly query: QueryContext;
  /** `https://host/api/data/v9.2/` */
  readonly root: string;
  /** Path and query behind the root, exactly as sent. */
  readonly target: string;
  readonly metadataVersion: string;
  nextVersion(): number;
  /** An application of the tenant, by its id. */
  findApplication(applicationId: string): DirectoryApplication | undefined;
}

export function formatFor(exchange: Exchange, list: boolean): Format {
  const symbols = new Map(
    exchange.store
      .all('SELECT transactioncurrencyid, currencysymbol FROM transactioncurrency')
      .map((row) => [row['transactioncurrencyid'], String(row['currencysymbol'])]),
  );
  return {
    root: exchange.root,
    preferences: exchange.preferences,
    list,
    symbolOf: (currency) => (typeof currency === 'string' ? (symbols.get(currency) ?? '') : '$'),
    nestedLink: (parent, id, { expand, rows }) => {
      const options = nestedOptions(expand.plan.selected, expand.navigation.name, exchange.target);
      const first = rows[0]?.row ?? {};
      const last = rows[rows.length - 1]?.row ?? {};
      const token = `$skiptoken=${writeCookie(expand.plan, 2, first, last)}`;
      return `${exchange.root}${parent.setName}(${id})/${expand.navigation.name}?${[...options, token].join('&')}`;
    },
  };
}

/** Sums are shown in the organisation's own currency. */
export const baseCurrency = (exchange: Exchange): SqlValue =>
  exchange.store.get('SELECT basecurrencyid FROM organization')?.['basecurrencyid'] ?? null;

/** The options that stood behind the navigation property in `$expand`, as options of its own URL. */
function nestedOptions(selected: readonly string[], navigation: string, target: string): string[] {
  const written = target.indexOf(`${navigation}(`);
  if (written < 0) return selected.length === 0 ? [] : [`$select=${selected.join(',')}`];
  const start = written + navigation.length + 1;
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = start;
  for (let at = start; at < target.length; at += 1) {
    const char = target[at];
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '(') depth += 1;
    if ((char === ';' && depth === 0) || (char === ')' && depth === 0)) {
      parts.push(target.slice(from, at));
      from = at + 1;
    }
    if (char === ')' && depth === 0) break;
    if (char === ')') depth -= 1;
  }
  return parts.filter((part) => part.trim() !== '');
}
