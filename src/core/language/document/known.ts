import type { QueryBlock } from '../../queryfile';
import type { LanguageBlock } from './block';
import type { BlockContent } from './content';

/** What is known of the blocks of an earlier reading, by their text: wherever it stands now. */
export class KnownContents {
  readonly #byText = new Map<string, BlockContent[]>();

  /** `text`: of the document that the blocks are of. */
  constructor(text: string, blocks: readonly LanguageBlock[]) {
    for (const { query, content } of blocks) {
      const key = textOf(text, query);
      const same = this.#byText.get(key);
      if (!same) this.#byText.set(key, [content]);
      else if (!same.includes(content)) same.push(content);
    }
  }

  /** What can be taken over for a block; `now`: as it was read anew; `sameVariables`: no variable has another value. */
  of(text: string, query: QueryBlock, now: BlockContent, sameVariables: boolean): BlockContent | undefined {
    const key = textOf(text, query);
    const known = this.#byText.get(key)?.filter((content) => content.isOf(query));
    if (sameVariables || !key.includes('{{')) return known?.[0];
    return known?.find((content) => content.hasValuesOf(now));
  }
}

function textOf(text: string, { range }: QueryBlock): string {
  return text.slice(range.start, range.end);
}
