import type { LanguageBlock } from '../document';

/** A place in a request's target, and how the text around it reads. */
export interface TargetPoint {
  /** The target's text, variables replaced. */
  readonly text: string;
  /** Offset in `text`: all before it stands before the cursor. */
  readonly offset: number;
  /** Blanks or a line break lie between `offset` and the cursor that the target does not hold. */
  readonly gap: boolean;
  /** The cursor, in the document. */
  readonly cursor: number;
}

/** Where in a block's target a document's offset lies: behind the last of its characters that stands before the cursor. */
export function pointInTarget(block: LanguageBlock, cursor: number): TargetPoint {
  const { text, map } = block.target;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (endInDocument(block, middle) <= cursor) low = middle;
    else high = middle - 1;
  }
  return { text, offset: low, gap: low > 0 && map.rangeToDocument(low - 1, low).end < cursor, cursor };
}

/** Document's offset of the end of the first `length` characters of the target. */
function endInDocument({ target }: LanguageBlock, length: number): number {
  return length === 0 ? 0 : target.map.rangeToDocument(length - 1, length).end;
}
