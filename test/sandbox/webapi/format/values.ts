// Values as Dataverse writes them: in JSON, and for people (formatted values, in English of the United States and UTC).
import type { SqlValue } from 'node:sqlite';
import type { Column } from '../schema/model';
import { never } from '../never';

/** JSON.rawJSON of Node 24, which the type library does not know yet: keeps the digits of a decimal. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

export function jsonValue(column: Column, of: SqlValue): unknown {
  if (of === null) return null;
  switch (column.kind) {
    case 'boolean':
      return of === 1;
    case 'managed':
      return { Value: of === 1, CanBeChanged: true, ManagedPropertyLogicalName: column.logicalName };
    case 'decimal':
    case 'money':
      return rawJSON(Number(of).toFixed(column.precision ?? 2));
    case 'double':
      return rawJSON(Number.isInteger(of) ? `${Number(of)}.0` : String(of));
    case 'bigint':
    case 'integer':
    case 'choice':
    case 'key':
    case 'guid':
    case 'lookup':
    case 'text':
    case 'memo':
    case 'datetime':
    case 'date':
    case 'multichoice':
    case 'entityname':
    case 'binary':
    case 'image':
    case 'file':
      return of;
    default:
      return never(column.kind);
  }
}

/** Kept by digits: making one costs a hundred times what using it does. */
const numberFormats = new Map<number, Intl.NumberFormat>();

export function group(of: number, digits: number): string {
  let format = numberFormats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numberFormats.set(digits, format);
  }
  return format.format(of);
}

/** Text for people, or undefined where Dataverse has none (text, keys). */
export function formatted(column: Column, of: SqlValue, currencySymbol: string): string | undefined {
  if (of === null) return undefined;
  switch (column.kind) {
    case 'boolean':
    case 'choice':
      return labelOf(column, Number(of));
    case 'multichoice':
      return String(of)
        .split(',')
        .map((value) => labelOf(column, Number(value)) ?? '')
        .join('; ');
    case 'money': {
      const amount = `${currencySymbol}${group(Math.abs(Number(of)), 2)}`;
      return Number(of) < 0 ? `(${amount})` : amount;
    }
    case 'decimal':
    case 'double':
      return group(Number(of), column.precision ?? 2);
    case 'integer':
    case 'bigint':
      return group(Number(of), 0);
    case 'datetime':
      return moment(String(of));
    case 'date':
      return day(String(of));
    case 'key':
    case 'guid':
    case 'lookup':
    case 'text':
    case 'memo':
    case 'entityname':
    case 'binary':
    case 'image':
    case 'file':
    case 'managed':
      return undefined;
    default:
      return never(column.kind);
  }
}

const labelOf = (column: Column, of: number): string | undefined =>
  column.choices?.find((choice) => choice.value === of)?.label;

function day(text: string): string {
  const [year, month, date] = text.slice(0, 10).split('-').map(Number);
  return `${month}/${date}/${year}`;
}

function moment(text: string): string {
  const hours = Number(text.slice(11, 13));
  return `${day(text)} ${hours % 12 === 0 ? 12 : hours % 12}:${text.slice(14, 16)} ${hours < 12 ? 'AM' : 'PM'}`;
}
