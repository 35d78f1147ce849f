import { appendFileSync } from 'node:fs';

/** One figure that `npm run bench` shows, and writes with --json. */
export interface Measurement {
  readonly name: string;
  readonly value: number;
  /** `ms`, `µs`, `MB`, `KB`, `%`, `×`, … */
  readonly unit: string;
  /** `≤ 40` or `≥ 100`, in the same unit. */
  readonly goal?: `≤ ${number}` | `≥ ${number}`;
  /** Measured in the same run, in the same unit. */
  readonly peer?: { readonly name: string; readonly value: number };
}

/** Hands a figure to `npm run bench`; prints it where a measurement runs by itself. */
export function record(measurement: Measurement): void {
  const line = JSON.stringify({ ...measurement, ...met(measurement) });
  const file = process.env['BENCH_RECORDS'];
  if (file === undefined) console.log(line);
  else appendFileSync(file, `${line}\n`);
}

function met({ value, goal }: Measurement): { met?: boolean } {
  if (goal === undefined) return {};
  const limit = Number(goal.slice(2));
  return { met: goal.startsWith('≤') ? value <= limit : value >= limit };
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
