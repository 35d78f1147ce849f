import type { TextTable } from '../../model';
import type { Steps } from '../slices';
import type { TextParts } from './textParts';

export interface UsedCharacters {
  /** One a code unit: 1 where it occurs. */
  readonly units: Uint8Array;
  /** Characters of two units that occur. */
  readonly pairs: ReadonlySet<number>;
}

/** Units between two pauses. */
const unitsAtOnce = 4_000_000;
/** Parts that are looked at in a sample, evenly spread. */
const sampledParts = 24;

/** Which characters occur; with `sampled` only in some of the parts, where there are many. */
export function* usedCharacters(texts: TextParts, sampled: boolean): Steps<UsedCharacters> {
  const used = new Uint8Array(0x10000);
  const pairs = new Set<number>();
  const step = sampled ? Math.ceil(texts.parts / sampledParts) : 1;
  let read = 0;
  for (let part = 0; part < texts.parts; part += step) {
    const { units } = texts.at(part).table;
    noteUnits(units, used);
    if (units instanceof Uint16Array) notePairs(units, pairs);
    read += units.length;
    if (read > unitsAtOnce) {
      read = 0;
      yield;
    }
  }
  return { units: used, pairs };
}

function noteUnits(units: TextTable['units'], used: Uint8Array): void {
  for (let i = 0; i < units.length; i++) used[units[i] ?? 0] = 1;
}

function notePairs(units: Uint16Array, pairs: Set<number>): void {
  for (let i = 0; i + 1 < units.length; i++) {
    const code = pairAt(units, i, units.length);
    if (code > 0) pairs.add(code);
  }
}

/** Character of the surrogate pair at a place, 0 where there is none. */
export function pairAt(units: TextTable['units'], at: number, end: number): number {
  const lead = units[at] ?? 0;
  if ((lead & 0xfc00) !== 0xd800 || at + 1 >= end) return 0;
  const trail = units[at + 1] ?? 0;
  return (trail & 0xfc00) === 0xdc00 ? 0x10000 + ((lead & 0x3ff) << 10) + (trail & 0x3ff) : 0;
}
