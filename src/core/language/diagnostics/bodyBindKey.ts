import { parseODataUrl, type ODataUrl } from '../../odata';
import type { UrlBinding } from '../binding';
import { bindUrl } from '../binding/url';
import type { BodyContext } from './bodyRecord';
import type { JsonNode } from './jsonTree';
import { keyFaults } from './keys';
import { pages } from './links';
import { literalFault } from './literalFaults';
import { mistakeAt, type Mistake } from './mistakes';
import type { Subject } from './rule';
import { syntaxFixes } from './syntaxFixes';

/** The key in the address of a row: `/contacts('00000000-…')`, `/contacts({00000000-…})`. The first fault is told. */
export function checkBindKey(
  { body, report, schema, subject }: BodyContext,
  value: Extract<JsonNode, { kind: 'string' }>,
): void {
  // What a variable stands for may be any part of it.
  if (body.holes.some((hole) => hole.start < value.end && hole.end > value.start)) return;
  const url = parseODataUrl(value.value);
  const fault = syntaxFault(url) ?? valueFault(subject, url, bindUrl(url, schema, []));
  if (!fault) return;
  const first = value.start + 1;
  const { finding } = fault;
  // With escapes in it, its offsets are others than the text's.
  const isPlain = value.value.length === value.end - 1 - first;
  const span = isPlain
    ? { start: first + fault.span.start, end: first + fault.span.end }
    : { start: first, end: value.end - 1 };
  const fixes = (finding.fixes ?? []).map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ start, end, text }) => ({ start: first + start, end: first + end, text })),
  }));
  report.text(body, span, { ...finding, link: pages.associate, fixes: isPlain ? fixes : [] });
}

function syntaxFault(url: ODataUrl): Mistake | undefined {
  const [error] = url.errors;
  if (!error) return undefined;
  const { start, end, code, message } = error;
  return (
    mistakeAt(url, error) ?? {
      span: { start, end },
      finding: { code, severity: 'error', message, fixes: syntaxFixes(url, error) },
    }
  );
}

function valueFault(subject: Subject, url: ODataUrl, binding: UrlBinding): Mistake | undefined {
  for (const { args } of url.path.segments) {
    for (const { value } of args?.items ?? []) {
      const expected = value.kind === 'literal' ? binding.expectationOf(value) : undefined;
      const finding =
        value.kind === 'literal' && expected ? literalFault({ ...subject, url }, value, expected) : undefined;
      if (finding) return { span: value, finding };
    }
  }
  return keyFaults(url, binding)[0];
}
