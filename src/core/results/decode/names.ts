import { ByteArena } from './byteArena';
import type { JsonBytes } from './jsonBytes';
import { readText } from './jsonText';

const quote = 0x22;

/** A text that annotations repeat row by row: the name of a table, of a navigation property. */
export interface Name {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Where it stands in the arena, as it was sent. */
  readonly from: number;
  readonly length: number;
}

/** Numbers are kept in 16 bits; no organisation has so many tables. */
const mostNames = 65_534;

/** Numbers for texts that are repeated. */
export class Names {
  readonly #arena = new ByteArena();
  readonly #byText = new Map<string, Name>();
  readonly #all: Name[] = [];

  /** Whether the text that begins at `start` is that of the name: nearly always the one of the row before. */
  repeats(json: JsonBytes, start: number, { from, length }: Name): boolean {
    return (
      length > 0 && json.byte(start + length) === quote && json.same(start, this.#arena.view, from, length)
    );
  }

  /** @param end offset of the closing quote, which `endOfText` just found */
  find(json: JsonBytes, start: number, end: number): Name {
    const text = readText(json.bytes, start, end, json.mark);
    if (text === undefined) throw json.malformed(start);
    return this.#byText.get(text) ?? this.#add(text, this.#arena.add(json.bytes, start, end), end - start);
  }

  /** A name that no answer spells. */
  make(text: string): Name {
    return this.#byText.get(text) ?? this.#add(text, 0, 0);
  }

  text(number: number): string {
    return this.#all[number - 1]?.text ?? '';
  }

  #add(text: string, from: number, length: number): Name {
    if (this.#all.length === mostNames) return { number: 0, text, from, length };
    const name: Name = { number: this.#all.length + 1, text, from, length };
    this.#all.push(name);
    this.#byText.set(text, name);
    return name;
  }
}
