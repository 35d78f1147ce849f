import { deflateSync, crc32 } from 'node:zlib';

/** Most colours that a PNG with a palette can have. */
const most = 256;

/**
 * A PNG with a palette: a third of the size of one in true colour, and for a picture of a window hardly to be told
 * apart. The commonest colours are kept; the others take the nearest of these.
 * @param pixels RGBA, row by row
 */
export function palettePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const counts = countColours(pixels);
  const palette = [...counts.entries()]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([colour]) => colour);
  const index = new Map(palette.map((colour, i) => [colour, i]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    lines[to++] = 0;
    for (let x = 0; x < width; x++, from += 4) lines[to++] = nearest(colourAt(pixels, from), index, palette);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header(width, height)),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function countColours(pixels: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = colourAt(pixels, i);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}

function colourAt(pixels: Uint8Array, i: number): number {
  return ((pixels[i] ?? 0) << 16) | ((pixels[i + 1] ?? 0) << 8) | (pixels[i + 2] ?? 0);
}

function parts(colour: number): [red: number, green: number, blue: number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function nearest(colour: number, index: Map<number, number>, palette: readonly number[]): number {
  const known = index.get(colour);
  if (known !== undefined) return known;
  const distance = (other: number): number => {
    const theirs = parts(other);
    return parts(colour).reduce((sum, part, i) => sum + (part - (theirs[i] ?? 0)) ** 2, 0);
  };
  const [best] = palette.map((other, i) => ({ i, far: distance(other) })).toSorted((a, b) => a.far - b.far);
  const found = best?.i ?? 0;
  index.set(colour, found);
  return found;
}

/** Eight bits a pixel, colours from a palette. */
function header(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes.set([8, 3, 0, 0, 0], 8);
  return bytes;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}
