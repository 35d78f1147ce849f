import type { Range } from '../queryfile';
import type { LanguageDocument } from './document';
import type { TextEdit } from './model';
import { occurrencesIn, type Occurrence } from './variables/occurrences';

/** Where the variable or the named block at an offset is defined; the last definition counts. */
export function definitionAt(document: LanguageDocument, offset: number): Range | undefined {
  const here = occurrenceAt(document, offset);
  if (!here) return undefined;
  return same(document, here).findLast(({ role }) => role === 'definition');
}

/** Every place of the variable or the named block at an offset, in order; empty where there is none. */
export function occurrencesAt(document: LanguageDocument, offset: number): readonly Occurrence[] {
  const here = occurrenceAt(document, offset);
  return here ? same(document, here) : [];
}

/** What a rename may begin with: the name at an offset, where the file defines it. */
export function renameTarget(document: LanguageDocument, offset: number): Occurrence | undefined {
  return definitionAt(document, offset) && occurrenceAt(document, offset);
}

export type Renamed =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** A sentence for a person. */
  | { readonly kind: 'refused'; readonly message: string };

/** Gives the variable or the named block at an offset another name, wherever it stands. */
export function rename(document: LanguageDocument, offset: number, newName: string): Renamed {
  const here = renameTarget(document, offset);
  if (!here) return { kind: 'refused', message: nothingHere };
  const name = newName.trim();
  const refused = reasonAgainst(document, here, name);
  if (refused !== undefined) return { kind: 'refused', message: refused };
  const edits = same(document, here).map(({ start, end }) => ({ start, end, text: name }));
  return { kind: 'edits', edits };
}

const nothingHere = 'There is no variable and no named request of this file here.';

function reasonAgainst(
  document: LanguageDocument,
  { kind, name }: Occurrence,
  wanted: string,
): string | undefined {
  const pattern = kind === 'variable' ? /^[\p{L}_][\p{L}\p{N}_.-]*$/u : /^[\p{L}_][\p{L}\p{N}_-]*$/u;
  if (!pattern.test(wanted)) {
    const signs = kind === 'variable' ? '"_", "-" and "."' : '"_" and "-"';
    return `A name begins with a letter or "_" and holds letters, digits, ${signs}.`;
  }
  if (wanted === name) return undefined;
  const taken = occurrencesIn(document).some((one) => one.role === 'definition' && one.name === wanted);
  return taken ? `The file has a variable or request "${wanted}" already.` : undefined;
}

function occurrenceAt(document: LanguageDocument, offset: number): Occurrence | undefined {
  return occurrencesIn(document).find(({ start, end }) => start <= offset && offset <= end);
}

function same(document: LanguageDocument, { name, kind }: Occurrence): readonly Occurrence[] {
  return occurrencesIn(document).filter((one) => one.name === name && one.kind === kind);
}
