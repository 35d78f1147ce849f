import type { ShownResult } from '../../core/results/keptResult';

/**
 * What a page remembers, so that its rows are found again: the id under which they lie, and the key of its runs, for where
 * VS Code wrote the page down before the query was run again, under another id.
 */
export function keptMark(id: string, key: string): string {
  return `${id} ${key}`;
}

/** @param state what VS Code wrote down of a page: anything */
export function shownResultOf(state: unknown, title: string): ShownResult {
  if (typeof state !== 'object' || state === null || !('kept' in state)) return { title };
  const [id = '', ...key] = typeof state.kept === 'string' ? state.kept.split(' ') : [];
  return { title, ...(id === '' ? {} : { id }), ...(key.length === 0 ? {} : { key: key.join(' ') }) };
}
