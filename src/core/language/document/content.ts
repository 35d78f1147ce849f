import { parseODataUrl, type ODataUrl } from '../../odata';
import { bodyText, type FileProblem, type HeaderLine, type QueryBlock } from '../../queryfile';
import { isSent } from '../../queryfile/ownHeaders';
import { MappedTextBuilder, type MappedText } from '../../queryfile/sourceMap';
import type { Substituted, Substituter } from './substitution';

/**
 * What is known of a block's text, wherever in a document it stands; made as it is asked for. Offsets are those of the
 * document in which it was read first. Kept from one reading to the next while neither its text nor the values in it
 * change, so that a `WeakMap` by it holds whatever else was found out about the block.
 */
export class BlockContent {
  /** Offset of the block in the document in which it was read. */
  readonly origin: number;
  readonly #query: QueryBlock;
  readonly #body: MappedText | undefined;
  readonly #substituter: Substituter;
  #parts: Parts | undefined;
  #url: ODataUrl | undefined;

  /** `text`: the document. */
  constructor(text: string, query: QueryBlock, substituter: Substituter) {
    this.origin = query.range.start;
    this.#query = query;
    this.#body = bodyText({ text }, query);
    this.#substituter = substituter;
  }

  get target(): Substituted {
    return this.#read().target;
  }

  get headers(): readonly Substituted[] {
    return this.#read().headers;
  }

  get body(): Substituted | undefined {
    return this.#read().body;
  }

  /** What is wrong with the variables in it. */
  get problems(): readonly FileProblem[] {
    return this.#read().problems;
  }

  get url(): ODataUrl {
    this.#url ??= parseODataUrl(this.target.mapped.text);
    return this.#url;
  }

  /** Whether a block of the same text has the same parts: what follows it or stands above it decides on them too. */
  isOf(query: QueryBlock): boolean {
    return (
      query.headers.length === this.#query.headers.length &&
      query.target === this.#query.target &&
      bodyStart(query) === bodyStart(this.#query)
    );
  }

  /** Whether its variables, in the same places, have the same values as those of another. */
  hasValuesOf(other: BlockContent): boolean {
    return valuesOf(this.#read()) === valuesOf(other.#read());
  }

  #read(): Parts {
    if (this.#parts) return this.#parts;
    const target = this.#substituter.apply(this.#query.targetMap, 'strict');
    const headers = this.#query.headers.map((header) => this.#readHeader(header));
    const body = this.#body && this.#substituter.apply(this.#body, 'lenient');
    const problems = [target, ...headers, ...(body ? [body] : [])].flatMap((part) => part.problems);
    this.#parts = { target, headers, body, problems };
    return this.#parts;
  }

  #readHeader(header: HeaderLine): Substituted {
    const builder = new MappedTextBuilder();
    builder.add(header.value, header.valueRange.start);
    const written = builder.build();
    // What other tools sign in with is not sent, and may hold what only they know.
    if (!isSent(header)) return { mapped: written, holes: [], problems: [] };
    return this.#substituter.apply(written, 'strict');
  }
}

/** A block's texts with the values of their variables. */
interface Parts {
  readonly target: Substituted;
  readonly headers: readonly Substituted[];
  readonly body: Substituted | undefined;
  readonly problems: readonly FileProblem[];
}

/** Equal where the texts and what is wrong with them are. */
function valuesOf({ target, headers, body, problems }: Parts): string {
  const texts = [target, ...headers, ...(body ? [body] : [])];
  return JSON.stringify([
    texts.map(({ mapped, holes }) => [mapped.text, holes]),
    problems.map(({ code, message, remedy }) => [code, message, remedy]),
  ]);
}

/** Behind the block's start; -1 for none. */
function bodyStart({ body, range }: QueryBlock): number {
  return body ? body.start - range.start : -1;
}
