import { firstEntry } from '../../model';
import type { TextTable } from '../../model';
import type { Steps } from '../slices';
import type { TextPart, TextParts } from './textParts';

export interface UsedCharacters {
  /** One a code unit: 1 where it occurs. */
  readonly units: Uint8Array;
  /** Characters of two units that occur. */
  readonly pairs: ReadonlySet<number>;
  /** Surrogates that occur without the other one of a pair. */
  readonly lone: ReadonlySet<number>;
  readonly places: UsedPlaces;
}

/** Which units stand at which places of the texts that are kept as bytes. */
export interface UsedPlaces {
  /** 256 a place: 1 where the unit occurs there. What stands further behind counts as at the last place. */
  readonly units: Uint8Array;
  /** Units of the shortest text; that of no text is infinite. */
  readonly shortest: number;
}

/** Places that are told apart. */
export const notedPlaces = 128;
/** Units between two pauses. */
const unitsAtOnce = 2_000_000;
/** Parts that are looked at in a sample, evenly spread. */
const sampledParts = 24;

/** The parts that are looked at. */
export function* partsToRead(texts: TextParts, sampled: boolean): Iterable<number> {
  const step = sampled ? Math.ceil(texts.parts / sampledParts) : 1;
  for (let part = 0; part < texts.parts; part += step) yield part;
}

/** Which characters occur; with `sampled` only in some of the parts, where there are many. */
export function* usedCharacters(texts: TextParts, sampled: boolean): Steps<UsedCharacters> {
  const units = new Uint8Array(0x10000);
  const surrogates = { pairs: new Set<number>(), lone: new Set<number>() };
  const byPlace = new Uint8Array(notedPlaces << 8);
  let shortest = Number.POSITIVE_INFINITY;
  let read = 0;
  for (const number of partsToRead(texts, sampled)) {
    const part = texts.at(number);
    const { table } = part;
    if (table.units instanceof Uint8Array) shortest = Math.min(shortest, notePlaces(part, byPlace));
    else {
      noteUnits(table.units, units);
      noteSurrogates(table.units, surrogates);
    }
    read += table.units.length;
    if (read > unitsAtOnce) {
      read = 0;
      yield;
    }
  }
  for (let i = 0; i < byPlace.length; i++) if (byPlace[i] === 1) units[i & 0xff] = 1;
  return { units, ...surrogates, places: { units: byPlace, shortest } };
}

/** @returns units of the shortest text */
function notePlaces({ table, states }: TextPart, into: Uint8Array): number {
  const { units, ends } = table;
  let shortest = Number.POSITIVE_INFINITY;
  let start = 0;
  for (let text = 0; text < ends.length; text++) {
    const end = ends[text] ?? start;
    if (end - start < shortest && (states === undefined || (states[text] ?? 0) >= firstEntry)) {
      shortest = end - start;
    }
    const last = start + notedPlaces - 1;
    const near = end < last ? end : last;
    let i = start;
    for (; i < near; i++) into[((i - start) << 8) | (units[i] ?? 0)] = 1;
    for (; i < end; i++) into[((notedPlaces - 1) << 8) | (units[i] ?? 0)] = 1;
    start = end;
  }
  return shortest;
}

function noteUnits(units: TextTable['units'], used: Uint8Array): void {
  for (let i = 0; i < units.length; i++) used[units[i] ?? 0] = 1;
}

/** Two that make a pair only because one text ends and the next one begins with them are so rare that they may be missed. */
function noteSurrogates(units: Uint16Array, { pairs, lone }: Record<'pairs' | 'lone', Set<number>>): void {
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (!isSurrogate(unit)) continue;
    const code = pairAt(units, i, units.length);
    if (code === 0) lone.add(unit);
    else {
      pairs.add(code);
      i++;
    }
  }
}

export function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

/** Character of the surrogate pair at a place, 0 where there is none. */
export function pairAt(units: TextTable['units'], at: number, end: number): number {
  const lead = units[at] ?? 0;
  if ((lead & 0xfc00) !== 0xd800 || at + 1 >= end) return 0;
  const trail = units[at + 1] ?? 0;
  return (trail & 0xfc00) === 0xdc00 ? 0x10000 + ((lead & 0x3ff) << 10) + (trail & 0x3ff) : 0;
}
