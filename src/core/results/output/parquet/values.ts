import { cellText } from '../../cellText';
import type { Cell } from '../../model';
import { hasHalfCharacter, type Losses } from '../losses';
import { instantOf, type ParquetType } from './columnTypes';

const millisecondsOfDay = 86_400_000;

/** A value of a column; points in time are milliseconds since 1970, days are days since then. */
export type ParquetValue = string | number | bigint | boolean | null;

export function parquetValue(
  cell: Cell,
  type: ParquetType,
  {
    column,
    formatted,
    losses,
  }: { readonly column: string; readonly formatted: boolean; readonly losses: Losses },
): ParquetValue {
  if (cell.state !== 'value') return null;
  const { raw } = cell;
  if (type === 'integer') return BigInt(raw);
  if (type === 'double') return Number(raw);
  if (type === 'boolean') return raw === 'true';
  if (type === 'day') return instantOf(raw) / millisecondsOfDay;
  if (type === 'instant') return BigInt(instantOf(raw));
  const text = cellText(cell, formatted);
  if (hasHalfCharacter(text)) losses.add('half-character', column);
  return text;
}
