/** Character codes that mean something in a query. */
export const Code = {
  double: 0x22,
  hash: 0x23,
  dollar: 0x24,
  percent: 0x25,
  ampersand: 0x26,
  quote: 0x27,
  open: 0x28,
  close: 0x29,
  star: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  equals: 0x3d,
  question: 0x3f,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

// One look-up in place of several comparisons: this is where the parser spends its time.
const word = 1;
const digit = 2;
const hex = 4;
const blank = 8;
const closer = 16;
const classes = new Uint8Array(128);

function classify(chars: string, mark: number): void {
  for (const char of chars) {
    const code = char.charCodeAt(0);
    classes[code] = (classes[code] ?? 0) | mark;
  }
}

classify('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_', word);
classify('0123456789', digit);
classify('0123456789abcdefABCDEF', hex);
classify(' \t\r\n', blank);
classify(')]}', closer);

/** False for -1, which stands for the end of the text, and for NaN. */
function is(code: number, mark: number): boolean {
  return code >= 0 && code < 128 && ((classes[code] ?? 0) & mark) !== 0;
}

export function isBlank(code: number): boolean {
  return is(code, blank);
}

export function isDigit(code: number): boolean {
  return is(code, digit);
}

export function isHexDigit(code: number): boolean {
  return is(code, hex);
}

export function isCloser(code: number): boolean {
  return is(code, closer);
}

const letters = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}\p{Cs}]/u;

/** Characters of an odataIdentifier. Half a surrogate pair passes: letters beyond U+FFFF are letters. */
export function isWordCode(code: number): boolean {
  return code < 128 ? is(code, word) : letters.test(String.fromCharCode(code));
}
