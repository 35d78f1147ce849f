import type { ResolveContext } from './model';

/** What a dynamic variable gives, or why it gives nothing. */
export type Dynamic =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'unknown'; readonly message: string; readonly remedy: string };

/**
 * The value of `{{$…}}`: our own `$guid` and `$now`, and those of REST Client that need nothing but the time and chance,
 * with its spelling, units and formats.
 */
export function dynamicValue(name: string, context: ResolveContext): Dynamic {
  const word = /^\$\w*/.exec(name)?.[0] ?? name;
  const argument = name.slice(word.length).trim();
  const value = valueOf(word, argument, context);
  if (value !== undefined) return { kind: 'value', value };
  const elsewhere = outside.get(word);
  if (elsewhere !== undefined) {
    const message = `"${word}" takes its value from ${elsewhere}, which a query file cannot read here.`;
    return { kind: 'unknown', message, remedy: 'Put the value in a variable: @name = value.' };
  }
  const usage = usages.get(word);
  if (usage !== undefined) {
    return {
      kind: 'unknown',
      message: `"${name.slice(0, 60)}" is not written as it has to be.`,
      remedy: usage,
    };
  }
  const message = `"${name.slice(0, 60)}" is not known.`;
  const remedy = 'Use {{$guid}}, or {{$now}} with or without an offset such as {{$now -7 d}}.';
  return { kind: 'unknown', message, remedy };
}

/** Where REST Client takes a value from that is not in the file. */
const outside: ReadonlyMap<string, string> = new Map([
  ['$processEnv', "the system's environment variables"],
  ['$dotenv', 'a .env file'],
  ['$aadToken', 'a sign-in of REST Client'],
  ['$aadV2Token', 'a sign-in of REST Client'],
  ['$oidcAccessToken', 'a sign-in of REST Client'],
  ['$shared', 'the settings of REST Client'],
]);

const usages: ReadonlyMap<string, string> = new Map([
  ['$guid', 'Write it alone: {{$guid}}.'],
  ['$now', 'Write an offset such as {{$now -7 d}}, in ms, s, m, h, d, w, M, Q or y.'],
  ['$timestamp', 'Write {{$timestamp}}, or an offset such as {{$timestamp -7 d}}.'],
  ['$datetime', "Name the format: {{$datetime iso8601}}, rfc1123 or a text such as 'YYYY-MM-DD'."],
  ['$localDatetime', "Name the format: {{$localDatetime iso8601}}, rfc1123 or a text such as 'YYYY-MM-DD'."],
  ['$randomInt', 'Give the smallest number, and the one that is not reached any more: {{$randomInt 1 100}}.'],
]);

function valueOf(word: string, argument: string, context: ResolveContext): string | undefined {
  if (word === '$guid' || word === '$uuid') return argument === '' ? context.guid() : undefined;
  if (word === '$randomInt') return randomInteger(argument, context.guid());
  if (word === '$now') return withoutMilliseconds(dateAt(argument, context.now())?.toISOString());
  if (word === '$timestamp') {
    const date = dateAt(argument, context.now());
    return date && String(Math.floor(date.getTime() / 1000));
  }
  if (word !== '$datetime' && word !== '$localDatetime') return undefined;
  const found = /^(rfc1123|iso8601|'[^']*'|"[^"]*")(?:\s+(.*))?$/.exec(argument);
  const date = found && dateAt(found[2] ?? '', context.now());
  if (!found || !date) return undefined;
  return formatted(date, found[1] ?? '', word === '$localDatetime');
}

/** A version 4 GUID ends in 48 random bits (RFC 9562): enough for any number that a query holds. */
function randomInteger(argument: string, guid: string): string | undefined {
  const [, from, to] = /^(-?\d{1,15})\s+(-?\d{1,15})$/.exec(argument) ?? [];
  if (from === undefined || to === undefined || Number(from) >= Number(to)) return undefined;
  const share = Number.parseInt(guid.slice(-12), 16) / 2 ** 48;
  return String(Number(from) + Math.floor(share * (Number(to) - Number(from))));
}

const millisecondsOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** An instant, shifted by `-7 d`; undefined for what is no offset or a time that no date can hold. */
function dateAt(offset: string, now: number): Date | undefined {
  const date = new Date(now);
  if (offset !== '') {
    const [, number, unit = ''] = /^([+-]?\d{1,9})\s*(ms|s|m|h|d|w|M|Q|y)$/.exec(offset) ?? [];
    if (number === undefined) return undefined;
    shift(date, Number(number), unit);
  }
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Months, quarters and years as the calendar has them; a day that the month lacks becomes its last one. */
function shift(date: Date, amount: number, unit: string): void {
  const length = millisecondsOf[unit];
  if (length !== undefined) {
    date.setTime(date.getTime() + amount * length);
    return;
  }
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + amount * (unit === 'M' ? 1 : unit === 'Q' ? 3 : 12));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
}

/** Dataverse's times are whole seconds. */
function withoutMilliseconds(text: string | undefined): string | undefined {
  return text?.replace(/\.\d+Z$/, 'Z');
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function formatted(instant: Date, format: string, local: boolean): string {
  const minutes = local ? -instant.getTimezoneOffset() : 0;
  // The clock of the place, read with the methods for UTC.
  const date = new Date(instant.getTime() + minutes * 60_000);
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  if (format === 'iso8601') return local ? date.toISOString().replace('Z', zone) : date.toISOString();
  if (format === 'rfc1123') {
    return local ? date.toUTCString().replace('GMT', zone.replace(':', '')) : date.toUTCString();
  }
  return format
    .slice(1, -1)
    .replace(tokens, (token) => (token.startsWith('[') ? token.slice(1, -1) : part(date, token, zone)));
}

// The tokens of Moment.js and Day.js, which REST Client's documentation points to.
const tokens = /\[[^\]]*\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|ZZ|Z/g;

function part(date: Date, token: string, zone: string): string {
  const hours = date.getUTCHours();
  const day = days[date.getUTCDay()] ?? '';
  const month = months[date.getUTCMonth()] ?? '';
  const numbers: Readonly<Record<string, number>> = {
    M: date.getUTCMonth() + 1,
    D: date.getUTCDate(),
    H: hours,
    h: hours % 12 || 12,
    m: date.getUTCMinutes(),
    s: date.getUTCSeconds(),
  };
  const number = numbers[token.charAt(0)];
  if (number !== undefined && token.length <= 2) return token.length === 2 ? two(number) : String(number);
  const words: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, '0'),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    dddd: day,
    ddd: day.slice(0, 3),
    SSS: String(date.getUTCMilliseconds()).padStart(3, '0'),
    A: hours < 12 ? 'AM' : 'PM',
    a: hours < 12 ? 'am' : 'pm',
    Z: zone,
    ZZ: zone.replace(':', ''),
  };
  return words[token] ?? token;
}

function two(number: number): string {
  return String(Math.floor(number)).padStart(2, '0');
}
