import type { FileProblem, QueryFile, Range } from '../../queryfile';
import type { MappedText } from '../../queryfile/sourceMap';
import { Substitution } from '../../queryfile/variables';

/** A text with its variables replaced. */
export interface Substituted {
  readonly mapped: MappedText;
  /** Where something stands for a variable without a value: ranges of the text. */
  readonly holes: readonly Range[];
  /** Offsets of the document. */
  readonly problems: readonly FileProblem[];
}

// Any value of the right form does: nothing is sent. It must not change from one keystroke to the next.
const context = {
  guid: () => '00000000-0000-0000-0000-000000000000',
  now: () => Date.UTC(2026, 0, 1),
};

/** What stands for an unknown value. A letter first, so that it may be a name, a value or a part of either. */
const standIn = 'x';
const standInOrigin = 'https://x';

/** Replaces the variables of a file's texts. One for each reading of a document. */
export class Substituter {
  readonly #substitution: Substitution;
  #holes: Range[] = [];

  constructor(file: Pick<QueryFile, 'variables'>) {
    this.#substitution = new Substitution(file, context, (before, after) => {
      // `{{base}}/accounts`: the address of the environment stands in a variable.
      const text = before.trim() === '' && after.startsWith('/') ? standInOrigin : standIn;
      this.#holes.push({ start: before.length, end: before.length + text.length });
      return text;
    });
  }

  /** `strict`: every `{{` is a variable. `lenient`: only what looks like one, since a body may hold any text. */
  apply(text: MappedText, mode: 'strict' | 'lenient'): Substituted {
    if (!text.text.includes('{{')) return { mapped: text, holes: [], problems: [] };
    const before = this.#substitution.problems.length;
    this.#holes = [];
    const mapped = this.#substitution.apply(text, mode);
    return { mapped, holes: this.#holes, problems: this.#substitution.problems.slice(before) };
  }
}
