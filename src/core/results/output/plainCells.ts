import { entryTypes, firstEntry, type TextTable } from '../model';
import { isEmptyAt } from '../store/packedValues';
import type { PackedColumn } from '../store/segment';
import type { ByteSink, PlainRule } from './sink';

/** What stands before and after a value. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/**
 * How cells whose values are their rows' own go out without becoming strings. Most of a file is made of them. What is
 * left out here, and every text that needs care, is for the {@link CellWriter} of the format.
 */
export interface PlainCells {
  /** Texts, GUIDs and formatted values. */
  readonly text?: Around & { readonly rule: PlainRule };
  /**
   * What becomes of a formatted value: it takes the place of the stored one, or that of a text alone, it stands beside
   * it, which is not for here, or nothing.
   */
  readonly formatted: 'instead' | 'instead-of-text' | 'beside' | 'none';
  readonly number?: Around;
  readonly instant?: Around & { readonly write: (sink: ByteSink, milliseconds: number) => boolean };
}

/** Writes the value at a place of a column; changes nothing and says false where it takes more than copying. */
export function writePlain(sink: ByteSink, column: PackedColumn, place: number, cells: PlainCells): boolean {
  const { raw, formatted } = column;
  const typed = raw.kind === 'number' || raw.kind === 'instant';
  // Numbers that no double holds digit for digit stand among the texts.
  const asText = !typed && typeAt(column, place) === 'text';
  const own = formatted !== undefined && !isEmptyAt(formatted, place);
  if (own && cells.formatted === 'beside') return false;
  const instead = cells.formatted === 'instead' || (cells.formatted === 'instead-of-text' && asText);
  const shown = own && instead ? formatted : undefined;
  const around = shown === undefined && typed ? cells[raw.kind] : cells.text;
  if (around === undefined) return false;
  const { size } = sink;
  sink.add(around.before);
  if (shown === undefined ? writeStored(sink, column, place, cells) : writeText(sink, shown, place, cells)) {
    sink.add(around.after);
    return true;
  }
  sink.rewind(size);
  return false;
}

function writeStored(sink: ByteSink, column: PackedColumn, place: number, cells: PlainCells): boolean {
  const { raw } = column;
  if (raw.kind === 'text') {
    return typeAt(column, place) === 'text' && writeText(sink, raw.table, place, cells);
  }
  if (raw.kind === 'instant') return cells.instant?.write(sink, raw.values[place] ?? Number.NaN) ?? false;
  if (raw.kind === 'number') sink.add(String(raw.values[place]));
  else writeGuid(sink, raw.bytes, 16 * place);
  return true;
}

function writeText(sink: ByteSink, table: TextTable, place: number, { text }: PlainCells): boolean {
  return text !== undefined && sink.addPlain(table, place, text.rule);
}

function typeAt({ states, type }: PackedColumn, place: number): (typeof entryTypes)[number] | undefined {
  return entryTypes[states === undefined ? type : (states[place] ?? 0) - firstEntry];
}

const hyphen = 0x2d;

function writeGuid(sink: ByteSink, bytes: Uint8Array, start: number): void {
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) sink.addByte(hyphen);
    const byte = bytes[start + i] ?? 0;
    sink.addByte(hexDigit(byte >> 4));
    sink.addByte(hexDigit(byte & 15));
  }
}

function hexDigit(value: number): number {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

/** An ASCII table in which the given characters, and control characters, need care. */
export function plainExcept(characters: string): Uint8Array {
  const table = new Uint8Array(128).fill(1, 0x20);
  for (const character of characters) table[character.charCodeAt(0)] = 0;
  return table;
}

/** The first and the last day that are written with four digits of the year. */
const firstInstant = Date.UTC(1000, 0, 1);
const lastInstant = Date.UTC(10_000, 0, 1) - 1;
const millisecondsOfDay = 86_400_000;

/** `2026-11-21T10:40:00Z`, as Dataverse writes whole seconds. */
export function writeInstant(sink: ByteSink, milliseconds: number): boolean {
  if (!(milliseconds >= firstInstant && milliseconds <= lastInstant)) return false;
  const days = Math.floor(milliseconds / millisecondsOfDay);
  const seconds = Math.floor((milliseconds - days * millisecondsOfDay) / 1000);
  sink.add(dayText(days));
  addPair(sink, 0x54, Math.floor(seconds / 3600));
  addPair(sink, 0x3a, Math.floor(seconds / 60) % 60);
  addPair(sink, 0x3a, seconds % 60);
  sink.addByte(0x5a);
  return true;
}

function addPair(sink: ByteSink, before: number, value: number): void {
  sink.addByte(before);
  sink.addByte(0x30 + Math.floor(value / 10));
  sink.addByte(0x30 + (value % 10));
}

/** Texts of days, which come again and again; as many as a hundred years have. */
const dayTexts = new Map<number, string>();
const mostDayTexts = 36_525;

function dayText(days: number): string {
  const known = dayTexts.get(days);
  if (known !== undefined) return known;
  if (dayTexts.size >= mostDayTexts) dayTexts.clear();
  const text = new Date(days * millisecondsOfDay).toISOString().slice(0, 10);
  dayTexts.set(days, text);
  return text;
}
