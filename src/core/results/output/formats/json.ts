import type { Cell } from '../../model';
import { ColumnTexts } from '../columnTexts';
import { hasHalfCharacter } from '../losses';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import { membersOf, type Member } from './jsonMembers';

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
    this.#texts = new ColumnTexts(options.columns, (cell, column) => this.#cell(cell, column));
  }

  head(): string {
    return this.#options.layout === 'array' ? '[' : '';
  }

  row(rows: OutRows): string {
    const value = this.#options.headings ? this.#object(this.#members, rows) : this.#values(rows);
    if (this.#options.layout === 'lines') return `${value}\n`;
    const before = this.#any ? ',\n' : '\n';
    this.#any = true;
    return before + value;
  }

  tail(): string {
    if (this.#options.layout === 'lines') return '';
    return this.#any ? '\n]\n' : ']\n';
  }

  #object(members: readonly Member[], rows: OutRows): string {
    return `{${this.#inside(members, rows)}}`;
  }

  #inside(members: readonly Member[], rows: OutRows): string {
    let text = '';
    for (const member of members) {
      const one = member.kind === 'value' ? this.#own(member, rows) : this.#record(member, rows);
      if (one !== '') text += text === '' ? one : `,${one}`;
    }
    return text;
  }

  /** A record of which nothing was sent is null where its own column says so, or else left out. */
  #record(member: Extract<Member, { kind: 'record' }>, rows: OutRows): string {
    const inside = this.#inside(member.members, rows);
    if (inside !== '') return `${JSON.stringify(member.key)}:{${inside}}`;
    return member.own ? this.#own(member.own, rows) : '';
  }

  #own({ column, place }: { readonly column: OutColumn; readonly place: number }, rows: OutRows): string {
    return this.#texts.text(rows, column, place);
  }

  #values(rows: OutRows): string {
    const { columns } = this.#options;
    return `[${columns.map((column, place) => this.#texts.text(rows, column, place)).join(',')}]`;
  }

  #cell(cell: Cell, column: OutColumn): string {
    const value = jsonValue(cell);
    if (!this.#options.headings) return value;
    if (cell.state === 'absent') return '';
    const key = column.name.slice(column.name.lastIndexOf('/') + 1);
    const member = `${JSON.stringify(key)}:${value}`;
    if (!this.#options.formatted || cell.state !== 'value' || cell.formatted === undefined) return member;
    return `${member},${JSON.stringify(`${key}${formattedValue}`)}:${JSON.stringify(cell.formatted)}`;
  }
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
