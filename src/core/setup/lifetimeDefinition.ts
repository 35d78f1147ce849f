import { isJsonObject, stringOf } from '../dataverse/json';

/** Limits of an access token's lifetime, in seconds (learn.microsoft.com/entra/identity-platform/configurable-token-lifetimes). */
export const shortestLifetime = 600;
export const longestLifetime = 86_400;

/** The one line of a token lifetime policy. `seconds`: whole. */
export function definitionOf(seconds: number): string {
  return JSON.stringify({ TokenLifetimePolicy: { Version: 1, AccessTokenLifetime: timeSpan(seconds) } });
}

/** Seconds of a policy's definition; `undefined` where it sets no access token lifetime, or cannot be read. */
export function lifetimeIn(definition: unknown): number | undefined {
  const line: unknown = Array.isArray(definition) ? definition[0] : undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(stringOf(line) ?? '');
  } catch {
    return undefined;
  }
  const policy = isJsonObject(parsed) ? parsed['TokenLifetimePolicy'] : undefined;
  const text = isJsonObject(policy) ? stringOf(policy['AccessTokenLifetime']) : undefined;
  const found = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text ?? '');
  if (found === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}

/** `hh:mm:ss`, or `d.hh:mm:ss` from a day on: .NET reads hours up to 23. */
function timeSpan(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const rest = seconds % 86_400;
  const time = `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}`;
  return days > 0 ? `${days}.${time}` : time;
}

/** `90 minutes`, `8 hours`, `1 day`. */
export function lifetimeWords(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] = units.find(([one]) => seconds % one === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What everybody should know before setting one. */
export const lifetimeFacts: readonly string[] = [
  'You most likely do not need this: Dataverse Workbench renews the token by itself before it ends.',
  'A policy reaches all environments of the tenant, for everybody. There is none for one environment.',
  'An access token lives 10 minutes to 1 day. Without a policy it is a random time between 60 and 90 minutes.',
  'It needs the licence Microsoft Entra ID P1.',
  'It takes effect with the next token that is issued, which may be hours from now.',
  'A longer life means that somebody who was locked out stays in for longer.',
];
