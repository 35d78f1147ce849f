import type { ResponsePage } from '../../core/dataverse/execution';
import { doneFace } from '../../core/results/doneFace';
import type { PaneFace } from '../../protocol/resultsMessages';

/** A plain text longer than this is cut in the pane; the document shows all of it. */
const longestValue = 100_000;

/** What kind of document an answer is when it is opened in an editor. */
export type DocumentKind = 'json' | 'xml' | 'txt';

export type PageContent =
  /** Read where the rows are kept. */
  | { readonly kind: 'json' }
  /** `/$count`, `$metadata`, a plain value: shown as it is. */
  | { readonly kind: 'xml' | 'txt'; readonly face: PaneFace }
  /** No body: a write that succeeded. */
  | { readonly kind: 'none'; readonly face: PaneFace };

/** Tells what the body of an answer is, by what it says it is and by its beginning; JSON is not looked into. */
export function readContent(page: ResponsePage): PageContent {
  const { body, headers } = page.response;
  const type = headers['content-type'] ?? '';
  const isJson = /\bjson\b/i.test(type);
  if (isJson && body.length > longestValue) return { kind: 'json' };
  // Four bytes are the most that a code unit takes. TextDecoder leaves out the byte order mark before a count.
  const start = new TextDecoder().decode(body.subarray(0, 4 * longestValue + 4));
  if (start.trim() === '') return { kind: 'none', face: { face: 'finished', ...doneFace(page) } };
  if (isJson || (type === '' && /^\s*[[{]/.test(start))) return { kind: 'json' };
  const shown = start.length > longestValue ? `${start.slice(0, longestValue)}…` : start.trim();
  return { kind: /\bxml\b/i.test(type) ? 'xml' : 'txt', face: { face: 'value', text: shown } };
}
