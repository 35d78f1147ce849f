import type { TextTable } from '../../model';

/** A unit of a needle by which places are found where the needle may stand. */
export interface RareUnit {
  /** Where it stands in the needle. */
  readonly at: number;
  /** Every unit that is taken for it is `unit` once the bits of `mask` are set. */
  readonly unit: number;
  readonly mask: number;
}

/** What tells capital letters from small ones in most alphabets. */
const caseBit = 0x20;
/** So many units of a table show which ones are rare. */
const sampledUnits = 512;

/** The units of a needle that can be looked for some at a time. @param fold by unit: what it is taken for */
export function searchableUnits(needle: Uint16Array, fold: Uint16Array): RareUnit[] {
  const found = Array.from(needle, (unit, at): RareUnit => ({ at, unit: unit | caseBit, mask: caseBit }));
  const exact = new Uint8Array(needle.length).fill(1);
  const fits = new Uint8Array(needle.length).fill(1);
  for (let unit = 0; unit < fold.length; unit++) {
    const folded = fold[unit] ?? 0;
    if (folded === unit) continue;
    for (let at = needle.indexOf(folded); at >= 0; at = needle.indexOf(folded, at + 1)) {
      exact[at] = 0;
      if ((unit | caseBit) !== (folded | caseBit)) fits[at] = 0;
    }
  }
  return found.flatMap((one) => {
    const unit = needle[one.at] ?? 0;
    if (exact[one.at] === 1) return [{ at: one.at, unit, mask: 0 }];
    return fits[one.at] === 1 ? [one] : [];
  });
}

/** The one that occurs least in a table, by a sample of it. */
export function rarestIn(units: TextTable['units'], choices: readonly RareUnit[]): RareUnit | undefined {
  const [first] = choices;
  if (first === undefined || choices.length === 1) return first;
  const counts = new Uint32Array(choices.length);
  const step = Math.max(1, Math.floor(units.length / sampledUnits));
  for (let i = 0; i < units.length; i += step) {
    const unit = units[i] ?? 0;
    for (let choice = 0; choice < counts.length; choice++) {
      const { unit: wanted = 0, mask = 0 } = choices[choice] ?? {};
      if ((unit | mask) === wanted) counts[choice] = (counts[choice] ?? 0) + 1;
    }
  }
  return choices[counts.indexOf(Math.min(...counts))];
}
