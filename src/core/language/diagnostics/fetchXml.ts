import { sourceOf } from '../../odata/source';
import { unknownFetchNames } from './fetchXmlNames';
import { pages } from './links';
import type { Report } from './report';
import type { Subject } from './rule';
import { xmlFault } from './xmlFault';

/** FetchXML that is no XML: the server answers "Invalid XML"; names in it that the schema does not have. */
export function checkFetchXml({ block, url, schema }: Subject, report: Report): void {
  for (const { kind, name, value } of url.options) {
    if (kind !== 'custom' || name.name !== 'fetchXml' || !value) continue;
    const { start, end } = value;
    // What a variable stands for may be any part of it.
    if (block.target.holes.some((hole) => hole.start < end && hole.end > start)) continue;
    const { chars, offsets } = sourceOf(url.text.slice(start, end));
    // A place to fill in, or an alias.
    if (!/^[\s+]*</.test(chars)) continue;
    const fault = xmlFault(chars);
    const at = (index: number): number => start + (offsets?.[index] ?? index);
    for (const { code, message, near, ...range } of !fault && schema
      ? unknownFetchNames(chars, schema)
      : []) {
      const place = { start: at(range.start), end: at(range.end) };
      report.target(place, {
        code,
        // Not all that FetchXML can ask for stands in the schema.
        severity: near.length > 0 ? 'error' : 'warning',
        message,
        link: pages.fetchXml,
        fixes: near.map((text) => ({ title: `Write ${text}`, edits: [{ ...place, text }] })),
      });
    }
    if (!fault) continue;
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
