/** Index after the end tag of the element that begins at `open`; undefined where it is not closed. */
export function xmlEnd(chars: string, open: number): number | undefined {
  let depth = 0;
  let at = open;
  while (at >= 0 && at < chars.length) {
    const tag = tagEnd(chars, at);
    if (tag === undefined) return undefined;
    depth += tag.depth;
    if (depth <= 0 && !tag.prolog) return tag.end;
    at = chars.indexOf('<', tag.end);
  }
  return undefined;
}

const opaque: readonly (readonly [start: string, stop: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

interface Tag {
  readonly end: number;
  /** How it changes the depth. */
  readonly depth: number;
  readonly prolog: boolean;
}

/** The tag, comment or declaration at a `<`. */
function tagEnd(chars: string, open: number): Tag | undefined {
  for (const [start, stop] of opaque) {
    if (!chars.startsWith(start, open)) continue;
    const end = chars.indexOf(stop, open + start.length);
    return end < 0 ? undefined : { end: end + stop.length, depth: 0, prolog: true };
  }
  for (let at = open + 1; at < chars.length; at++) {
    const char = chars[at];
    if (char === '"' || char === "'") {
      at = chars.indexOf(char, at + 1);
      if (at < 0) return undefined;
    } else if (char === '>') {
      const depth = chars[open + 1] === '/' ? -1 : chars[at - 1] === '/' ? 0 : 1;
      return { end: at + 1, depth, prolog: false };
    }
  }
  return undefined;
}
