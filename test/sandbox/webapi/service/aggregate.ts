// Answers of $apply: rows without keys and etags, and without the columns that are empty.
import type { Row } from '../db/store';
import * as errors from '../errors';
import { writeValue } from '../format/entity';
import type { Format } from '../format/entity';
import { group } from '../format/values';
import { formattedValue } from '../prefer';
import { largestAggregate } from '../query/apply';
import type { ApplyPlan } from '../query/apply';
import type { Table } from '../schema/model';
import { applied } from './collection';
import type { Exchange } from './exchange';
import { baseCurrency, formatFor } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';

export function readAggregate(exchange: Exchange, table: Table, plan: ApplyPlan): Answer {
  const size = Number(exchange.store.get(plan.size.text, plan.size.values)?.['n'] ?? 0);
  if (size > largestAggregate) throw errors.aggregateLimit();
  const format = formatFor(exchange, true);
  const currency = baseCurrency(exchange);
  const rows = exchange.store.all(plan.query.text, plan.query.values);
  const body = {
    '@odata.context': `${exchange.root}$metadata#${table.setName}`,
    value: rows.map((row) => entityOf(format, plan, { ...row, currency })),
  };
  return json(body, applied(exchange));
}

function entityOf(format: Format, plan: ApplyPlan, row: Row): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  plan.columns.forEach(({ name: property, column }, index) => {
    const of = row[`c${index}`] ?? null;
    if (of === null) return;
    if (column !== undefined) {
      const [type, label] = [row[`t${index}`] ?? null, row[`n${index}`] ?? null];
      writeValue(format, result, { property, column, of, type, label, currency: row['currency'] ?? null });
      return;
    }
    if (format.preferences.wants(formattedValue)) {
      result[`${property}@${formattedValue}`] = group(Number(of), 0);
    }
    result[property] = of;
  });
  return result;
}
