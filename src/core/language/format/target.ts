import { sourceOf } from '../../odata/source';
import { splitUrl } from '../../odata/structure';
import { Layout } from './layout';

/** What stands between two lines of a target and is no part of it: comments, variables. */
export interface Aside {
  /** Offset in the target at which the line before ends. */
  readonly at: number;
  /** Offset at which the line after begins; the same, or one further where a blank joins the two. */
  readonly next: number;
  readonly text: string;
  /** Behind the text of its line; else on a line of its own. */
  readonly trailing: boolean;
}

export interface TargetText {
  readonly text: string;
  /** Offsets at which the written lines begin, and the blanks before them. */
  readonly lineStarts: ReadonlyMap<number, string>;
  /** In order. */
  readonly asides: readonly Aside[];
}

/**
 * Lays a target out: one option a line where they do not fit on one or were not written on one; inside an option breaks
 * before `and` and `or` and at blanks behind commas, semicolons and brackets. Lines break only where joining them gives
 * the same target again. Undefined where a comment stands where no line may end.
 */
export function layOutTarget(target: TargetText, head: string, tail: string): Layout | undefined {
  const builder = new TargetLayout(target, head);
  return builder.build(tail);
}

interface Option {
  /** Of the `?` or `&` before it. */
  readonly mark: number;
  readonly end: number;
  /** A value that only its author may break: XML, free text. */
  readonly verbatim: boolean;
  readonly apply: boolean;
}

class TargetLayout {
  readonly #text: string;
  readonly #target: TargetText;
  readonly #layout = new Layout();
  readonly #options: readonly Option[];
  readonly #pathEnd: number;
  readonly #asides: readonly Aside[];
  #at = 0;
  #nextAside = 0;
  #nextOption = 0;
  #option: Option | undefined;
  /** A line has just been begun. */
  #fresh = true;

  constructor(target: TargetText, head: string) {
    this.#target = target;
    this.#text = target.text;
    const source = sourceOf(target.text);
    const { options, pathEnd } = splitUrl(source);
    const place = (index: number): number => source.offsets?.[index] ?? index;
    this.#pathEnd = place(pathEnd);
    this.#options = options.map(({ start, equals, end }) => {
      const name = source.chars.slice(start, equals).trim();
      return {
        mark: place(start) - 1,
        end: place(end),
        verbatim: !/^[$@]/.test(name),
        apply: name === '$apply',
      };
    });
    this.#asides = beforeMarks(target.asides, this.#options);
    this.#layout.open();
    this.#layout.text(head);
  }

  build(tail: string): Layout | undefined {
    while (this.#at < this.#text.length) {
      this.#step();
      if (this.#passedAside()) return undefined;
    }
    this.#closeTo(1);
    this.#layout.text(tail);
    this.#readAsides();
    return this.#layout;
  }

  /** An aside lies inside of what was just gone over. */
  #passedAside(): boolean {
    const aside = this.#asides[this.#nextAside];
    return aside !== undefined && aside.at < this.#at;
  }

  #step(): void {
    if (this.#option && this.#at >= this.#option.end) {
      this.#closeTo(1);
      this.#option = undefined;
    }
    if (this.#readAsides()) return;
    const option = this.#options[this.#nextOption];
    if (option?.mark === this.#at) this.#enterOption(option);
    else if (this.#option?.verbatim === true) this.#verbatim(this.#option);
    else this.#value();
  }

  /** Comments at this place, each of which ends a line. */
  #readAsides(): boolean {
    const first = this.#asides[this.#nextAside];
    if (first?.at !== this.#at) return false;
    let { next } = first;
    for (; this.#asides[this.#nextAside]?.at === this.#at; this.#nextAside++) {
      const aside = this.#asides[this.#nextAside];
      if (!aside) break;
      if (aside.trailing) this.#layout.text(` ${aside.text}`);
      else {
        this.#layout.break('', true);
        this.#layout.text(aside.text);
      }
      ({ next } = aside);
    }
    this.#at = next;
    if (next < this.#text.length) {
      this.#layout.break('', true);
      this.#fresh = true;
    }
    return true;
  }

  #enterOption(option: Option): void {
    this.#closeTo(1);
    if (!this.#fresh) this.#layout.break('', this.#wasBroken(option.mark));
    this.#nextOption++;
    this.#option = option;
    this.#layout.open();
    this.#write(option.mark + 1);
  }

  /** What its author laid out stays so. */
  #verbatim(option: Option): void {
    const blanks = this.#target.lineStarts.get(this.#at);
    if (blanks !== undefined && !this.#fresh) {
      this.#layout.verbatimBreak(blanks);
      this.#fresh = true;
    }
    let end = this.#at + 1;
    while (end < option.end && !this.#endsHere(end)) end++;
    // A joining blank belongs to the line's end.
    const joined = this.#target.lineStarts.has(end + 1) && this.#text.charAt(end) === ' ';
    this.#write(end);
    if (joined && this.#asides[this.#nextAside]?.at !== end && end < option.end) this.#at = end + 1;
  }

  #endsHere(at: number): boolean {
    return (
      this.#target.lineStarts.has(at) ||
      (this.#text.charAt(at) === ' ' && this.#target.lineStarts.has(at + 1)) ||
      this.#asides[this.#nextAside]?.at === at
    );
  }

  #value(): void {
    const char = this.#text.charAt(this.#at);
    if (char === '(' || char === '[') {
      this.#write(this.#at + 1);
      this.#layout.open();
    } else if (char === ')' || char === ']') {
      if (this.#layout.depth > this.#ownDepth) this.#layout.close();
      this.#write(this.#at + 1);
    } else if (char === ' ' && this.#breaksAtBlank()) {
      this.#layout.break(' ', this.#target.lineStarts.has(this.#at + 1));
      this.#fresh = true;
      this.#at++;
    } else if (char === '/' && this.#breaksAtSlash()) {
      this.#layout.break('', this.#wasBroken(this.#at));
      this.#write(this.#at + 1);
    } else this.#write(this.#tokenEnd(char));
  }

  get #ownDepth(): number {
    return this.#option ? 2 : 1;
  }

  /** Behind a comma, semicolon or opening bracket; before a closing one, `and` and `or`. */
  #breaksAtBlank(): boolean {
    const before = this.#text.charAt(this.#at - 1);
    const after = this.#text.slice(this.#at + 1, this.#at + 41);
    if (!this.#joinsWithBlank(before, after)) return false;
    return ',;(['.includes(before) || /^(?:[)\]]|(?:and|or)[ (])/.test(after);
  }

  /** Whether two lines with a break here are joined with one blank again. */
  #joinsWithBlank(before: string, after: string): boolean {
    if (/^(?:$|[\s?&/#@]|HTTP\/|[A-Za-z][\w.-]*\s*:)/i.test(after) || /^[\s?&]?$/.test(before)) return false;
    return !(before === '/' && this.#at <= this.#pathEnd);
  }

  /** Between transformations; in a path only where its author broke it. */
  #breaksAtSlash(): boolean {
    const before = this.#text.charAt(this.#at - 1);
    const after = this.#text.charAt(this.#at + 1);
    // Two slashes at the start of a line are a comment.
    if (this.#fresh || after === '/' || /^\s?$/.test(before)) return false;
    if (this.#layout.depth > this.#ownDepth) return false;
    if (this.#option) return this.#option.apply && before === ')';
    return after === '?' ? this.#target.lineStarts.has(this.#at) : this.#wasBroken(this.#at);
  }

  /** Its author broke the line before this mark, or behind it. */
  #wasBroken(mark: number): boolean {
    return this.#target.lineStarts.has(mark) || this.#target.lineStarts.has(mark + 1);
  }

  /** End of what must not be torn: a literal, `{{…}}`, one character. */
  #tokenEnd(char: string): number {
    const limit = this.#option?.end ?? this.#pathEnd;
    const close =
      char === "'" || char === '"' ? char : this.#text.startsWith('{{', this.#at) ? '}}' : undefined;
    if (close !== undefined) {
      const end = this.#closeOf(close);
      if (end <= limit) return end;
    }
    let at = this.#at + 1;
    while (at < limit && !/[\s'"()[\]{/]/.test(this.#text.charAt(at)) && !this.#endsHere(at)) at++;
    return at;
  }

  // A mark that was looked for in vain is not looked for again: that keeps the time linear.
  readonly #missing = new Set<string>();

  #closeOf(mark: string): number {
    if (this.#missing.has(mark)) return Infinity;
    const found = this.#text.indexOf(mark, this.#at + mark.length);
    if (found < 0) this.#missing.add(mark);
    return found < 0 ? Infinity : found + mark.length;
  }

  #write(end: number): void {
    this.#layout.text(this.#text.slice(this.#at, end));
    this.#fresh = false;
    this.#at = end;
  }

  #closeTo(depth: number): void {
    while (this.#layout.depth > depth) this.#layout.close();
  }
}

/** A comment behind a `?` or `&` that ends its line: the mark goes to the next line, with its option. */
function beforeMarks(asides: readonly Aside[], options: readonly Option[]): readonly Aside[] {
  if (asides.length === 0) return asides;
  const behind = new Set(options.map(({ mark }) => mark + 1));
  return asides.map((aside) =>
    behind.has(aside.at) ? { ...aside, at: aside.at - 1, next: aside.at - 1 } : aside,
  );
}
