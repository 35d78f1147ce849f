import type { TextTable } from '../model';
import { textAt } from '../textTable';
import type { PackedColumn, PackedValues, SegmentColumn } from './segment';

/** 0 (not sent), 1 (null), or more: the cell holds a value. */
export function stateAt(column: SegmentColumn | undefined, index: number): number {
  if (column === undefined) return 0;
  if (column.encoding === 'coded') return column.codes[index] ?? 0;
  return column.states === undefined ? column.type + 2 : (column.states[index] ?? 0);
}

/** Stored text of a row that holds a value, whole or its first `limit` units. */
export function packedText(values: PackedValues, index: number, limit?: number): string {
  if (values.kind === 'text') return textAt(values.table, index, limit);
  if (values.kind === 'guid') return guidText(values.bytes, index);
  const value = values.values[index] ?? 0;
  return values.kind === 'number' ? String(value) : instantText(value);
}

/** Formatted value of a row, `undefined` where it has none of its own. */
export function packedFormatted(column: PackedColumn, index: number, limit?: number): string | undefined {
  const table = column.formatted;
  if (table === undefined || isEmptyAt(table, index)) return undefined;
  return textAt(table, index, limit);
}

export function isEmptyAt({ ends }: TextTable, index: number): boolean {
  return ends[index] === (index === 0 ? 0 : ends[index - 1]);
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function guidText(bytes: Uint8Array, index: number): string {
  let text = '';
  for (let i = 0, at = 16 * index; i < 16; i++, at++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += hexPairs[bytes[at] ?? 0];
  }
  return text;
}

const secondsADay = 86_400;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
/** Days since 1970 as text, those that were needed lately. */
const days = new Map<number, string>();
const keptDays = 4096;

/** As Dataverse writes it: whole seconds, `2026-11-21T10:40:00Z`. */
function instantText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const day = Math.floor(seconds / secondsADay);
  const rest = seconds - day * secondsADay;
  const [hours, minutes] = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60];
  return `${dayText(day)}T${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[rest % 60]}Z`;
}

function dayText(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const iso = new Date(day * secondsADay * 1000).toISOString();
  const text = iso.slice(0, iso.indexOf('T'));
  if (days.size >= keptDays) days.clear();
  days.set(day, text);
  return text;
}
