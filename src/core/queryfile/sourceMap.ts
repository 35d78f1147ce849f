/** UTF-16 offsets into the document: [start, end). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Maps offsets of a joined text to the document and back. */
export interface SourceMap {
  /** The document's offset of an offset in the text; substituted text maps to its `{{…}}`. */
  toDocument(offset: number): number;
  /** The document's range of a range of the text. */
  rangeToDocument(start: number, end: number): Range;
  /** The text's offset of a document's offset, or undefined where that is not part of it. */
  fromDocument(offset: number): number | undefined;
}

/** A stretch of the text and the stretch of the document that it came from. */
interface Piece {
  /** In the text. */
  readonly start: number;
  readonly end: number;
  readonly docStart: number;
  readonly docEnd: number;
  /** Character by character; else the whole piece stands for the whole stretch (`{{…}}`, a joining space). */
  readonly exact: boolean;
}

/** Text that is put together from pieces of a document. */
export class MappedText implements SourceMap {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  /** The pieces stand in the document in the same order. */
  readonly #inOrder: boolean;
  /** How far the document's side lies behind what the pieces say. */
  readonly #by: number;

  constructor(text: string, pieces: readonly Piece[], inOrder: boolean, by = 0) {
    this.text = text;
    this.#pieces = pieces;
    this.#inOrder = inOrder;
    this.#by = by;
  }

  toDocument(offset: number): number {
    const piece = this.#pieceAt(offset);
    if (!piece) return 0;
    if (offset >= piece.end) return piece.docEnd + this.#by;
    return this.#by + piece.docStart + (piece.exact ? Math.max(0, offset - piece.start) : 0);
  }

  rangeToDocument(start: number, end: number): Range {
    const from = this.toDocument(start);
    if (end <= start) return { start: from, end: from };
    const last = this.#pieceAt(end - 1);
    if (!last) return { start: from, end: from };
    const to = last.exact ? Math.min(last.docStart + end - last.start, last.docEnd) : last.docEnd;
    return { start: from, end: Math.max(from, to + this.#by) };
  }

  fromDocument(documentOffset: number): number | undefined {
    const offset = documentOffset - this.#by;
    const piece = this.#inOrder
      ? this.#pieces[this.#lastIndex(offset, 'docStart')]
      : this.#pieces.findLast(({ docStart, docEnd }) => docStart <= offset && offset <= docEnd);
    if (!piece || offset < piece.docStart || offset > piece.docEnd) return undefined;
    if (piece.exact) return piece.start + offset - piece.docStart;
    return offset === piece.docEnd ? piece.end : piece.start;
  }

  /** The pieces of a part of the text, for a text that is made of this one. */
  addTo(builder: MappedTextBuilder, start: number, end: number): void {
    for (let at = this.#lastIndex(start, 'start'); at < this.#pieces.length; at++) {
      const piece = this.#pieces[at];
      if (!piece || piece.start >= end) return;
      const from = Math.max(start, piece.start);
      const to = Math.min(end, piece.end);
      if (from >= to) continue;
      const part = this.text.slice(from, to);
      const docStart = piece.docStart + this.#by;
      if (piece.exact) builder.add(part, docStart + from - piece.start);
      else builder.addFor(part, docStart, piece.docEnd + this.#by);
    }
  }

  /** The same text, so many units further on in the document. */
  moved(by: number): MappedText {
    return new MappedText(this.text, this.#pieces, this.#inOrder, this.#by + by);
  }

  /** A part of it. */
  slice(start: number, end: number): MappedText {
    const builder = new MappedTextBuilder();
    this.addTo(builder, start, end);
    return builder.build();
  }

  /** The piece that holds an offset, or the last one that begins before it. */
  #pieceAt(offset: number): Piece | undefined {
    return this.#pieces[this.#lastIndex(offset, 'start')];
  }

  /** Index of the last piece that begins at or before an offset; 0 for none. */
  #lastIndex(offset: number, side: 'start' | 'docStart'): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.[side] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export class MappedTextBuilder {
  #text = '';
  readonly #pieces: Piece[] = [];
  #inOrder = true;

  get text(): string {
    return this.#text;
  }

  /** Text that stands in the document just so. */
  add(text: string, docStart: number): void {
    this.#push(text, docStart, docStart + text.length, true);
  }

  /** Text that takes the place of a stretch of the document. */
  addFor(text: string, docStart: number, docEnd: number): void {
    this.#push(text, docStart, docEnd, false);
  }

  build(): MappedText {
    return new MappedText(this.#text, this.#pieces, this.#inOrder);
  }

  #push(text: string, docStart: number, docEnd: number, exact: boolean): void {
    if (text === '') return;
    const last = this.#pieces.at(-1);
    if (last && last.docEnd > docStart) this.#inOrder = false;
    const start = this.#text.length;
    this.#text += text;
    this.#pieces.push({ start, end: this.#text.length, docStart, docEnd, exact });
  }
}
