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
  const last = segments.at(-1)?.name.name ?? '';
  const isMetadata = segments[0]?.name.name === '$metadata';
  if (value.text.includes('*') || (!isMetadata && /^\$(?:count|value|batch)$/.test(last))) return;
  if ((isMetadata ? /xml/i : /json/i).test(value.text)) return;
  if (isMetadata && !/json/i.test(value.text)) return;
  const [code, what, type] = isMetadata
    ? ['metadata-as-json', '$metadata comes as XML only', 'application/xml']
    : ['answer-not-json', 'Rows come as JSON only', 'application/json'];
  reportType(code, `${what}: with this header Dataverse answers 415.`, type, value, report);
}

/** A body is JSON, but that of a batch, and the bytes of a file or picture that are sent to their column. */
function checkContent(value: RequestText, { block, url }: Subject, report: Report): void {
  const { segments } = url.path;
  const { body, method } = block;
  const [first] = segments;
  if (!body || method === 'GET' || first?.name.name === '$batch') return;
  if (/json|multipart/i.test(value.text)) return;
  if (segments.length > 1 && /^(?:PUT|PATCH)$/.test(method)) return;
  const message = 'The body of a request is JSON: with this header Dataverse answers 415.';
  reportType('body-not-json', message, 'application/json', value, report);
}

function reportType(code: string, says: string, type: string, value: RequestText, report: Report): void {
  const range = { start: 0, end: value.text.length };
  report.text(value, range, {
    code,
    severity: 'error',
    message: `${says} Write ${type}.`,
    link: code === 'metadata-as-json' ? pages.service : pages.headers,
    fixes: [{ title: `Write ${type}`, edits: [{ ...range, text: type }], preferred: true }],
  });
}
