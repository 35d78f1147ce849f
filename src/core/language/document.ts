import { queryFileSteps, reparseQueryFile, type QueryFile, type Reparsed } from '../queryfile';
import { LanguageBlock } from './document/block';
import { BlockContent } from './document/content';
import { KnownContents } from './document/known';
import { Substituter } from './document/substitution';

export { LanguageBlock, type RequestText } from './document/block';
export type { BlockContent } from './document/content';

/** A `.odata` document as the language sees it: its blocks with their trees, read as they are asked for. */
export class LanguageDocument {
  readonly text: string;
  readonly file: QueryFile;
  /** The variables are those of another text: their offsets are not of this one. */
  readonly isPart: boolean;
  /** In the order of the document. */
  readonly blocks: readonly LanguageBlock[];
  readonly #variables: string;

  private constructor(
    { file, keptFirst, keptLast }: Reparsed,
    previous: LanguageDocument | undefined,
    isPart = false,
  ) {
    this.text = file.text;
    this.file = file;
    this.isPart = isPart;
    this.#variables = variablesKey(file);
    const same = previous?.hasVariablesOf(this) === true;
    const [first, last] = same ? [keptFirst, keptLast] : [0, 0];
    const known = new KnownContents(
      previous?.text ?? '',
      previous?.blocks.slice(first, -last || undefined) ?? [],
    );
    const substituter = new Substituter(file);
    const added = file.blocks.length - (previous?.blocks.length ?? 0);
    this.blocks = file.blocks.map((query, at) => {
      const isKept = at < first || at >= file.blocks.length - last;
      const before = isKept ? previous?.blocks[at < first ? at : at - added] : undefined;
      if (before) return before.query === query ? before : new LanguageBlock(query, before.content);
      const now = new BlockContent(file.text, query, substituter);
      return new LanguageBlock(query, known.of(file.text, query, now, same) ?? now);
    });
  }

  /**
   * Reads a document. Blocks whose text is in `previous` too, wherever it stood there, are taken over with all that
   * was found out about them. Any text gives a document.
   */
  static read(text: string, previous?: LanguageDocument): LanguageDocument {
    if (previous?.text === text) return previous;
    return new LanguageDocument(reparseQueryFile(text, previous?.file), previous);
  }

  /** Reads a document of which nothing is known, in steps, so that a long one can be read in short stretches. */
  static *readSteps(text: string): Generator<void, LanguageDocument> {
    const file = yield* queryFileSteps(text);
    yield;
    return new LanguageDocument({ file, keptFirst: 0, keptLast: 0 }, undefined);
  }

  /**
   * Reads a part of a document, or what stands for one: the variables are those of the whole. Blocks that are in
   * `previous` too are taken over.
   */
  static readPart(
    text: string,
    { file: { variables, prompts } }: LanguageDocument,
    previous?: LanguageDocument,
  ): LanguageDocument {
    const read = reparseQueryFile(text, previous?.file);
    return new LanguageDocument({ ...read, file: { ...read.file, variables, prompts } }, previous, true);
  }

  hasVariablesOf(other: LanguageDocument): boolean {
    return this.#variables === other.#variables;
  }

  /**
   * The block that an offset belongs to: the last one that begins at or before it, since what follows a request is
   * nobody else's; before the first block, that one. Undefined where there is none.
   */
  blockAt(offset: number): LanguageBlock | undefined {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.query.range.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }
}

/** Equal for files whose variables have the same values. */
function variablesKey({ variables, prompts }: QueryFile): string {
  return JSON.stringify([
    variables.map(({ name, value }) => [name.name, value]),
    prompts.map(({ name }) => name),
  ]);
}
