import type { Random } from './random';

const marks = [
  ...'()[]{}\'"?&=#%/;,:@$.+- <>\\0aé\t\n'.split(''),
  '\ud83d',
  '\ufeff',
  '\u2028',
  '%2',
  '%zz',
  '%FF',
  '%28',
  '%2F',
  '%27',
  "''",
  '&$',
  '((',
  ' and ',
  ' eq ',
  '/any(x:',
  '$expand=',
  '$count(',
  'case(',
  '1L',
  'null',
];

const brackets = [
  '(',
  '[',
  '{"a":',
  'not ',
  '-',
  'f(',
  'a/any(x:',
  '$expand=a(',
  'concat(',
  "'",
  '"',
  '%28',
  '{',
  '((',
  '/',
];

/** Drops, doubles, inserts, cuts and swaps pieces; now and then nests 10,000 deep. */
export function mutate(text: string, random: Random): string {
  if (random(5000) === 0) return nest(text, random);
  let out = text;
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(out.length + 1);
    const to = Math.min(out.length, at + random(8));
    const part = out.slice(at, to);
    switch (random(6)) {
      case 0:
        out = out.slice(0, at) + out.slice(to);
        break;
      case 1:
        out = out.slice(0, to) + part + out.slice(to);
        break;
      case 2:
        out = out.slice(0, at) + (marks[random(marks.length)] ?? '') + out.slice(at);
        break;
      case 3:
        out = out.slice(0, at);
        break;
      case 4:
        out = out.slice(0, at) + part.split('').toReversed().join('') + out.slice(to);
        break;
      default: {
        const other = random(out.length + 1);
        const end = Math.min(out.length, other + random(20));
        out = out.slice(0, at) + out.slice(other, end) + out.slice(at);
      }
    }
  }
  return out;
}

function nest(text: string, random: Random): string {
  const at = random(text.length + 1);
  const mark = brackets[random(brackets.length)] ?? '(';
  return text.slice(0, at) + mark.repeat(10_000) + text.slice(at);
}
