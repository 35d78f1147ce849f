import { sourceOf } from '../../odata/source';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { xmlFault } from './xmlFault';

/** FetchXML that is no XML: the server answers "Invalid XML". */
export function checkFetchXml({ block, url }: Subject, report: Report): void {
  for (const { kind, name, value } of url.options) {
    if (kind !== 'custom' || name.name !== 'fetchXml' || !value) continue;
    const { start, end } = value;
    // What a variable stands for may be any part of it.
    if (block.target.holes.some((hole) => hole.start < end && hole.end > start)) continue;
    const { chars, offsets } = sourceOf(url.text.slice(start, end));
    // A place to fill in, or an alias.
    if (!/^[\s+]*</.test(chars)) continue;
    const fault = xmlFault(chars);
    if (!fault) continue;
    const at = (index: number): number => start + (offsets?.[index] ?? index);
    report.target(
      { start: at(fault.start), end: at(fault.end) },
      {
        code: 'broken-xml',
        severity: 'error',
        message: `This FetchXML is no well-formed XML. ${fault.message}`,
        link: pages.fetchXml,
      },
    );
  }
}
