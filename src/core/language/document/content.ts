import { parseODataUrl, type ODataUrl } from '../../odata';
import { bodyText, type FileProblem, type QueryBlock, type Range } from '../../queryfile';
import { MappedTextBuilder, type MappedText } from '../../queryfile/sourceMap';
import type { Substituted, Substituter } from './substitution';

/**
 * What is known of a block's text, wherever in a document it stands. Offsets are those of the document in which it
 * was read first. Kept from one reading to the next while neither its text nor the values in it change, so that a
 * `WeakMap` by it holds whatever else was found out about the block.
 */
export class BlockContent {
  /** Offset of the block in the document in which it was read. */
  readonly origin: number;
  readonly target: Substituted;
  readonly headers: readonly Substituted[];
  readonly body: Substituted | undefined;
  readonly problems: readonly FileProblem[];
  readonly #target: string;
  readonly #bodyStart: number;
  #url: ODataUrl | undefined;

  /** `text`: the document. */
  constructor(text: string, query: QueryBlock, substituter: Substituter) {
    const { range } = query;
    this.#bodyStart = bodyStart(query);
    this.#target = query.target;
    this.origin = range.start;
    this.target = substituter.apply(query.targetMap, 'strict');
    this.headers = query.headers.map(({ value, valueRange }) =>
      substituter.apply(documentText(value, valueRange), 'strict'),
    );
    const written = bodyText({ text }, query);
    this.body = written && substituter.apply(written, 'lenient');
    const parts = [this.target, ...this.headers, ...(this.body ? [this.body] : [])];
    this.problems = parts.flatMap(({ problems }) => problems);
  }

  get url(): ODataUrl {
    this.#url ??= parseODataUrl(this.target.mapped.text);
    return this.#url;
  }

  /** Whether a block of the same text has the same parts: what follows it or stands above it decides on them too. */
  isOf(query: QueryBlock): boolean {
    return (
      query.headers.length === this.headers.length &&
      query.target === this.#target &&
      bodyStart(query) === this.#bodyStart
    );
  }

  /** Whether its variables, in the same places, have the same values as those of another. */
  hasValuesOf(other: BlockContent): boolean {
    return this.#values() === other.#values();
  }

  #values(): string {
    const parts = [this.target, ...this.headers, ...(this.body ? [this.body] : [])];
    return JSON.stringify([
      parts.map(({ mapped, holes }) => [mapped.text, holes]),
      this.problems.map(({ code, message, remedy }) => [code, message, remedy]),
    ]);
  }
}

/** Behind the block's start; -1 for none. */
function bodyStart({ body, range }: QueryBlock): number {
  return body ? body.start - range.start : -1;
}

function documentText(text: string, { start }: Range): MappedText {
  const builder = new MappedTextBuilder();
  builder.add(text, start);
  return builder.build();
}
