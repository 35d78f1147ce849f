import type { Diagnostic, QuickFix, Severity, TextEdit } from '../model';
import type { LanguageBlock, RequestText } from '../document';
import type { Range } from '../../queryfile';

/** A change to the request's target, body or header: offsets of that text. */
export interface DraftFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one that is meant most likely. */
  readonly preferred?: boolean;
}

/** What is wrong, without its place. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** What happened and what to do. */
  readonly message: string;
  readonly link?: string;
  readonly fixes?: readonly DraftFix[];
}

/** Gathers what the rules find in one block, in offsets of the document. */
export class Report {
  readonly diagnostics: Diagnostic[] = [];
  readonly #document: string;
  readonly #target: RequestText;
  readonly #explained: Range[] = [];

  constructor(document: string, block: LanguageBlock) {
    this.#document = document;
    this.#target = block.target;
  }

  /** At a range of the target's text. */
  target(range: Range, finding: Finding): void {
    if (this.#explained.some(({ start, end }) => start < range.start && range.end <= end)) return;
    this.text(this.#target, range, finding);
  }

  /** From now on nothing is reported behind the start of a range of the target's text: it has been explained. */
  explain(range: Range): void {
    this.#explained.push(range);
  }

  /**
   * At a range of one of the request's texts. Nothing is reported where a variable without a value stands, but for
   * that itself.
   */
  text(text: RequestText, { start, end }: Range, finding: Finding): void {
    if (text.holes.some((hole) => touches(hole, { start, end }))) return;
    const { fixes = [], ...rest } = finding;
    const range = text.map.rangeToDocument(start, end);
    const mapped = fixes.flatMap((fix) => this.#mapFix(text, fix));
    this.diagnostics.push({ ...range, ...rest, ...(mapped.length > 0 ? { fixes: mapped } : {}) });
  }

  /** At a range of the document. Edits are in its offsets, too. */
  document(range: Range, { fixes, ...rest }: Finding & { readonly unnecessary?: boolean }): void {
    const { start, end } = range;
    this.diagnostics.push({ start, end, ...rest, ...(fixes && fixes.length > 0 ? { fixes } : {}) });
  }

  /** None where it would change the `{{…}}` of a variable instead of what it stands for. */
  #mapFix(text: RequestText, fix: DraftFix): QuickFix[] {
    const edits = fix.edits.map((edit): TextEdit => {
      const range = text.map.rangeToDocument(edit.start, edit.end);
      if (edit.start < edit.end || edit.start === 0) return { ...range, text: edit.text };
      // Behind what stands before it, on its line: not in front of what goes on a line below.
      const { end } = text.map.rangeToDocument(edit.start - 1, edit.start);
      return { start: end, end, text: edit.text };
    });
    const safe = edits.every(({ start, end }) => !this.#document.slice(start, end).includes('{{'));
    return safe ? [{ ...fix, edits }] : [];
  }
}

/** Overlaps, or where one is empty, lies at the other's border. */
function touches(a: Range, b: Range): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}
