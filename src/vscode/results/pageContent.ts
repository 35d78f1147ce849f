import { doneFace } from '../../core/results/doneFace';
import type { ResponsePage } from '../../core/dataverse/execution';
import type { PaneFace } from '../../protocol/resultsMessages';

/** A plain text longer than this is cut in the pane; the document shows all of it. */
const longestValue = 100_000;

/** What kind of document an answer is when it is opened in an editor. */
export type DocumentKind = 'json' | 'xml' | 'txt';

export type PageContent =
  | { readonly kind: 'json'; readonly text: string }
  /** `/$count`, `$metadata`, a plain value: shown as it is. */
  | { readonly kind: 'xml' | 'txt'; readonly face: PaneFace }
  /** No body: a write that succeeded. */
  | { readonly kind: 'none'; readonly face: PaneFace };

/** Reads the body of an answer by what it is, not only by what it says it is. */
export function readContent(page: ResponsePage): PageContent {
  // TextDecoder leaves out the byte order mark that Dataverse puts before a count.
  const text = new TextDecoder().decode(page.response.body);
  if (text.trim() === '') return { kind: 'none', face: { face: 'finished', ...doneFace(page) } };
  const type = page.response.headers['content-type'] ?? '';
  if (/\bjson\b/i.test(type) || (type === '' && /^\s*[[{]/.test(text))) return { kind: 'json', text };
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text.trim();
  return { kind: /\bxml\b/i.test(type) ? 'xml' : 'txt', face: { face: 'value', text: shown } };
}
