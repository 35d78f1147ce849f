/**
 * Control characters, which move cursors, change titles and colours, and the marks that turn the direction of text
 * around. Data and the words of a server must not steer the terminal that shows them.
 */
// eslint-disable-next-line no-control-regex
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Each steering character as a visible sign: those below U+0020 as their pictures, the rest by number. */
export function neutral(text: string): string {
  return text.replace(steering, (char) => {
    const unit = char.charCodeAt(0);
    if (unit < 0x20) return String.fromCharCode(0x2400 + unit);
    return unit === 0x7f ? '\u2421' : `\\u${unit.toString(16).padStart(4, '0')}`;
  });
}

/** The same for text of several lines: line ends and tabs stay. */
export function neutralLines(text: string): string {
  return text.replace(/[^\n\t]+/g, neutral);
}
