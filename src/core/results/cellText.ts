import type { Cell } from './model';

/** How a cell reads when it is copied or spoken: empty for null and absent, JSON as it is. */
export function cellText(cell: Cell, formatted: boolean): string {
  if (cell.state !== 'value') return '';
  return formatted ? (cell.formatted ?? cell.raw) : cell.raw;
}

/** Members of an object that a summary names before it stops. */
const namedMembers = 3;
/** JSON above this size, in UTF-16 code units, is not looked into. */
const longestParsed = 20_000;

/** A nested object or array in a few words: `Ingrid Solheim, ingrid@…`, `3 items`. Never throws. */
export function summarizeJson(json: string): string {
  if (json.length > longestParsed) return `${json.startsWith('[') ? '[…]' : '{…}'} more than 20 KB`;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return json;
  }
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  if (typeof value !== 'object' || value === null) return json;
  const members = Object.entries(value).filter(([key]) => !key.includes('@'));
  const shown = members.slice(0, namedMembers).map(([key, member]) => `${key}: ${short(member)}`);
  return members.length === 0
    ? '{ }'
    : `${shown.join(', ')}${members.length > namedMembers ? `, … ${members.length - namedMembers} more` : ''}`;
}

function short(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}';
  return String(value);
}

/** Bytes in the unit that reads best: `814 B`, `214 KB`, `14.9 MB`. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 99.5 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
