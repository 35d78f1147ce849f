// Answers of $apply: rows without keys and etags, and without the columns that are empty.
import * as errors from '../errors';
import { formatted, group, jsonValue } from '../format/values';
import { formattedValue } from '../prefer';
import { largestAggregate } from '../query/apply';
import type { ApplyPlan } from '../query/apply';
import type { Row } from '../db/store';
import type { Table } from '../schema/model';
import { applied } from './collection';
import type { Exchange } from './exchange';
import { baseCurrency, formatFor } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';

export function readAggregate(exchange: Exchange, table: Table, plan: ApplyPlan): Answer {
  const size = Number(exchange.store.get(plan.size.text, plan.size.values)?.['n'] ?? 0);
  if (size > largestAggregate) throw errors.aggregateLimit();
  const symbol = formatFor(exchange, true).symbolOf(baseCurrency(exchange));
  const rows = exchange.store.all(plan.query.text, plan.query.values);
  const body = {
    '@odata.context': `${exchange.root}$metadata#${table.setName}`,
    value: rows.map((row) => entityOf(exchange, plan, row, symbol)),
  };
  return json(body, applied(exchange));
}

function entityOf(exchange: Exchange, plan: ApplyPlan, row: Row, symbol: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  plan.columns.forEach(({ name, column }, index) => {
    const of = row[`c${index}`] ?? null;
    if (of === null) return;
    const text = column === undefined ? group(Number(of), 0) : formatted(column, of, symbol);
    if (text !== undefined && exchange.preferences.wants(formattedValue)) {
      result[`${name}@${formattedValue}`] = text;
    }
    result[name] = column === undefined ? of : jsonValue(column, of);
  });
  return result;
}
