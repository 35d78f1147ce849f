import { batchSnippet, partHeaderDrafts, partHeadersAt } from './completion/batchItems';
import { bodyDrafts, bodySnippet } from './completion/bodyItems';
import { placed } from './completion/draft';
import {
  directiveDrafts,
  environmentDrafts,
  headerDrafts,
  headerValueDrafts,
  methodDrafts,
  variableDrafts,
} from './completion/fileItems';
import { nextOptionDrafts } from './completion/nextOption';
import { startDrafts } from './completion/pathItems';
import { placeAt, type Place } from './completion/place';
import { pointInTarget } from './completion/point';
import { siteAt, wordRange } from './completion/site';
import { targetDrafts } from './completion/targetItems';
import type { LanguageDocument } from './document';
import { batchPartsAt, isBatch } from './document/batch';
import { movedRange } from './document/moved';
import type { Completion, LanguageKnowledge } from './model';
import type { Range } from '../queryfile';

export { snippetText } from './completion/draft';
export { prepareCompletion } from './completion/prepare';

/** What may be written at an offset, most likely first by `sortText`. Empty where nothing is known to fit. */
export function complete(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
): readonly Completion[] {
  const frame = partHeadersAt(document, offset);
  if (frame) return placed(partHeaderDrafts(frame.used), frame.range);
  const parts = batchPartsAt(document, offset);
  if (parts) {
    return complete(parts.document, offset - parts.start, knowledge).map((one) => ({
      ...one,
      range: movedRange(one.range, parts.start),
      ...(one.edits ? { edits: one.edits.map((edit) => movedRange(edit, parts.start)) } : {}),
    }));
  }
  const place = placeAt(document, offset);
  return place ? itemsAt(document, offset, knowledge, place) : [];
}

function itemsAt(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
  place: Place,
): readonly Completion[] {
  if (place.kind === 'target') return targetItems(document, offset, knowledge, place);
  if (place.kind === 'body') return bodyDrafts(document, place.block, offset, knowledge);
  if (place.kind === 'headerValue') return headerValueItems(document, offset, knowledge, place);
  if (place.kind === 'start') return startItems(knowledge, place);
  if (place.kind === 'variable') {
    return placed(variableDrafts(document, offset, place.closed), place.range);
  }
  return placed(place.kind === 'directive' ? directiveDrafts() : environmentDrafts(knowledge), place.range);
}

function startItems(
  knowledge: LanguageKnowledge,
  { range, above }: Extract<Place, { kind: 'start' }>,
): Completion[] {
  const body = above ? (isBatch(above) ? batchSnippet(above) : bodySnippet(above)) : [];
  const { schema, labels } = knowledge;
  const paths = startDrafts({ method: 'GET', explicit: false, next: '' }, schema, labels);
  return placed([...body, ...methodDrafts(''), ...paths], range);
}

function targetItems(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
  { block, first, lineStart, afterHeaders }: Extract<Place, { kind: 'target' }>,
): Completion[] {
  const next = document.text.charAt(lineStart?.end ?? first?.end ?? offset);
  const { method } = block.query;
  if (first && method && offset <= method.end) {
    // `Get` may also become a function's name.
    const start = { method: 'GET', explicit: true, next };
    const paths = block.target.text === '' ? startDrafts(start, knowledge.schema, knowledge.labels) : [];
    return placed([...methodDrafts(next), ...paths], first);
  }
  const headers = lineStart && next !== '=' ? placed(headerDrafts(block), lineStart) : [];
  if (afterHeaders) return headers;
  const site = siteAt(document, block, pointInTarget(block, offset), knowledge);
  const drafts = site ? targetDrafts(site) : [];
  const range = site ? wordRange(site) : { start: offset, end: offset };
  const methods = first ? placed(methodDrafts(next), first) : [];
  // A line that nothing on the one above asks for begins the next option.
  const goesOn = drafts.length > 0 && site?.slot.kind === 'name';
  const options = lineStart && !goesOn ? nextOptionDrafts(document, block, lineStart, knowledge) : [];
  const more = lineStart ? placed(options, lineStart) : [];
  return [...methods, ...placed(drafts, range), ...more, ...headers];
}

function headerValueItems(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
  { block, header, end }: Extract<Place, { kind: 'headerValue' }>,
): Completion[] {
  const from = document.text.indexOf(':', header.name.end) + 1;
  const isList = header.name.name.toLowerCase() === 'prefer';
  const parts = isList ? listParts(document.text.slice(from, end)) : [document.text.slice(from, end)];
  const others: string[] = [];
  let range: Range = { start: offset, end: offset };
  let at = from;
  for (const part of parts) {
    if (offset >= at && offset <= at + part.length) {
      const start = at + part.length - part.trimStart().length;
      range = { start: Math.min(start, offset), end: Math.max(at + part.trimEnd().length, offset) };
    } else others.push(part);
    at += part.length + 1;
  }
  return placed(headerValueDrafts(document, block, knowledge, header.name.name, others), range);
}

/** What stands between the commas that are not in quotes. */
function listParts(text: string): string[] {
  return (
    text
      .match(/(?:"[^"]*"|[^,"]|")*(?:,|$)/g)
      ?.slice(0, -1)
      .map((part) => part.replace(/,$/, '')) ?? [text]
  );
}
