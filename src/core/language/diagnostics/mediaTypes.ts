import type { RequestText } from '../document';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';

/** What `Accept` and `Content-Type` may say, where Dataverse answers 415 to the rest. */
export function checkMediaType(header: string, value: RequestText, subject: Subject, report: Report): void {
  if (header === 'accept') checkAccept(value, subject, report);
  else if (header === 'content-type') checkContent(value, subject, report);
}

/** The document of the schema is XML and nothing else, and rows are JSON and nothing else. */
function checkAccept(value: RequestText, { url }: Subject, report: Report): void {
  const { segments } = url.path;
  const text = value.text.toLowerCase();
  if (text.includes('*')) return;
  if (segments[0]?.name.name === '$metadata') {
    if (text.includes('json') && !text.includes('xml')) {
      reportType('metadata-as-json', '$metadata comes as XML', 'xml', value, report);
    }
  } else if (!text.includes('json') && !/^\$(?:count|value|batch)$/.test(segments.at(-1)?.name.name ?? '')) {
    reportType('answer-not-json', 'Rows come as JSON', 'json', value, report);
  }
}

/** A body is JSON, but that of a batch, and the bytes of a file or picture that are sent to their column. */
function checkContent(value: RequestText, { block, url }: Subject, report: Report): void {
  const { segments } = url.path;
  const { body, method } = block;
  if (!body || method === 'GET' || segments[0]?.name.name === '$batch') return;
  if (/json|multipart/i.test(value.text)) return;
  if (segments.length > 1 && /^(?:PUT|PATCH)$/.test(method)) return;
  reportType('body-not-json', 'A body is sent as JSON', 'json', value, report);
}

function reportType(code: string, says: string, type: string, value: RequestText, report: Report): void {
  const range = { start: 0, end: value.text.length };
  const title = `Write application/${type}`;
  report.text(value, range, {
    code,
    severity: 'error',
    message: `${says} only: with this header Dataverse answers 415. ${title}.`,
    link: pages.headers,
    fixes: [{ title, edits: [{ ...range, text: `application/${type}` }], preferred: true }],
  });
}
