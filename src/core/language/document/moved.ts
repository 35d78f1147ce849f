import type { Range, SourceMap } from '../../queryfile';

/** A source map of a text that has moved in its document. */
export class MovedMap implements SourceMap {
  readonly #map: SourceMap;
  readonly #shift: number;

  constructor(map: SourceMap, shift: number) {
    this.#map = map;
    this.#shift = shift;
  }

  toDocument(offset: number): number {
    return this.#map.toDocument(offset) + this.#shift;
  }

  rangeToDocument(start: number, end: number): Range {
    return movedRange(this.#map.rangeToDocument(start, end), this.#shift);
  }

  fromDocument(offset: number): number | undefined {
    return this.#map.fromDocument(offset - this.#shift);
  }
}

/** A range, or whatever else has a start and an end, so many units further on. */
export function movedRange<T extends Range>(range: T, shift: number): T {
  return { ...range, start: range.start + shift, end: range.end + shift };
}
