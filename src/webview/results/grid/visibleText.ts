/** Control characters (those of terminals among them), line separators, and what turns the direction of text around. */
const special = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const specials = /\r\n|[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const specialsOfLines = /[^\P{Cc}\r\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** No cell shows more, however long its text: the grid stays quick with texts of megabytes. */
const longestShown = 500;

/** Pixels of the narrowest character, as they follow each other in the texts of most scripts. */
const narrowest = 3;
/** The same for what may be made of several: letters with marks over or under them, emoji. */
const narrowestMade = 1;
/** The browser draws them as one. */
const blanks = /\s{3}/;
const made = /[\p{M}\p{Cf}\u{10000}-\u{10ffff}]/u;

/**
 * A text as one line that does nothing but be read: what has no shape, or changes that of others, is shown by a sign.
 * @param room pixels in which it is seen: of a text that is much longer, only the beginning is laid out
 */
export function visibleLine(text: string, room = Number.POSITIVE_INFINITY): string {
  const most = text.length <= room / narrowest ? longestShown : mostIn(text, room);
  const cut = text.length > most ? `${text.slice(0, cutPlace(text, most))}…` : text;
  return special.test(cut) ? cut.replaceAll(specials, sign) : cut;
}

/** The same for a text of many lines. */
export function visibleLines(text: string): string {
  return special.test(text) ? text.replaceAll(specialsOfLines, sign) : text;
}

/** Units of a text that may be seen in so many pixels. */
function mostIn(text: string, room: number): number {
  const beginning = text.slice(0, longestShown);
  if (blanks.test(beginning)) return longestShown;
  return Math.min(longestShown, Math.ceil(room / (made.test(beginning) ? narrowestMade : narrowest)));
}

/** Not between the two halves of one character. */
function cutPlace(text: string, most: number): number {
  const unit = text.charCodeAt(most - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? most - 1 : most;
}

function sign(found: string): string {
  const code = found.charCodeAt(0);
  if (found === '\t') return ' ';
  if (found === '\r\n' || code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return '↵';
  // Unicode has pictures of the 32 first ones and of delete.
  if (code < 32) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
