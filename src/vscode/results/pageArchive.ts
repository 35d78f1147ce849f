import { deflateRaw, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** About what an editor still opens with ease, in bytes of JSON before it is laid out. */
const mostAtOnce = 24_000_000;

interface KeptPage {
  readonly packed: Promise<Uint8Array>;
  readonly bytes: number;
  readonly rows: number;
}

/** The bodies of a result as they came, deflated: they are read again only when someone asks for the JSON. */
export class PageArchive {
  readonly #pages: KeptPage[] = [];

  get pages(): number {
    return this.#pages.length;
  }

  /** @param rows rows that the body holds */
  add(body: Uint8Array, rows: number): void {
    // Level 1 in zlib's own threads: a tenth of the size, and no time of this one.
    this.#pages.push({ packed: pack(body, { level: 1 }), bytes: body.byteLength, rows });
  }

  /** The bodies of the first pages, no more of them than an editor can take, and the rows that they hold. */
  async read(): Promise<{ readonly texts: readonly string[]; readonly rows: number }> {
    const texts: string[] = [];
    let bytes = 0;
    let rows = 0;
    for (const page of this.#pages) {
      if (texts.length > 0 && bytes + page.bytes > mostAtOnce) break;
      texts.push(new TextDecoder().decode(await unpack(await page.packed)));
      bytes += page.bytes;
      rows += page.rows;
    }
    return { texts, rows };
  }
}
