import { evidence, numberEvidence, textEvidence } from './kinds';
import { checkPlain, readString } from './jsonScanner';
import { entryTypes, firstEntry, formattedFlag, nullCode } from './model';
import type { ColumnChunk, EntryType } from './model';
import type { SchemaBuilder } from './schemaBuilder';
import { buildTextTable } from './textTable';

interface Entry {
  readonly raw: string;
  readonly type: EntryType;
  readonly formatted: string;
  readonly target: number;
  readonly code: number;
  /** Another entry of the same stored value, with another formatted value or target. */
  next: Entry | undefined;
}

/** Collects one column of one chunk. Offsets are into the text of the page. */
export class ColumnWriter {
  readonly #schema: SchemaBuilder;
  readonly #column: number;
  readonly #codes: Uint16Array;
  #entries: Entry[] = [];
  #bySource = new Map<string, Entry>();
  #used = false;
  /** Of the row that is being read. */
  #start = -1;
  #end = -1;
  #formatted = '';
  #logicalName = '';
  #navigationProperty = '';

  constructor(schema: SchemaBuilder, column: number, rows: number) {
    this.#schema = schema;
    this.#column = column;
    this.#codes = new Uint16Array(rows);
  }

  value(start: number, end: number): void {
    this.#start = start;
    this.#end = end;
  }

  formatted(text: string): void {
    this.#formatted = text;
  }

  logicalName(text: string): void {
    this.#logicalName = text;
  }

  navigationProperty(text: string): void {
    this.#navigationProperty = text;
  }

  /** Ends a row in which something was said of this column. */
  commit(text: string, row: number): void {
    if (this.#start >= 0) {
      this.#used = true;
      const source = text.slice(this.#start, this.#end);
      this.#codes[row] = source === 'null' ? nullCode : this.#codeOf(text, source);
    }
    this.#start = -1;
    this.#formatted = '';
    this.#logicalName = '';
    this.#navigationProperty = '';
  }

  #codeOf(text: string, source: string): number {
    const target =
      this.#logicalName === '' && this.#navigationProperty === ''
        ? 0
        : this.#schema.targetNumber(this.#logicalName, this.#navigationProperty);
    const first = this.#bySource.get(source);
    for (let entry = first; entry !== undefined; entry = entry.next) {
      if (entry.formatted === this.#formatted && entry.target === target) return entry.code;
    }
    const entry = this.#newEntry(text, source, target);
    if (first === undefined) {
      this.#bySource.set(source, entry);
    } else {
      entry.next = first.next;
      first.next = entry;
    }
    return entry.code;
  }

  #newEntry(text: string, source: string, target: number): Entry {
    const type = typeOf(source);
    if (type === 'number' || type === 'boolean') checkPlain(text, this.#start, this.#end);
    const raw = type === 'text' ? readString(text, this.#start, this.#end) : source;
    const formatted = this.#formatted;
    this.#schema.note(this.#column, bitsOf(type, raw, formatted === '' ? undefined : formatted, target));
    const code = this.#entries.length + firstEntry;
    const entry: Entry = { raw, type, formatted, target, code, next: undefined };
    this.#entries.push(entry);
    return entry;
  }

  /** The chunk's column, and a fresh start; `undefined` where no row had the property. */
  finish(rows: number): ColumnChunk | undefined {
    if (!this.#used) return undefined;
    const entries = this.#entries;
    const types = new Uint8Array(entries.length);
    const targets = new Uint16Array(entries.length);
    entries.forEach((entry, i) => {
      // A formatted value that says the same as the stored one is none.
      const own = entry.formatted !== '' && entry.formatted !== entry.raw;
      types[i] = entryTypes.indexOf(entry.type) | (own ? formattedFlag : 0);
      targets[i] = entry.target;
    });
    const chunk: ColumnChunk = {
      column: this.#column,
      codes: this.#codes.slice(0, rows),
      types,
      raw: buildTextTable(entries.map((entry) => entry.raw)),
      formatted: buildTextTable(
        entries.map((entry) => (entry.formatted === entry.raw ? '' : entry.formatted)),
      ),
      targets,
    };
    this.#codes.fill(0, 0, rows);
    this.#entries = [];
    this.#bySource = new Map();
    this.#used = false;
    return chunk;
  }
}

function typeOf(source: string): EntryType {
  switch (source.charAt(0)) {
    case '"':
      return 'text';
    case '{':
    case '[':
      return 'json';
    case 't':
    case 'f':
      return 'boolean';
    default:
      return 'number';
  }
}

function bitsOf(type: EntryType, raw: string, formatted: string | undefined, target: number): number {
  if (target > 0) return evidence.lookup;
  if (type === 'json') return evidence.json;
  if (type === 'boolean') return evidence.boolean;
  if (type === 'number') return numberEvidence(!raw.includes('.'), formatted);
  return guidPattern.test(raw) ? evidence.guid : textEvidence(raw, formatted);
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
