import { endOfString } from './jsonScanner';

/**
 * Lays JSON out with two spaces a level and changes nothing else: digits of numbers and escapes stay as they
 * were sent, which a parse and a stringify would not do. Text that is no JSON comes back with odd line breaks
 * and is otherwise left alone. Yields pieces, so that the caller may breathe between them.
 */
export function* prettyJson(json: string): Iterable<string> {
  let depth = 0;
  let pos = 0;
  let piece = '';
  while (pos < json.length) {
    const unit = json[pos] ?? '';
    if (unit === '"') {
      const end = stringEnd(json, pos);
      piece += json.slice(pos, end);
      pos = end;
      continue;
    }
    pos++;
    if (unit === '{' || unit === '[') {
      const next = skipBlank(json, pos);
      const closer = json[next];
      if (closer === '}' || closer === ']') {
        piece += unit + closer;
        pos = next + 1;
      } else piece += unit + lineAt(++depth);
    } else if (unit === '}' || unit === ']') piece += lineAt(--depth) + unit;
    else if (unit === ',') piece += `,${lineAt(depth)}`;
    else if (unit === ':') piece += ': ';
    else if (unit > ' ' && unit !== '\ufeff') piece += unit;
    if (piece.length > pieceSize) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const pieceSize = 65_536;

function lineAt(depth: number): string {
  return `\n${'  '.repeat(Math.max(0, depth))}`;
}

function skipBlank(json: string, at: number): number {
  let pos = at;
  while (pos < json.length && (json[pos] ?? '') <= ' ') pos++;
  return pos;
}

function stringEnd(json: string, at: number): number {
  try {
    return endOfString(json, at);
  } catch {
    return json.length;
  }
}
