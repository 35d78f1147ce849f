/**
 * A date of other forms (`2026-1-5`, `2026/01/05`, `05.01.2026`, `1/31/2026`) in that of ISO 8601; undefined where day
 * and month cannot be told apart.
 */
export function isoDate(value: string): string | undefined {
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(value);
  if (!parts) return undefined;
  const [, first = '', separator = '', second = '', third = ''] = parts;
  if (first.length === 4) return joined(first, second, third);
  if (third.length !== 4) return undefined;
  if (separator === '.' || Number(first) > 12) return joined(third, second, first);
  return Number(second) > 12 ? joined(third, first, second) : undefined;
}

function joined(year: string, month: string, day: string): string | undefined {
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > last) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** With a zone where there is a time: Edm.DateTimeOffset has to have one. */
export function withZone(value: string): string {
  return /T[\d:.]+$/i.test(value) ? `${value}Z` : value;
}
