import { parseQueryFile, type QueryBlock, type QueryFile } from '../queryfile';
import { LanguageBlock } from './document/block';
import { BlockContent } from './document/content';
import { Substituter } from './document/substitution';

export { LanguageBlock, type RequestText } from './document/block';
export type { BlockContent } from './document/content';

/** A `.odata` document as the language sees it: its blocks with their trees, read as they are asked for. */
export class LanguageDocument {
  readonly text: string;
  readonly file: QueryFile;
  /** In the order of the document. */
  readonly blocks: readonly LanguageBlock[];
  readonly #contents = new Map<string, BlockContent[]>();
  readonly #variables: string;

  private constructor(file: QueryFile, previous: LanguageDocument | undefined) {
    this.text = file.text;
    this.file = file;
    this.#variables = variablesKey(file);
    const substituter = new Substituter(file);
    this.blocks = file.blocks.map((query) => {
      const text = file.text.slice(query.range.start, query.range.end);
      const content =
        (previous && this.#takenOver(previous, text, query, substituter)) ??
        new BlockContent(file.text, query, substituter);
      this.#keep(text, content);
      return new LanguageBlock(query, content);
    });
  }

  /**
   * Reads a document. Blocks whose text is in `previous` too, wherever it stood there, are taken over with all that
   * was found out about them. Any text gives a document.
   */
  static read(text: string, previous?: LanguageDocument): LanguageDocument {
    if (previous?.text === text) return previous;
    return new LanguageDocument(parseQueryFile(text), previous);
  }

  #takenOver(
    previous: LanguageDocument,
    text: string,
    query: QueryBlock,
    substituter: Substituter,
  ): BlockContent | undefined {
    const known = previous.#contents.get(text);
    if (!known) return undefined;
    if (previous.#variables === this.#variables || !text.includes('{{')) {
      return known.find((content) => content.isOf(query));
    }
    const now = new BlockContent(this.text, query, substituter);
    return known.find((content) => content.isOf(query) && content.hasValuesOf(now)) ?? now;
  }

  #keep(text: string, content: BlockContent): void {
    const same = this.#contents.get(text);
    if (!same) this.#contents.set(text, [content]);
    else if (!same.includes(content)) same.push(content);
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
function variablesKey({ variables }: QueryFile): string {
  return JSON.stringify(variables.map(({ name, value }) => [name.name, value]));
}
