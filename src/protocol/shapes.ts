/** Small runtime checks of which the validators are built. */
export type Check = (value: unknown) => boolean;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const string: Check = (value) => typeof value === 'string';
export const boolean: Check = (value) => typeof value === 'boolean';
/** A count, an index, a size: finite and not negative. */
export const amount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Any finite number: a bound of a filter, a point in time. */
export const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);

export function oneOf(...values: readonly string[]): Check {
  return (value) => typeof value === 'string' && values.includes(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((item) => check(item));
}

export function shape(members: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(members);
  return (value) => isObject(value) && entries.every(([name, check]) => check(value[name]));
}

/** One of several shapes, told apart by the string in `tag`. */
export function tagged(tag: string, variants: ReadonlyMap<string, Check>): Check {
  return (value) => {
    if (!isObject(value)) return false;
    const name = value[tag];
    return typeof name === 'string' && (variants.get(name)?.(value) ?? false);
  };
}
