import { existsSync, readFileSync } from 'node:fs';
import type { Span } from '../../../src/core/odata';

const folder = '../shared/data/queries';

/** Whether the published queries are at hand. They are no part of the repository. */
export const hasData = existsSync(folder);

export interface PublishedQuery {
  readonly query: string;
  readonly expect?: string;
  readonly message?: string | null;
}

export function readQueries(name: string): readonly PublishedQuery[] {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as readonly PublishedQuery[];
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/**
 * What is wrong with the places of a tree: a span that is no span, a child outside its parent, siblings that
 * overlap. Empty for a tree from which the text can be put together again. No recursion, since trees may be deep.
 */
export function misplaced(tree: object & Span): string[] {
  const wrong: string[] = [];
  const open: { node: object; within: Span; path: string }[] = [{ node: tree, within: tree, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, within, path } = next;
    const span = isSpan(node) ? node : within;
    if (span.start > span.end || span.start < within.start || span.end > within.end) {
      wrong.push(`${path}: [${span.start},${span.end}) in [${within.start},${within.end})`);
    }
    for (const [key, value] of Object.entries(node)) {
      // Errors point anywhere; an option's text value is a second view of what its items are.
      if (key === 'errors' || typeof value !== 'object' || value === null) continue;
      open.push({ node: value as object, within: span, path: `${path}.${key}` });
      if (Array.isArray(value)) checkOrder(value, `${path}.${key}`, wrong);
    }
  }
  return wrong;
}

function checkOrder(items: readonly unknown[], path: string, wrong: string[]): void {
  let last = -1;
  for (const item of items) {
    if (!isSpan(item)) continue;
    if (item.start < last) wrong.push(`${path}: ${item.start} before ${last}`);
    last = item.end;
  }
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number';
}
