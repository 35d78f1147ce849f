import { el } from '../dom';
import type { CellPlace, RowSource } from './contract';

/** How base64 of a picture begins, by its type. What else a column may hold is never shown as a picture. */
const types: readonly (readonly [start: string, type: string])[] = [
  ['iVBORw0KGgo', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
];
/** Characters of base64. */
const largest = 1_400_000;
const mostKept = 200;
const mostAsked = 4;

/** A `data:` address of the picture; `undefined` for what is none that is known. */
export function pictureOf(base64: string): string | undefined {
  if (base64.length > largest || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const type = types.find(([start]) => base64.startsWith(start))?.[1];
  return type && `data:${type};base64,${base64}`;
}

/** Small pictures in cells: a window holds only their beginning, so they are asked for one by one as they come into view. */
export class Pictures {
  readonly #known = new Map<string, string | undefined>();
  readonly #wanted = new WeakMap<HTMLElement, string>();
  #queue: { readonly holder: HTMLElement; readonly place: CellPlace; readonly key: string }[] = [];
  #asked = 0;

  constructor(private readonly source: RowSource) {}

  clear(): void {
    this.#known.clear();
    this.#queue = [];
  }

  /** Shows the cell's picture in `holder` as soon as it is there, unless that shows another one by then. */
  show(holder: HTMLElement, place: CellPlace): void {
    const key = `${this.source.version} ${place.row} ${place.column}`;
    if (this.#wanted.get(holder) === key && holder.querySelector('img')) return;
    holder.querySelector('img')?.remove();
    holder.classList.remove('on');
    this.#wanted.set(holder, key);
    if (this.#known.has(key)) return this.#put(holder, this.#known.get(key));
    this.#queue.push({ holder, place, key });
    void this.#next();
  }

  async #next(): Promise<void> {
    if (this.#asked >= mostAsked) return;
    const next = this.#queue.pop();
    if (!next) return;
    if (this.#wanted.get(next.holder) !== next.key || !next.holder.isConnected) return this.#next();
    this.#asked++;
    try {
      const cell = await this.source.whole(next.place);
      this.#keep(next.key, cell && cell.cutAt === undefined ? pictureOf(cell.raw) : undefined);
      if (this.#wanted.get(next.holder) === next.key) this.#put(next.holder, this.#known.get(next.key));
    } catch {
      // It says "Picture" and opens as text.
    }
    this.#asked--;
    return this.#next();
  }

  #put(holder: HTMLElement, address: string | undefined): void {
    if (address === undefined) return;
    const image = el('img', '', { alt: 'Picture' });
    image.src = address;
    holder.prepend(image);
    holder.classList.add('on');
  }

  #keep(key: string, address: string | undefined): void {
    this.#known.set(key, address);
    if (this.#known.size <= mostKept) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}
