import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';

const mostParts = 1000;
const longestUrl = 65_536;

/** What Dataverse does not take in a batch: more than a thousand requests, and URLs longer than it reads there. */
export function checkBatch({ block, url }: Subject, report: Report): void {
  const { body } = block;
  if (!body || url.path.segments[0]?.name.name !== '$batch') return;
  let parts = 0;
  for (const line of body.text.matchAll(
    /^(?:GET|POST|PATCH|PUT|DELETE) +(\S.*?)(?: +HTTP\/\d(?:\.\d)?)?(?=\r?$)/gm,
  )) {
    const start = line.index + line[0].indexOf(line[1] ?? '');
    const range = { start: line.index, end: line.index + line[0].length };
    if (++parts === mostParts + 1) {
      report.text(body, range, {
        code: 'batch-too-many-parts',
        severity: 'error',
        message: 'A batch may hold 1,000 requests. Send the rest in another one.',
        link: pages.batch,
      });
    }
    const length = line[1]?.length ?? 0;
    if (length <= longestUrl) continue;
    report.text(
      body,
      { start, end: start + length },
      {
        code: 'url-too-long',
        severity: 'error',
        message: `This URL has ${length.toLocaleString('en-US')} characters; inside a batch Dataverse reads 65,536. Shorten it.`,
        link: pages.batch,
      },
    );
  }
}
