import type { FileProblem, FileProblemCode, QueryFile, Range, ResolveContext } from './model';
import { MappedTextBuilder, type MappedText } from './sourceMap';

// A value made of values made of values … grows without bound; no URL or body of use is longer.
const longestText = 16_000_000;
const deepest = 50;

/** `strict`: every `{{` is a variable. `lenient`: only what looks like one, since a body may hold any text. */
type Mode = 'strict' | 'lenient';

/** Why a variable has no value. */
interface Failure {
  readonly code: FileProblemCode;
  readonly message: string;
  readonly remedy: string;
}

/** What stands for a variable that has no value, between the text before and the text after it. */
export type StandIn = (before: string, after: string) => string;

/** Puts values in the place of `{{name}}`. One for each request: a variable with `{{$guid}}` keeps its value in it. */
export class Substitution {
  readonly problems: FileProblem[] = [];
  readonly #values: ReadonlyMap<string, string>;
  readonly #context: ResolveContext;
  readonly #standIn: StandIn | undefined;
  readonly #resolved = new Map<string, string>();

  /** Without `standIn` nothing stands for a variable that has no value. */
  constructor(file: Pick<QueryFile, 'variables'>, context: ResolveContext, standIn?: StandIn) {
    this.#values = new Map(file.variables.map(({ name, value }) => [name.name, value]));
    this.#context = context;
    this.#standIn = standIn;
  }

  apply(mapped: MappedText, mode: Mode): MappedText {
    const { text } = mapped;
    const builder = new MappedTextBuilder();
    let at = 0;
    for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const name = (match[1] ?? '').trim();
      if (mode === 'lenient' && !/^\$?[\p{L}_][\p{L}\p{N}_.$-]*(?:\s|$)/u.test(name)) continue;
      const end = match.index + match[0].length;
      const place = mapped.rangeToDocument(match.index, end);
      const value = this.#valueOf(name, []);
      mapped.addTo(builder, at, match.index);
      if (typeof value === 'string') builder.addFor(value, place.start, place.end);
      else {
        this.#report(place, value);
        builder.addFor(this.#standIn?.(builder.text, text.slice(end)) ?? '', place.start, place.end);
      }
      at = end;
      if (builder.text.length > longestText) {
        this.#report(place, tooLong);
        break;
      }
    }
    mapped.addTo(builder, at, text.length);
    if (mode === 'strict') this.#checkUnclosed(mapped);
    return builder.build();
  }

  #valueOf(name: string, users: readonly string[]): string | Failure {
    if (name.startsWith('$')) return this.#dynamic(name);
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const raw = this.#values.get(name);
    if (raw === undefined) return undefinedVariable(name, this.#values.keys());
    if (users.includes(name) || users.length >= deepest) return cyclic([...users, name]);
    const value = this.#expand(raw, [...users, name]);
    if (typeof value === 'string') this.#resolved.set(name, value);
    return value;
  }

  #expand(raw: string, users: readonly string[]): string | Failure {
    let out = '';
    let at = 0;
    for (const match of raw.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const value = this.#valueOf((match[1] ?? '').trim(), users);
      if (typeof value !== 'string') return value;
      out += raw.slice(at, match.index) + value;
      if (out.length > longestText) return tooLong;
      at = match.index + match[0].length;
    }
    return out + raw.slice(at);
  }

  #dynamic(name: string): string | Failure {
    if (name === '$guid') return this.#context.guid();
    const now = /^\$now(?:\s+([+-]?\d{1,9})\s*(ms|s|m|h|d|w|M|y))?$/.exec(name);
    const value = now && shift(this.#context.now(), Number(now[1] ?? 0), now[2] ?? 's');
    return value ?? unknownDynamic(name);
  }

  #checkUnclosed(mapped: MappedText): void {
    const open = mapped.text.lastIndexOf('{{');
    if (open < 0 || mapped.text.includes('}}', open)) return;
    this.#report(mapped.rangeToDocument(open, mapped.text.length), {
      code: 'unclosed-variable',
      message: 'The variable is not closed.',
      remedy: 'Write "}}" behind its name.',
    });
  }

  #report(range: Range, failure: Failure): void {
    this.problems.push({ start: range.start, end: range.end, ...failure });
  }
}

const millisecondsOf: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** ISO 8601 in UTC, in whole seconds; undefined for a time that no date can hold. Months and years as the calendar has them. */
function shift(now: number, amount: number, unit: string): string | undefined {
  const date = new Date(now);
  const length = millisecondsOf[unit];
  if (length !== undefined) date.setTime(now + amount * length);
  else if (unit === 'M') date.setUTCMonth(date.getUTCMonth() + amount);
  else date.setUTCFullYear(date.getUTCFullYear() + amount);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

const tooLong: Failure = {
  code: 'value-too-long',
  message: 'The variables grow to more than 16 million characters here.',
  remedy: 'Let them hold each other less often.',
};

function undefinedVariable(name: string, known: Iterable<string>): Failure {
  const shown = name.slice(0, 60);
  if (name === '') {
    return {
      code: 'undefined-variable',
      message: 'This variable has no name.',
      remedy: 'Write it between the braces: {{name}}.',
    };
  }
  if (/\.(?:response|request)\./.test(name)) {
    const message = `"${shown}" is a result of another request, which cannot be used here.`;
    return {
      code: 'undefined-variable',
      message,
      remedy: 'Run that request, and put the value in a variable: @name = value.',
    };
  }
  const lower = name.toLowerCase();
  const near = [...known].find((other) => other.toLowerCase() === lower);
  const remedy = near ? `Did you mean {{${near}}}?` : `Define it on a line of its own: @${shown} = value.`;
  return { code: 'undefined-variable', message: `There is no variable "${shown}" in this file.`, remedy };
}

function unknownDynamic(name: string): Failure {
  const message = `"${name.slice(0, 60)}" is not known.`;
  const remedy = 'Use {{$guid}}, or {{$now}} with or without an offset such as {{$now -7 d}}.';
  return { code: 'undefined-variable', message, remedy };
}

function cyclic(names: readonly string[]): Failure {
  const message = `These variables need each other: ${names.slice(-6).join(' → ')}.`;
  return { code: 'cyclic-variable', message, remedy: 'Give one of them a value of its own.' };
}
