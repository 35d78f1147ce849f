import { firstEntry } from '../../model';
import { estimateDifferent } from './estimate';
import type { TextParts } from './textParts';

/** Texts that are looked at, evenly spread. */
const countedTexts = 12_288;
const tableBits = 16;

/** Tells about how many different beginnings texts have. */
export class BeginningCounts {
  /** Of the texts that are looked at. */
  readonly #texts: {
    readonly units: Uint8Array | Uint16Array;
    readonly start: number;
    readonly end: number;
  }[] = [];

  /** @param parts numbers of those that are looked at */
  constructor(texts: TextParts, parts: readonly number[]) {
    for (const number of parts) {
      const { table, states } = texts.at(number);
      const { units, ends } = table;
      const step = Math.max(1, Math.floor((ends.length * parts.length) / countedTexts));
      for (let text = 0; text < ends.length; text += step) {
        if (states !== undefined && (states[text] ?? 0) < firstEntry) continue;
        this.#texts.push({ units, start: text === 0 ? 0 : (ends[text - 1] ?? 0), end: ends[text] ?? 0 });
      }
    }
  }

  /** @param most units of a beginning */
  estimate(most: number): number {
    const hashes = new Int32Array(2 ** tableBits);
    const counts = new Uint16Array(2 ** tableBits);
    for (const { units, start, end } of this.#texts) {
      const stop = Math.min(end, start + most);
      let hash = 0;
      for (let i = start; i < stop; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
      hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
      let place = hash >>> (32 - tableBits);
      while (counts[place] !== 0 && hashes[place] !== hash) place = (place + 1) & (counts.length - 1);
      hashes[place] = hash;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return estimateDifferent(counts);
  }
}
