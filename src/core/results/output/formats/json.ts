import type { Cell } from '../../model';
import { ColumnTexts } from '../columnTexts';
import { hasHalfCharacter } from '../losses';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import { plainExcept, writeInstant, type PlainCells } from '../plainCells';
import type { Sink } from '../sink';
import { membersOf, type ExpandedRecord, type Member } from './jsonMembers';

export interface JsonOptions {
  readonly columns: readonly OutColumn[];
  /** One array, a row a line; or a row a line and nothing else (NDJSON). */
  readonly layout: 'array' | 'lines';
  /** Rows are objects; without, they are arrays of values. */
  readonly headings: boolean;
  /** Formatted values stand beside the stored ones, in the annotation in which the Web API sends them. */
  readonly formatted: boolean;
}

const formattedValue = '@OData.Community.Display.V1.FormattedValue';

/**
 * Rows as JSON that holds everything exactly: numbers as they were sent, half characters as escapes, what was not sent
 * is left out, and the records of an `$expand` are objects again.
 */
export class JsonFormat implements RowFormat {
  readonly #options: JsonOptions;
  readonly #members: readonly Member[];
  readonly #texts: ColumnTexts;
  #any = false;

  constructor(options: JsonOptions) {
    this.#options = options;
    this.#members = membersOf(options.columns);
    this.#texts = new ColumnTexts({
      columns: options.columns,
      write: (cell, column) => this.#cell(cell, column),
      plain: (column) => this.#plain(column),
    });
  }

  head(sink: Sink<unknown>): void {
    if (this.#options.layout === 'array') sink.add('[');
  }

  row(rows: OutRows, sink: Sink<unknown>): void {
    const { layout, headings } = this.#options;
    if (layout === 'array') sink.add(this.#any ? ',\n' : '\n');
    this.#any = true;
    if (headings) this.#object(this.#members, rows, sink);
    else this.#values(rows, sink);
    if (layout === 'lines') sink.add('\n');
  }

  tail(sink: Sink<unknown>): void {
    if (this.#options.layout === 'array') sink.add(this.#any ? '\n]\n' : ']\n');
  }

  #object(members: readonly Member[], rows: OutRows, sink: Sink<unknown>): void {
    let between = '{';
    for (const member of members) {
      if (!isSent(member, rows)) continue;
      sink.add(between);
      between = ',';
      if (member.kind === 'value') this.#texts.add(rows, member.place, sink);
      else this.#record(member, rows, sink);
    }
    sink.add(between === '{' ? '{}' : '}');
  }

  /** A record of which nothing was sent is what its own column says. */
  #record(member: ExpandedRecord, rows: OutRows, sink: Sink<unknown>): void {
    if (member.members.some((one) => isSent(one, rows))) {
      sink.add(`${JSON.stringify(member.key)}:`);
      this.#object(member.members, rows, sink);
    } else if (member.own) this.#texts.add(rows, member.own.place, sink);
  }

  #values(rows: OutRows, sink: Sink<unknown>): void {
    for (let place = 0; place < this.#options.columns.length; place++) {
      sink.add(place === 0 ? '[' : ',');
      this.#texts.add(rows, place, sink);
    }
    sink.add(this.#options.columns.length === 0 ? '[]' : ']');
  }

  #cell(cell: Cell, column: OutColumn): string {
    const value = jsonValue(cell);
    if (!this.#options.headings) return value;
    if (cell.state === 'absent') return '';
    const key = keyOf(column);
    const member = `${JSON.stringify(key)}:${value}`;
    if (!this.#options.formatted || cell.state !== 'value' || cell.formatted === undefined) return member;
    return `${member},${JSON.stringify(`${key}${formattedValue}`)}:${JSON.stringify(cell.formatted)}`;
  }

  /** Values without a formatted one to write beside them. */
  #plain(column: OutColumn): PlainCells {
    const before = this.#options.headings ? `${JSON.stringify(keyOf(column))}:` : '';
    const quoted = { before: `${before}"`, after: '"' };
    return {
      text: { ...quoted, rule: plainString },
      formatted: this.#options.formatted && this.#options.headings ? 'beside' : 'none',
      number: { before, after: '' },
      instant: { ...quoted, write: writeInstant },
    };
  }
}

const insideString = plainExcept('"\\');
const plainString = { inside: insideString, edge: insideString, longest: Infinity };

function keyOf({ name }: OutColumn): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Whether there is anything to write of a member, be it null. */
function isSent(member: Member, rows: OutRows): boolean {
  if (member.kind === 'value') return rows.state(member.column.index) > 0;
  const { own, members } = member;
  return (own !== undefined && rows.state(own.column.index) > 0) || members.some((one) => isSent(one, rows));
}

/** A stored value as it was sent, on one line. */
function jsonValue(cell: Cell): string {
  if (cell.state !== 'value') return 'null';
  // JSON.stringify writes half characters as escapes.
  if (cell.type === 'text') return JSON.stringify(cell.raw);
  if (cell.type !== 'json') return cell.raw;
  // Line ends stand between the values of a JSON text, never inside one; half characters only inside strings.
  const line = /[\r\n]/.test(cell.raw) ? cell.raw.replace(/[\r\n]+/g, ' ') : cell.raw;
  return hasHalfCharacter(line) ? escapeHalfCharacters(line) : line;
}

function escapeHalfCharacters(json: string): string {
  return json.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}
