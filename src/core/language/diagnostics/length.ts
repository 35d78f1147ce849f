import { longestUrl } from '../../dataverse/requestBuilder';
import { encodeRequestTarget } from '../../odata';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';

// No encoding of a text makes it more than nine times as long: three bytes for a UTF-16 unit, three characters each.
const growth = 9;
/** `https://contoso.crm4.dynamics.com/api/data/v9.2/`, where the file does not say it. */
const usualRoot = 49;

/** A URL longer than Dataverse reads, as it is sent. */
export function checkLength({ url, block }: Subject, report: Report): void {
  const { text } = url;
  if (text.length * growth + usualRoot <= longestUrl) return;
  const encoded = encodeRequestTarget(text).length;
  const length = encoded + (/^https?:/i.test(text) ? 0 : usualRoot);
  if (length <= longestUrl) return;
  const { method } = block;
  report.target(
    { start: 0, end: Math.min(text.length, url.path.end) },
    {
      code: 'url-too-long',
      severity: 'error',
      message: `The URL has ${length.toLocaleString('en-US')} characters once it is encoded; Dataverse reads 32,768. Send the ${method} inside a $batch request, where 65,536 are read, or shorten it.`,
      link: pages.batch,
    },
  );
}
