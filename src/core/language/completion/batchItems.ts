import { batchEnd, isBatch } from '../document/batch';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { Range } from '../../queryfile';
import { plainInSnippet, Rank, type Draft } from './draft';

const headers = [
  ['Content-Type: application/http', 'A request'],
  ['Content-Transfer-Encoding: binary', 'As every request of a batch has it'],
  ['Content-ID: 1', 'The number of a request in a change set'],
  ['Content-Type: multipart/mixed; boundary=changeset', 'A change set: all of it or nothing'],
] as const;

/** One part of a batch, with the boundaries that the header names. */
export function batchSnippet({ query }: LanguageBlock): Draft[] {
  const type = query.headers.find(({ name }) => name.name.toLowerCase() === 'content-type');
  const boundary = /boundary="?([^";\s]+)/i.exec(type?.value ?? '')?.[1] ?? 'batch';
  const first = plainInSnippet(`--${boundary}`);
  const lines = [first, headers[0][0], headers[1][0], '', 'GET $0', '', `${first}--`];
  return [
    {
      label: `--${boundary}`,
      kind: 'snippet',
      insertText: lines.join('\n'),
      snippet: true,
      detail: 'A request of the batch',
      filterText: '--',
      rank: Rank.best,
      suggestNext: true,
    },
  ];
}

/** What is written on a line below a boundary, above the empty line that ends the headers of a part. */
export interface PartHeaders {
  readonly range: Range;
  /** The lines above it, in lower case. */
  readonly used: readonly string[];
}

/** Undefined where no header of a part stands. */
export function partHeadersAt(document: LanguageDocument, offset: number): PartHeaders | undefined {
  const block = document.blockAt(offset);
  const { body } = block?.query ?? {};
  if (!block || !body || !isBatch(block)) return undefined;
  if (offset < body.start || offset > batchEnd(document, body)) return undefined;
  // A batch may have hundreds of parts: no further up than to the last boundary.
  const from = Math.max(body.start, document.text.lastIndexOf('\n--', offset) + 1);
  const above = document.text.slice(from, offset).split(/\r\n?|\n/);
  const word = above.pop() ?? '';
  const used: string[] = [];
  for (const line of above.toReversed()) {
    if (/^--\S/.test(line)) {
      const isEnd = /^--\S+?--\s*$/.test(line);
      return isEnd || word.startsWith('--')
        ? undefined
        : { range: { start: offset - word.length, end: offset }, used };
    }
    if (line.trim() === '') return undefined;
    used.push(line.toLowerCase());
  }
  return undefined;
}

export function partHeaderDrafts(used: readonly string[]): Draft[] {
  const named = (line: string): string => line.slice(0, line.indexOf(':')).toLowerCase();
  return headers
    .filter(([line]) => !used.some((one) => one.startsWith(`${named(line)}:`)))
    .map(([line, detail], index) => ({
      label: line,
      kind: 'header',
      insertText: line,
      detail,
      rank: Rank.best + index,
    }));
}
