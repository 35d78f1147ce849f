import { sizeOf } from '../../core/results/cellText';
import type { StatusMessage } from '../../protocol/resultsMessages';

const numbers = new Intl.NumberFormat('en-US');

export function count(value: number): string {
  return numbers.format(value);
}

export function rowsWord(rows: number): string {
  return rows === 1 ? '1 row' : `${count(rows)} rows`;
}

/** Milliseconds as `618 ms`, `2.4 s`, `1:05 min`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/** `500 of 5,000+ rows`, `500 rows, more on the server`, `8 rows, complete`. */
export function rowsState(status: StatusMessage): string {
  const total = totalWord(status);
  if (total !== undefined && status.more) return `${count(status.rows)} of ${total} rows`;
  if (status.more) return `${rowsWord(status.rows)}, more on the server`;
  return status.phase === 'done' ? `${rowsWord(status.rows)}, complete` : rowsWord(status.rows);
}

/** `500 of 5,000+` or `500`, for the toolbar. */
export function rowsShort(status: StatusMessage): { readonly loaded: string; readonly rest: string } {
  const total = totalWord(status);
  return total !== undefined && status.more
    ? { loaded: count(status.rows), rest: ` of ${total} rows` }
    : { loaded: count(status.rows), rest: status.rows === 1 ? ' row' : status.more ? '+ rows' : ' rows' };
}

function totalWord(status: StatusMessage): string | undefined {
  return status.count === undefined
    ? undefined
    : `${count(status.count)}${status.countLimitExceeded ? '+' : ''}`;
}

export function sizeWord(status: StatusMessage): string {
  return sizeOf(status.bytes);
}

/** What is said of the value of a cell on the clipboard. `cutAt`: characters of the text of which it is the beginning. */
export function copiedWord(column: string, { cutAt }: { readonly cutAt?: number }): string {
  return cutAt === undefined
    ? `Copied ${column}.`
    : `Copied the beginning of ${column}, which has ${count(cutAt)} characters. Export the result to get all of them.`;
}
