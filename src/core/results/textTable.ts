import type { TextTable } from './model';

/** String.fromCharCode takes its units as arguments, and too many overflow the stack. */
const unitsAtOnce = 8192;

export function buildTextTable(texts: readonly string[]): TextTable {
  const ends = new Uint32Array(texts.length);
  let length = 0;
  for (let i = 0; i < texts.length; i++) {
    length += texts[i]?.length ?? 0;
    ends[i] = length;
  }
  const units = new Uint16Array(length);
  let at = 0;
  let all = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      all |= unit;
      units[at++] = unit;
    }
  }
  return { ends, units: all > 0xff ? units : Uint8Array.from(units) };
}

/** Text `index`, whole or no more than its first `limit` units. */
export function textAt(table: TextTable, index: number, limit = Number.MAX_SAFE_INTEGER): string {
  const start = index === 0 ? 0 : (table.ends[index - 1] ?? 0);
  return textBetween(table.units, start, Math.min(table.ends[index] ?? start, start + limit));
}

export function textBetween(units: TextTable['units'], start: number, end: number): string {
  if (end - start <= unitsAtOnce) return fromUnits(units.subarray(start, end));
  const parts: string[] = [];
  for (let at = start; at < end; at += unitsAtOnce) {
    parts.push(fromUnits(units.subarray(at, Math.min(end, at + unitsAtOnce))));
  }
  return parts.join('');
}

/** As a list of arguments the units are taken as they stand; spread, they are iterated, which takes five times as long. */
function fromUnits(units: TextTable['units']): string {
  const text: unknown = Reflect.apply(String.fromCharCode, undefined, units);
  return typeof text === 'string' ? text : '';
}
