import type { Range } from '../../queryfile';
import type { Completion } from '../model';

/** A completion before its place is known. */
export interface Draft extends Omit<Completion, 'range' | 'sortText'> {
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
  const seen = new Set<string>();
  const completions: Completion[] = [];
  for (const { rank, ...draft } of drafts) {
    const key = `${draft.label}\n${draft.insertText}`;
    if (seen.has(key)) continue;
    seen.add(key);
    completions.push({ ...draft, range, sortText: sortText(rank, draft.label) });
  }
  return completions;
}

function sortText(rank: number, label: string): string {
  const lead = rank < 10 ? `0${rank}` : String(rank);
  return `${lead}${label.toLowerCase()}`;
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
