// The definition of a token lifetime policy, and its limits:
// https://learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes
import { badRequest, type GraphError } from './errors';

const least = 10 * 60;
const most = 24 * 60 * 60;

/**
 * Seconds of `AccessTokenLifetime`.
 * @throws GraphError where the definition is none, or the lifetime is not between 10 minutes and 1 day
 */
export function readDefinition(definition: readonly string[]): number {
  const [only, ...more] = definition;
  if (only === undefined || more.length > 0) throw invalid();
  const policy = member(parse(only), 'TokenLifetimePolicy');
  if (member(policy, 'Version') !== 1) throw invalid();
  const lifetime = member(policy, 'AccessTokenLifetime');
  const seconds = typeof lifetime === 'string' ? secondsOf(lifetime) : undefined;
  if (seconds === undefined || seconds < least || seconds > most) throw invalid();
  return seconds;
}

/** A TimeSpan: `hh:mm:ss`, `d.hh:mm:ss`. */
function secondsOf(text: string): number | undefined {
  const found = /^(?:(\d+)\.)?(\d{1,2}):([0-5]\d):([0-5]\d)$/.exec(text);
  if (found === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  // "24:00:00" is no TimeSpan of a day: .NET reads hours up to 23.
  if (Number(hours) > 23) return undefined;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}

const invalid = (): GraphError => badRequest('Property definition has an invalid value.');
