import { readEnvelope, readTail, totalsOf } from './envelope';
import { checkPlain, malformed, readString, skipSpace } from './jsonScanner';
import type { ResultTotals, RowChunk } from './model';
import { RowDecoder } from './rowDecoder';
import { SchemaBuilder } from './schemaBuilder';

/** What the first page shows the result to be. */
export type ResultFace =
  | { readonly face: 'rows' }
  /** A single record stands in the grid as one row. */
  | { readonly face: 'record' }
  | { readonly face: 'value'; readonly text: string };

/**
 * Takes the pages of one result in their order and turns each into chunks of columns, a chunk a step.
 * Columns and totals of all pages so far can be read at any time.
 */
export class PageReader {
  readonly schema = new SchemaBuilder();
  #rows = 0;
  #totals: ResultTotals = { countLimitExceeded: false };

  get rows(): number {
    return this.#rows;
  }

  get totals(): ResultTotals {
    return this.#totals;
  }

  /**
   * Begins a page. The chunks must be drawn to the end before the next page begins.
   * Throws a ProblemError of kind `malformed-answer`, here or while the chunks are drawn.
   * @param text the body, decoded; a byte order mark in front is skipped
   */
  read(text: string): { readonly face: ResultFace; readonly chunks: Iterable<RowChunk> } {
    const envelope = readEnvelope(text);
    if (envelope.shape === 'value') {
      return { face: { face: 'value', text: readSingleValue(envelope.text) }, chunks: [] };
    }
    if (envelope.shape === 'record') {
      return { face: { face: 'record' }, chunks: this.#record(text, envelope.start) };
    }
    this.#note(totalsOf(envelope.head));
    return { face: { face: 'rows' }, chunks: this.#page(text, envelope.start) };
  }

  *#record(text: string, start: number): Iterable<RowChunk> {
    const decoder = new RowDecoder(this.schema, text, start, this.#rows, true);
    yield* this.#draw(decoder);
    expectEnd(text, decoder.end ?? text.length);
  }

  *#page(text: string, start: number): Iterable<RowChunk> {
    const decoder = new RowDecoder(this.schema, text, start, this.#rows);
    yield* this.#draw(decoder);
    const tail = readTail(text, decoder.end ?? text.length);
    this.#note(totalsOf(tail));
  }

  *#draw(decoder: RowDecoder): Iterable<RowChunk> {
    for (let chunk = decoder.next(); chunk; chunk = decoder.next()) {
      this.#rows += chunk.rowCount;
      yield chunk;
    }
  }

  #note(totals: ResultTotals | undefined): void {
    if (totals) this.#totals = totals;
  }
}

function expectEnd(text: string, at: number): void {
  const pos = skipSpace(text, at);
  if (pos < text.length) throw malformed(text, pos);
}

/** One value as a cell would hold it: a string without its escapes, all else as it was sent. */
function readSingleValue(json: string): string {
  if (json.startsWith('"')) return readString(json, 0, json.length);
  if (!json.startsWith('{') && !json.startsWith('[')) checkPlain(json, 0, json.length);
  return json;
}
