import { dynamicValue } from './dynamic';
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

/** `name`, `$now -7 d`, `%name`, `login.response.body.$.value[0].id` */
const looksLikeVariable =
  /^(?:[$%]?[\p{L}_][\p{L}\p{N}_.$-]*(?:\s|$)|[\p{L}_][\p{L}\p{N}_-]*\.(?:response|request)\.)/u;

/** Where variables come from. */
type VariableSource = Pick<QueryFile, 'variables'> & Partial<Pick<QueryFile, 'prompts'>>;

/** What stands for a variable that has no value, between the text before and the text after it. */
export type StandIn = (before: string, after: string) => string;

/** Puts values in the place of `{{name}}`. One for each request: a variable with `{{$guid}}` keeps its value in it. */
export class Substitution {
  readonly problems: FileProblem[] = [];
  readonly #values: ReadonlyMap<string, string>;
  readonly #context: ResolveContext;
  readonly #standIn: StandIn | undefined;
  readonly #resolved = new Map<string, string>();
  readonly #prompts: ReadonlySet<string>;

  /** Without `standIn` nothing stands for a variable that has no value. */
  constructor(file: VariableSource, context: ResolveContext, standIn?: StandIn) {
    this.#values = new Map(file.variables.map(({ name, value }) => [name.name, value]));
    this.#prompts = new Set(file.prompts?.map(({ name }) => name));
    this.#context = context;
    this.#standIn = standIn;
  }

  apply(mapped: MappedText, mode: Mode): MappedText {
    const { text } = mapped;
    const builder = new MappedTextBuilder();
    let at = 0;
    for (const match of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const name = (match[1] ?? '').trim();
      if (mode === 'lenient' && !looksLikeVariable.test(name)) continue;
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
    if (name.startsWith('%')) return this.#encoded(name, users);
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const raw = this.#values.get(name);
    if (raw === undefined) return this.#undefined(name);
    if (users.includes(name)) return cyclic([...users, name]);
    if (users.length >= deepest) return tooDeep;
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
      out += unescaped(raw.slice(at, match.index)) + value;
      if (out.length > longestText) return tooLong;
      at = match.index + match[0].length;
    }
    return out + unescaped(raw.slice(at));
  }

  /** `{{%name}}`: REST Client's spelling for a value that is percent-encoded. */
  #encoded(name: string, users: readonly string[]): string | Failure {
    const value = this.#valueOf(name.slice(1).trim(), users);
    // Half a surrogate pair has no encoding.
    return typeof value === 'string' ? encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')) : value;
  }

  #dynamic(name: string): string | Failure {
    const found = dynamicValue(name, this.#context);
    return found.kind === 'value' ? found.value : { code: 'undefined-variable', ...found };
  }

  #undefined(name: string): Failure {
    const failure = this.#prompts.has(name) ? asked(name) : undefinedVariable(name, this.#values.keys());
    return { code: 'undefined-variable', ...failure };
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

const tooLong: Failure = {
  code: 'value-too-long',
  message: 'The variables grow to more than 16 million characters here.',
  remedy: 'Let them hold each other less often.',
};

const tooDeep: Failure = {
  code: 'cyclic-variable',
  message: `Variables stand in each other here, more than ${deepest} deep.`,
  remedy: 'Write the value itself into one of them.',
};

type Words = Pick<Failure, 'message' | 'remedy'>;

function undefinedVariable(name: string, known: Iterable<string>): Words {
  const shown = name.slice(0, 60);
  if (name === '') {
    return { message: 'This variable has no name.', remedy: 'Write it between the braces: {{name}}.' };
  }
  if (/\.(?:response|request)\.(?:body|headers)(?:\.|$)/.test(name)) {
    return {
      message: `"${shown}" is a result of another request, which cannot be used yet.`,
      remedy: 'Run that request, and put the value in a variable: @name = value.',
    };
  }
  const lower = name.toLowerCase();
  const near = [...known].find((other) => other.toLowerCase() === lower);
  const remedy = near ? `Did you mean {{${near}}}?` : `Define it on a line of its own: @${shown} = value.`;
  return { message: `There is no variable "${shown}" in this file.`, remedy };
}

/** `# @prompt name` */
function asked(name: string): Words {
  return {
    message: `"${name.slice(0, 60)}" would be asked for by "# @prompt", which cannot be done yet.`,
    remedy: 'Give it a value on a line of its own: @name = value.',
  };
}

/** The escapes that REST Client documents for values; any other backslash stays: `CONTOSO\alice` is a user's name. */
function unescaped(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replace(/\\([nrt\\])/g, (_, char: string) => escapes.get(char) ?? char);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function cyclic(names: readonly string[]): Failure {
  const message = `These variables need each other: ${names.slice(-6).join(' → ')}.`;
  return { code: 'cyclic-variable', message, remedy: 'Give one of them a value of its own.' };
}
