/** Texts that are markup, commands or trouble to whoever takes them for more than texts. */
export const hostileTexts: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  '</td></tr></table><b>',
  '[click](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  'javascript:alert(1)',
  '\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007',
  '\u001b[2J\u001b[31mred',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://example.com","x")',
  '+1+1',
  '-1+1',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '\uff1d1+1',
  "'=1+1",
  'a "quoted" text',
  '"',
  '""',
  'a,b;c\td',
  'one\r\ntwo\nthree\rfour',
  '\r\n',
  '  spaces  ',
  ' ',
  'NUL \0 and \u0001\u0008\u000b\u001f\u007f\u0085',
  '\ufeffmarked',
  '\ufffe\uffff',
  '_x000D_ and _x0041_ and _x005F_',
  '& &amp; &#13; ]]>',
  '| a | b | \\| `code` **bold** _it_ ~~x~~',
  '😀 👩‍👩‍👧‍👦 🇳🇴',
  'שלום עולם مرحبا',
  '\u202egnp.exe',
  'Zoë Łukasz 北京',
  '\u2028\u2029',
  "O'Brien",
  'null',
  'true',
  '007',
  '1e5',
  '2026-11-21',
];

/** Halves of characters, which are no text at all. */
export const brokenTexts: readonly string[] = [
  '\ud83d',
  '\ude00',
  'a\ud83db',
  '\ude00\ud83d',
  '\ud83d\ud83d\ude00',
];

/** Numbers from 0 up to 1, the same ones for the same seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A text out of what breaks writers, of at most `longest` parts. */
export function randomText(next: () => number, longest: number): string {
  const parts = [
    '"',
    ',',
    '\t',
    '\r',
    '\n',
    '=',
    '-',
    "'",
    ' ',
    'a',
    'ß',
    '😀',
    '<',
    '&',
    '_x0041_',
    '\\',
    '|',
    '0',
  ];
  const count = Math.floor(next() * (longest + 1));
  return Array.from({ length: count }, () => parts[Math.floor(next() * parts.length)] ?? '').join('');
}
