import type { Range } from '../../queryfile';
import type { Schema } from '../../metadata/model';
import type { SchemaLabels } from '../../metadata/labels';
import { bindUrl } from '../binding/url';
import type { UrlBinding } from '../binding';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { LanguageKnowledge } from '../model';
import type { TargetPoint } from './point';
import { slotAt, type Slot } from './slot';
import type { TrailNode } from './trail';
import { wordAt, type Word } from './word';

/** The cursor in a request's target: what stands there, what is expected, and what is known of both. */
export interface Site {
  readonly document: LanguageDocument;
  readonly block: LanguageBlock;
  readonly knowledge: LanguageKnowledge;
  readonly schema: Schema | undefined;
  readonly labels: SchemaLabels | undefined;
  readonly point: TargetPoint;
  readonly word: Word;
  readonly slot: Slot;
  /** Of the text before the cursor. */
  readonly binding: UrlBinding | undefined;
}

/** Undefined where no name, value or operator can stand. */
export function siteAt(
  document: LanguageDocument,
  block: LanguageBlock,
  point: TargetPoint,
  knowledge: LanguageKnowledge,
): Site | undefined {
  const word = wordAt(point);
  const slot = slotAt(point, word);
  if (!slot) return undefined;
  const { schema, labels } = knowledge;
  const holes = block.target.holes.filter(({ end }) => end <= word.start);
  const binding = schema && bindUrl(slot.url, schema, holes);
  return { document, block, knowledge, schema, labels, point, word, slot, binding };
}

/** The place in the document that a completion of the word takes. */
export function wordRange({ document, block, word, point, slot }: Site): Range {
  const { cursor } = point;
  // An operator goes before the word that it is typed in front of; a name takes its place.
  const before = slot.kind !== 'name' && word.typed === '';
  if (point.gap || before || word.start === word.end) return { start: cursor, end: cursor };
  const { start, end } = block.target.map.rangeToDocument(word.start, word.end);
  return inLine(document.text, { start: Math.min(start, cursor), end: Math.max(end, cursor) }, cursor);
}

/** A text that nothing closes goes on over lines; a completion keeps to the line of the cursor. */
function inLine(text: string, { start, end }: Range, cursor: number): Range {
  const before = text.slice(start, cursor);
  const after = text.slice(cursor, end);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  const lineEnd = after.search(/[\r\n]/);
  return { start: start + lineStart, end: lineEnd < 0 ? end : cursor + lineEnd };
}

/** The node of a kind that is nearest to the end of the trail, and what is below it. */
export function nearest<K extends TrailNode['kind']>(
  trail: readonly TrailNode[],
  ...kinds: readonly K[]
): Extract<TrailNode, { kind: K }> | undefined {
  const wanted: ReadonlySet<string> = new Set(kinds);
  return trail.findLast((node): node is Extract<TrailNode, { kind: K }> => wanted.has(node.kind));
}
