import type { Range } from '../../queryfile';
import type { Completion } from '../model';

/** A completion before its place is known. */
export interface Draft extends Omit<Completion, 'range' | 'sortText' | 'edits'> {
  /** Smaller comes first; equals in the order of their labels. */
  readonly rank: number;
}

/** What comes first in a list that mixes kinds. */
export const Rank = {
  best: 0,
  likely: 10,
  usual: 20,
  seldom: 30,
  noise: 40,
  last: 50,
} as const;

/** Gives each draft its place; of two with one label and one text the first stays. */
export function placed(drafts: readonly Draft[], range: Range): Completion[] {
  const seen = new Map<string, string>();
  const completions: Completion[] = [];
  for (const draft of drafts) {
    if (seen.get(draft.label) === draft.insertText) continue;
    seen.set(draft.label, draft.insertText);
    completions.push(completionOf(draft, range));
  }
  return completions;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

// Field by field: lists have thousands of items, and spreading them is where the time went.
function completionOf(draft: Draft, range: Range): Completion {
  const { label, kind, insertText, snippet, detail, documentation, filterText, suggestNext, rank } = draft;
  const sortText = (rank < 10 ? `0${rank}` : String(rank)) + label.toLowerCase();
  const completion: Writable<Completion> = { label, kind, insertText, range, sortText };
  if (snippet !== undefined) completion.snippet = snippet;
  if (detail !== undefined) completion.detail = detail;
  if (documentation !== undefined) completion.documentation = documentation;
  if (filterText !== undefined) completion.filterText = filterText;
  if (suggestNext !== undefined) completion.suggestNext = suggestNext;
  return completion;
}

/** Text that VS Code's snippet syntax takes as it is. */
export function plainInSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}

/**
 * What a snippet puts into the document before anyone types: placeholders by their default texts, tab stops by nothing.
 * For where there is no editor.
 */
export function snippetText(snippet: string): string {
  let text = snippet;
  // From the inside out: a placeholder may hold another.
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(/(?<!\\)\$\{\d+(?::((?:\\.|[^\\{}$])*))?\}/g, (_, kept?: string) => kept ?? '');
  }
  return text.replaceAll(/(?<!\\)\$\d+/g, '').replaceAll(/\\([\\$}])/g, '$1');
}
