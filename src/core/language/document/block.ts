import type { ODataUrl } from '../../odata';
import type { FileProblem, QueryBlock, Range, SourceMap } from '../../queryfile';
import type { BlockContent } from './content';
import { MovedMap, movedRange } from './moved';
import type { Substituted } from './substitution';

/** A text of the request, its variables replaced, and the way back to the document. */
export interface RequestText {
  readonly text: string;
  /** Between offsets of `text` and of the document. A value maps to its `{{…}}`. */
  readonly map: SourceMap;
  /** Ranges of `text` where something stands for a variable that has no value: nothing is known of what is there. */
  readonly holes: readonly Range[];
}

/** One request of a document. Offsets are the document's; only those of `url` are offsets of `target.text`. */
export class LanguageBlock {
  /** The block as written. */
  readonly query: QueryBlock;
  /** The same object while the block's text and the values in it stay the same: what results are kept by. */
  readonly content: BlockContent;

  constructor(query: QueryBlock, content: BlockContent) {
    this.query = query;
    this.content = content;
  }

  /** How far the block stands behind the place where `content` was read. */
  get shift(): number {
    return this.query.range.start - this.content.origin;
  }

  /** Upper case; GET where none stands. */
  get method(): string {
    return (this.query.method?.name ?? 'GET').toUpperCase();
  }

  /** The request's target, variables replaced. */
  get target(): RequestText {
    return this.#here(this.content.target);
  }

  /** The tree of `target.text`. */
  get url(): ODataUrl {
    return this.content.url;
  }

  /** The values of `query.headers`, in their order. */
  get headerValues(): readonly RequestText[] {
    return this.content.headers.map((header) => this.#here(header));
  }

  get body(): RequestText | undefined {
    const { body } = this.content;
    return body && this.#here(body);
  }

  /** What is wrong with the variables in it. */
  get problems(): readonly FileProblem[] {
    const { shift } = this;
    const { problems } = this.content;
    return shift === 0 || problems.length === 0
      ? problems
      : problems.map((problem) => movedRange(problem, shift));
  }

  #here({ mapped, holes }: Substituted): RequestText {
    const map = this.shift === 0 ? mapped : new MovedMap(mapped, this.shift);
    return { text: mapped.text, map, holes };
  }
}
