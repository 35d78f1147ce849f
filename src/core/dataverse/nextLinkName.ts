const backslash = 0x5c;

const name = Array.from('"@odata.nextLink"', (letter) => letter.charCodeAt(0));
const byteOf = (at: number): number => name[at] ?? 0;
const parts = Array.from(
  { length: name.length - 3 },
  (_, at) => byteOf(at) | (byteOf(at + 1) << 8) | (byteOf(at + 2) << 16) | (byteOf(at + 3) << 24),
);

const placeOf = (part: number): number => Math.imul(part, 0x9e3779b1) >>> 20;
/** 1 where one of the parts has its place. */
const places = new Uint8Array(4096);
for (const part of parts) places[placeOf(part)] = 1;

/**
 * Whether the quoted name of the next link stands anywhere in a body, or may, spelt with escapes. Wherever it stands,
 * one of every so many groups of four bytes is a part of it: no other byte is looked at.
 */
export function mayHoldNextLink(body: Uint8Array): boolean {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at + 4 <= body.length; at += parts.length) {
    const part = view.getInt32(at, true);
    if (places[placeOf(part)] === 1 && standsAround(body, at, part)) return true;
  }
  return mayBeEscaped(body, view);
}

/** Whether the name stands where its part is the one at `at`. */
function standsAround(body: Uint8Array, at: number, part: number): boolean {
  for (let i = 0; i < parts.length; i++) if (parts[i] === part && standsAt(body, at - i)) return true;
  return false;
}

function standsAt(body: Uint8Array, at: number): boolean {
  let same = 0;
  while (same < name.length && body[at + same] === name[same]) same++;
  return same === name.length;
}

const slashes = 0x5c5c5c5c;
const [ones, highBits] = [0x01010101, 0x80808080];

/** Whether a letter of the name is written as `\u0040` is. */
function mayBeEscaped(body: Uint8Array, view: DataView): boolean {
  const whole = body.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    // Non-zero where one of the four bytes is a backslash.
    const found = view.getInt32(at, true) ^ slashes;
    if (((found - ones) & ~found & highBits) === 0) continue;
    for (let i = at; i < at + 4; i++) if (body[i] === backslash && startsLetter(body, i)) return true;
  }
  // Not enough follows for a letter.
  return false;
}

/** One from `@` on, or the full stop. */
function startsLetter(body: Uint8Array, at: number): boolean {
  if (body[at + 1] !== 0x75 || body[at + 2] !== 0x30 || body[at + 3] !== 0x30) return false;
  const sixteens = (body[at + 4] ?? 0) - 0x30;
  const isStop = sixteens === 2 && ((body[at + 5] ?? 0) | 0x20) === 0x65;
  return isStop || sixteens === 4 || sixteens === 6 || sixteens === 7;
}
