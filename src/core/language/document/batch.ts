import { LanguageDocument, type BlockContent, type LanguageBlock } from '../document';
import type { Range } from '../../queryfile';

/** The requests in the body of a batch, as a document of their own. */
export interface BatchParts {
  readonly document: LanguageDocument;
  /** Of that document in the one that holds the batch. */
  readonly start: number;
}

/** A line, its text, and what ends it. */
export const lineForm = /([^\r\n]*)(\r\n?|\n|$)/g;

export function isBatch({ url }: LanguageBlock): boolean {
  return url.path.segments[0]?.name.name === '$batch';
}

// A batch that is typed in is asked about after every keystroke, and all but one of its parts are as they were.
let last: LanguageDocument | undefined;
const known = new WeakMap<BlockContent, LanguageDocument>();

/** Undefined where a block is no batch. */
export function batchParts(document: LanguageDocument, block: LanguageBlock): BatchParts | undefined {
  const { body } = block.query;
  if (!body || !isBatch(block)) return undefined;
  const before = known.get(block.content);
  const { variables, prompts } = document.file;
  const end = batchEnd(document, body);
  const isSame = before?.text.slice(body.end - body.start) === document.text.slice(body.end, end);
  if (isSame && before.file.variables === variables && before.file.prompts === prompts) {
    return { document: before, start: body.start };
  }
  const text = withoutFrame(document.text.slice(body.start, end));
  last = LanguageDocument.readPart(text, document, last);
  known.set(block.content, last);
  return { document: last, start: body.start };
}

/** Behind the blanks and empty lines that follow its body: there one goes on typing. */
export function batchEnd({ text }: LanguageDocument, body: Range): number {
  const blank = /\s*/y;
  blank.lastIndex = body.end;
  return body.end + (blank.exec(text)?.[0].length ?? 0);
}

/** The part of a batch that an offset is in; undefined on the lines that hold the parts together, too. */
export function batchPartsAt(document: LanguageDocument, offset: number): BatchParts | undefined {
  const block = document.blockAt(offset);
  const { body } = block?.query ?? {};
  if (!block || !body || offset < body.start) return undefined;
  const parts = batchParts(document, block);
  if (!parts || offset - body.start > parts.document.text.length) return undefined;
  const from = Math.max(body.start, document.text.lastIndexOf('\n', offset - 1) + 1);
  const written = document.text.slice(from, offset);
  return parts.document.text.slice(from - body.start, offset - body.start) === written ? parts : undefined;
}

/** Each boundary becomes a separator, the headers below it blank, and what is below an end: nothing changes its place. */
function withoutFrame(body: string): string {
  let isFrame = true;
  let isEnd = false;
  return body.replaceAll(lineForm, (_, line: string, end: string) => {
    const isBoundary = /^--\S/.test(line);
    if (isBoundary) {
      isFrame = true;
      isEnd = /^--\S+?--\s*$/.test(line);
    }
    if (!isFrame) return line + end;
    if (!isEnd && line.trim() === '') isFrame = false;
    return (isBoundary ? '###' : '').padEnd(line.length) + end;
  });
}
