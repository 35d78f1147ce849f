/**
 * Text with places where a line may break. Groups nest: all breaks of a group are taken, or none; they are taken where
 * the group does not fit into the width or where one of them has to be.
 */
export class Layout {
  readonly #steps: Step[] = [];
  readonly #open: Group[] = [];

  get depth(): number {
    return this.#open.length;
  }

  text(text: string): void {
    const last = this.#steps.at(-1);
    if (last?.kind === 'text') last.parts.push(text);
    else if (text !== '') this.#steps.push({ kind: 'text', parts: [text] });
  }

  /** `flat` stands here where the group is not broken. */
  break(flat: '' | ' ', forced: boolean): void {
    const group = this.#open.at(-1);
    if (group) {
      group.indents = true;
      group.broken ||= forced;
    }
    this.#steps.push({ kind: 'break', flat, verbatim: undefined });
  }

  /** A line that begins with just these blanks. */
  verbatimBreak(blanks: string): void {
    const group = this.#open.at(-1);
    if (group) group.broken = true;
    this.#steps.push({ kind: 'break', flat: '', verbatim: blanks });
  }

  /** The lines of a group that breaks are indented. */
  open(): void {
    const group: Group = { broken: false, indents: false };
    this.#open.push(group);
    this.#steps.push({ kind: 'open', group });
  }

  close(): void {
    const group = this.#open.pop();
    if (!group) return;
    const around = this.#open.at(-1);
    if (around) around.broken ||= group.broken;
    this.#steps.push({ kind: 'close' });
  }

  print(options: LayoutOptions): string {
    return new Printer(this.#steps, options).print();
  }
}

export interface LayoutOptions {
  /** Columns that a line may have. */
  readonly width: number;
  /** One step of indentation. */
  readonly indent: string;
  /** Line end. */
  readonly eol: string;
}

interface Group {
  broken: boolean;
  /** It has breaks of its own. */
  indents: boolean;
}

type Step =
  | { readonly kind: 'text'; readonly parts: string[] }
  | { readonly kind: 'break'; readonly flat: string; readonly verbatim: string | undefined }
  | { readonly kind: 'open'; readonly group: Group }
  | { readonly kind: 'close' };

class Printer {
  readonly #steps: readonly Step[];
  readonly #options: LayoutOptions;
  readonly #out: string[] = [];
  /** Of each open group: whether it is broken, and the indentation outside of it. */
  readonly #open: { readonly broken: boolean; readonly outer: number }[] = [];
  #level = 0;
  #column = 0;

  constructor(steps: readonly Step[], options: LayoutOptions) {
    this.#steps = steps;
    this.#options = options;
  }

  print(): string {
    for (const [at, step] of this.#steps.entries()) {
      if (step.kind === 'text') for (const part of step.parts) this.#write(part);
      else if (step.kind === 'break') this.#break(step.flat, step.verbatim);
      else if (step.kind === 'open') this.#enter(step.group, at);
      else this.#level = this.#open.pop()?.outer ?? 0;
    }
    return this.#out.join('');
  }

  #write(text: string): void {
    this.#out.push(text);
    this.#column += text.length;
  }

  #break(flat: string, verbatim: string | undefined): void {
    if (verbatim === undefined && this.#open.at(-1)?.broken !== true) {
      this.#write(flat);
      return;
    }
    this.#out.push(this.#options.eol);
    this.#column = 0;
    this.#write(verbatim ?? this.#options.indent.repeat(Math.min(this.#level, deepestIndent)));
  }

  #enter(group: Group, at: number): void {
    const around = this.#open.at(-1);
    const broken = around?.broken !== false && (group.broken || !this.#fits(at));
    this.#open.push({ broken, outer: this.#level });
    if (group.indents && broken) this.#level++;
  }

  /** Whether the group that opens at `from`, and what follows it up to the next possible break, fits on the line. */
  #fits(from: number): boolean {
    let room = this.#options.width - this.#column;
    let depth = 0;
    for (let at = from; at < this.#steps.length && room >= 0; at++) {
      const step = this.#steps[at];
      if (step?.kind === 'text') for (const part of step.parts) room -= part.length;
      else if (step?.kind === 'open') depth++;
      else if (step?.kind === 'close') depth--;
      else if (step && depth <= 0) return true;
      else room -= step?.flat.length ?? 0;
    }
    return room >= 0;
  }
}

// Deeper nesting is no easier to read for it, and would make the text grow with the square of its depth.
const deepestIndent = 20;
