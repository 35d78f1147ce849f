import { parseODataUrl, type BinaryExpression, type ODataUrl } from '../../odata';
import type { TargetPoint } from './point';
import { trailOf, type TrailNode } from './trail';
import type { Word } from './word';

/** What is expected at the cursor: read from the text before it alone, so that what follows need not make sense yet. */
export interface Slot {
  /**
   * `name`: a name or a value; the last node of `trail` stands for it. `operator`: an operator or a direction; the last
   * of `trail` is what it follows. `as`: that word, behind an aggregate or a path.
   */
  readonly kind: 'name' | 'operator' | 'as';
  /** Of the text before the cursor. */
  readonly url: ODataUrl;
  readonly trail: readonly TrailNode[];
  /** Offset in the text of `url` of what stands for the word. */
  readonly at: number;
}

// A name that nobody has: the parser must take it for a name wherever one may stand.
const mark = 'cursor__here';

/**
 * The parser reads the text with a name in the place of the word; where it ends up in the tree tells what is expected.
 * Where no name can stand, an operator is tried. Undefined where neither may stand.
 */
export function slotAt(point: TargetPoint, word: Word): Slot | undefined {
  const before = point.text.slice(0, word.outerStart) + (point.gap ? ' ' : '');
  const at = before.length;
  const url = parseODataUrl(`${before}${word.quote ?? ''}${mark}${word.quote ?? ''}`);
  const trail = trailOf(url);
  if (holds(trail.at(-1), at)) return { kind: 'name', url, trail, at };
  return word.quote ? undefined : (operatorSlot(before, at) ?? asSlot(before));
}

/** The node is the mark, or a text (`$top=…`) that it stands in. */
function holds(node: TrailNode | undefined, at: number): boolean {
  if (!node) return false;
  if (node.kind === 'identifier') return node.start === at;
  if (node.kind === 'literal') return node.start <= at && node.end > at;
  return 'value' in node && typeof node.value === 'object' && node.value.start <= at && node.value.end > at;
}

function operatorSlot(before: string, at: number): Slot | undefined {
  const url = parseODataUrl(`${before}eq ${mark}`);
  const trail = trailOf(url);
  const index = trail.findLastIndex((node) => isOperator(node, at));
  const node = trail[index];
  if (node?.kind !== 'binary') return undefined;
  return { kind: 'operator', url, trail: [...trail.slice(0, index), node.left], at };
}

function isOperator(node: TrailNode, at: number): node is BinaryExpression {
  return node.kind === 'binary' && node.operatorSpan.start === at;
}

function asSlot(before: string): Slot | undefined {
  const url = parseODataUrl(`${before}as ${mark}`);
  const trail = trailOf(url);
  const last = trail.at(-1);
  const isAlias = last?.kind === 'identifier' && last.start === before.length + 3;
  return isAlias ? { kind: 'as', url, trail: trail.slice(0, -1), at: last.start } : undefined;
}
