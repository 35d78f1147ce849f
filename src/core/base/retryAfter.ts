import type { EpochMs } from './clock';

/**
 * `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), in milliseconds from now; `undefined` where it says nothing
 * usable. `headers` have lower-case names.
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: EpochMs): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  // More digits are more than eleven days: no server means that.
  if (/^\d{1,6}(?:\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const date = /^[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
