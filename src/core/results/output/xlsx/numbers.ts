const decimal = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Whether a spreadsheet's number, a double, holds a JSON number digit for digit: read and written again it is the same
 * number, though perhaps with fewer zeros.
 */
export function isExactNumber(text: string): boolean {
  // No double is needed to see it: fifteen digits always survive (`DBL_DIG`).
  if (text.length <= 15 && !/[eE]/.test(text)) return true;
  const value = Number(text);
  return Number.isFinite(value) && digitsOf(text) === digitsOf(String(value));
}

/** Digits without zeros around them, and where the point stands: equal for equal numbers. Signs are left aside. */
function digitsOf(text: string): string | undefined {
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const point = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${significant}e${point}`;
}
