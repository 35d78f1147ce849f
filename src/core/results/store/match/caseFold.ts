import type { TextTable } from '../../model';

/** Lower case of each UTF-16 code unit by itself, as `toLowerCase` has it. */
interface CaseFold {
  readonly lower: Uint16Array;
  /** One a unit: 1 where `toLowerCase` looks at more than the unit: a surrogate, `Σ` at the end of a word, `İ`. */
  readonly contextual: Uint8Array;
}

const bytes = 0x100;
const units = 0x10000;
let narrow: Uint16Array | undefined;
let wide: CaseFold | undefined;

/** Lower case of the units of such a table. */
export function lowerCase(of: TextTable['units']): Uint16Array {
  return of instanceof Uint8Array ? (narrow ??= makeFold(bytes).lower) : wideFold().lower;
}

function wideFold(): CaseFold {
  if (wide !== undefined) return wide;
  wide = makeFold(units);
  for (const lead of casedLeads()) wide.contextual[lead] = 1;
  return wide;
}

function makeFold(count: number): CaseFold {
  const lower = new Uint16Array(count);
  const contextual = new Uint8Array(count);
  for (let unit = 0; unit < count; unit++) {
    const folded = String.fromCharCode(unit).toLowerCase();
    lower[unit] = folded.length === 1 ? folded.charCodeAt(0) : unit;
    if (folded.length !== 1 || unit === capitalSigma) contextual[unit] = 1;
  }
  return { lower, contextual };
}

const capitalSigma = 0x3a3;
/** `İ`; no unit before it is contextual. */
const firstContextual = 0x130;

/** First halves of the characters beyond U+FFFF that have two cases; they lie below U+20000. */
function* casedLeads(): Iterable<number> {
  for (let lead = 0xd800; lead < 0xd840; lead++) {
    for (let trail = 0xdc00; trail < 0xe000; trail++) {
      const char = String.fromCharCode(lead, trail);
      if (char.toLowerCase() === char) continue;
      yield lead;
      break;
    }
  }
}

const contextualTexts = new WeakMap<TextTable, Uint32Array>();
const none = new Uint32Array(0);

/** Numbers of the texts whose lower case is not that of their units one by one. */
export function textsWithContext(table: TextTable): Uint32Array {
  const { units, ends } = table;
  if (units instanceof Uint8Array) return none;
  const known = contextualTexts.get(table);
  if (known !== undefined) return known;
  const { contextual } = wideFold();
  const found: number[] = [];
  for (let i = 0, text = 0; i < units.length; i++) {
    const unit = units[i] ?? 0;
    if (unit < firstContextual || contextual[unit] === 0) continue;
    while ((ends[text] ?? units.length) <= i) text++;
    found.push(text);
    i = (ends[text] ?? units.length) - 1;
  }
  const texts = Uint32Array.from(found);
  contextualTexts.set(table, texts);
  return texts;
}
