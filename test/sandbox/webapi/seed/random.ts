/** Small deterministic generator (mulberry32): the same seed gives the same organisation on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Whole number in [from, to]. */
  integer(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.next() * values.length)];
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  }

  /** The value, or null with the probability given: real columns are often empty. */
  maybe<T>(probability: number, value: () => T): T | null {
    return this.chance(probability) ? value() : null;
  }

  /** Skewed towards small values, as revenues are: from `low` to `high` over orders of magnitude. */
  skewed(low: number, high: number): number {
    return low * Math.exp(this.next() ** 1.6 * Math.log(high / low));
  }

  digits(count: number): string {
    let text = '';
    for (let index = 0; index < count; index += 1) text += String(this.integer(0, 9));
    return text;
  }
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

/** Row ids that grow, in the shape of SQL Server's sequential GUIDs that Dataverse hands out. */
export function* sequentialIds(random: Random, count: number): Generator<string, never> {
  const step = Math.floor(0xe0000000 / (count + 1));
  const month = hex(random.integer(0x1000, 0xefff), 4);
  const node = hex(random.integer(0x22481d0000, 0x22481dffff), 12);
  for (let index = 0; ; index += 1) {
    const position = 0x08000000 + index * step + random.integer(0, step - 1);
    yield `${hex(position >>> 0, 8)}-${month}-ee11-a81c-${node}`;
  }
}

const firstDay = Date.UTC(2022, 0, 3);
const lastDay = Date.UTC(2026, 9, 30);

export const isoSecond = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;
export const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** When a row was made and last changed. */
export function lifeOf(random: Random): { created: number; modified: number } {
  const created = firstDay + Math.floor(random.next() * (lastDay - firstDay));
  const modified = random.chance(0.3)
    ? created
    : created + Math.floor(random.next() ** 2 * (lastDay - created));
  return { created, modified };
}
