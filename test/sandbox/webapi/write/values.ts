// A value of a payload as the store keeps it, or the refusal of one that does not fit its column.
import type { SqlValue } from 'node:sqlite';
import * as errors from '../errors';
import { isGuid, storedTime } from '../query/operand';
import type { Column, ColumnKind, Table } from '../schema/model';
import { never } from '../never';

const isoTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

export function storedValue(table: Table, column: Column, given: unknown): SqlValue {
  if (given === null) return null;
  const wrong = (): errors.Refusal => errors.wrongValueType(table.setName, text(given), column.edmType);
  switch (column.kind) {
    case 'integer':
    case 'bigint':
    case 'choice':
      return wholeNumber(table, column, given, wrong);
    case 'decimal':
    case 'double':
    case 'money':
      if (typeof given !== 'number') throw wrong();
      return Number(given.toFixed(column.precision ?? 4));
    case 'boolean':
      if (typeof given !== 'boolean') throw wrong();
      return given ? 1 : 0;
    case 'multichoice':
      return severalChoices(table, column, given, wrong);
    case 'managed':
      return managedValue(given, wrong);
    case 'text':
    case 'memo':
    case 'datetime':
    case 'date':
    case 'entityname':
    case 'binary':
    case 'image':
    case 'key':
    case 'guid':
    case 'file':
    case 'lookup':
      if (typeof given !== 'string') throw wrong();
      return storedText(column, column.kind, given, wrong);
    default:
      return never(column.kind);
  }
}

type TextKind = Exclude<
  ColumnKind,
  'integer' | 'bigint' | 'choice' | 'decimal' | 'double' | 'money' | 'boolean' | 'multichoice' | 'managed'
>;

/** Values that JSON has as text: what they must look like, and how they are kept. */
function storedText(column: Column, kind: TextKind, given: string, wrong: () => errors.Refusal): string {
  switch (kind) {
    case 'text':
    case 'memo':
      if (column.maxLength === undefined || given.length <= column.maxLength) return given;
      throw errors.tooLong(column.logicalName, column.maxLength);
    case 'datetime':
      if (!isoTime.test(given) || Number.isNaN(Date.parse(given))) throw wrong();
      return storedTime(/[Z+]|-\d\d:/.test(given.slice(10)) || given.length === 10 ? given : `${given}Z`);
    case 'date':
      if (!/^\d{4}-\d\d-\d\d$/.test(given) || Number.isNaN(Date.parse(given))) throw wrong();
      return given;
    case 'entityname':
      return given;
    case 'binary':
    case 'image':
      if (!base64.test(given)) throw wrong();
      return given;
    case 'key':
    case 'guid':
    case 'file':
    case 'lookup':
      if (!isGuid(given)) throw wrong();
      return given.replace(/[{}]/g, '').toLowerCase();
    default:
      return never(kind);
  }
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function severalChoices(table: Table, column: Column, given: unknown, wrong: () => errors.Refusal): string {
  if (typeof given !== 'string' || !/^-?\d+(,-?\d+)*$/.test(given)) throw wrong();
  const values = [...new Set(given.split(',').map(Number))].sort((one, other) => one - other);
  for (const value of values) {
    if (column.choices?.some((choice) => choice.value === value) === true) continue;
    throw errors.outOfRange(column.logicalName, table.logicalName, value);
  }
  return values.join(',');
}

function managedValue(given: unknown, wrong: () => errors.Refusal): number {
  const value = typeof given === 'object' && given !== null && 'Value' in given ? given.Value : undefined;
  if (typeof value !== 'boolean') throw wrong();
  return value ? 1 : 0;
}

const text = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given));

function wholeNumber(table: Table, column: Column, given: unknown, wrong: () => errors.Refusal): number {
  // "1" is taken for a number, as the OData reader of Dataverse does with IEEE754 payloads.
  const number = typeof given === 'string' && /^-?\d+$/.test(given) ? Number(given) : given;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw wrong();
  if (column.kind !== 'choice') return number;
  if (column.choices?.some((choice) => choice.value === number) === true) return number;
  throw errors.outOfRange(column.logicalName, table.logicalName, number);
}
