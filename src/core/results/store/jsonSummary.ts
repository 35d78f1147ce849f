/** So many units of a nested value are looked into for its summary; the value itself may have millions. */
export const summarizedUnits = 4096;

/** Members or records that a summary names. */
const named = 3;
const longestSummary = 160;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A nested value in a few words: `3 records: Ingrid, Per, Åse`, `city: Oslo, zip: 0150`. Never throws.
 * @param json the value or its beginning, {@link summarizedUnits} at least
 * @param whole whether it is all of it
 */
export function summarizeNested(json: string, whole: boolean): string {
  const scan = new NestedScan(json);
  const summary = json.startsWith('[') ? summarizeArray(scan, whole) : summarizeObject(scan, whole);
  return summary.length > longestSummary ? `${summary.slice(0, longestSummary)}…` : summary;
}

/** Records or items of a collection. @param json an array, whole */
export function countItems(json: string): number {
  let count = 0;
  for (const _ of new NestedScan(json).items()) count++;
  return count;
}

function summarizeArray(scan: NestedScan, whole: boolean): string {
  const names: string[] = [];
  let count = 0;
  /** The first one tells. */
  let records = false;
  for (const item of scan.items()) {
    count++;
    if (count === 1) records = item.startsWith('{');
    if (names.length >= named) continue;
    const name = records ? recordName(item) : short(item);
    if (name !== '') names.push(name);
  }
  const noun = records ? 'record' : 'item';
  const complete = whole && scan.closed;
  const amount = `${count}${complete ? '' : ' or more'} ${noun}${count === 1 && complete ? '' : 's'}`;
  return names.length === 0 ? amount : `${amount}: ${names.join(', ')}${count > names.length ? ', …' : ''}`;
}

function summarizeObject(scan: NestedScan, whole: boolean): string {
  const shown: string[] = [];
  let members = 0;
  for (const [key, value] of scan.members()) {
    if (key.includes('@')) continue;
    members++;
    if (shown.length < named) shown.push(`${key}: ${short(value)}`);
  }
  if (members === 0) return whole && scan.closed ? '{ }' : '{…}';
  const more = members > shown.length || !(whole && scan.closed);
  return `${shown.join(', ')}${more ? ', …' : ''}`;
}

/** The first text of a record that reads like a name. */
function recordName(json: string): string {
  for (const [key, value] of new NestedScan(json).members()) {
    if (!key.includes('@') && value.startsWith('"') && !guid.test(unquoted(value))) return short(value);
  }
  return '';
}

function short(json: string): string {
  if (json.startsWith('{')) return '{…}';
  if (json.startsWith('[')) return '[…]';
  const text = json.startsWith('"') ? unquoted(json) : json;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function unquoted(json: string): string {
  const inner = json.slice(1, json.endsWith('"') && json.length > 1 ? -1 : undefined);
  if (!inner.includes('\\')) return inner;
  try {
    return String(JSON.parse(`"${inner}"`));
  } catch {
    return inner;
  }
}

/** Walks one level of a nested value that may end in the middle. */
class NestedScan {
  readonly #json: string;
  #at = 0;
  /** The closing bracket was reached. */
  closed = false;

  constructor(json: string) {
    this.#json = json;
  }

  *items(): Iterable<string> {
    for (this.#at = 1; ;) {
      const value = this.#value();
      if (value === undefined) return;
      yield value;
    }
  }

  *members(): Iterable<[key: string, value: string]> {
    for (this.#at = 1; ;) {
      const key = this.#value();
      const value = key === undefined ? undefined : this.#value();
      if (key === undefined || value === undefined) return;
      yield [unquoted(key), value];
    }
  }

  /** The next value of this level; `undefined` at its end, or where the text ends. */
  #value(): string | undefined {
    const json = this.#json;
    let at = this.#at;
    while (at < json.length && (json.charCodeAt(at) <= 0x20 || json[at] === ',' || json[at] === ':')) at++;
    const first = json[at];
    if (first === ']' || first === '}') this.closed = true;
    if (first === undefined || this.closed) return undefined;
    const end = first === '"' ? endOfText(json, at) : endOfOther(json, at);
    this.#at = end;
    return json.slice(at, end);
  }
}

function endOfText(json: string, at: number): number {
  for (let i = at + 1; i < json.length; i++) {
    if (json[i] === '\\') i++;
    else if (json[i] === '"') return i + 1;
  }
  return json.length;
}

function endOfOther(json: string, at: number): number {
  let depth = 0;
  for (let i = at; i < json.length;) {
    const unit = json[i];
    if (unit === '"') {
      i = endOfText(json, i);
      continue;
    }
    if (unit === '{' || unit === '[') depth++;
    else if (unit === '}' || unit === ']') {
      if (depth === 0) return i;
      depth--;
      if (depth === 0) return i + 1;
    } else if (unit === ',' && depth === 0) return i;
    i++;
  }
  return json.length;
}
