import type { ArrangementState } from './arrangement';

/** Tells those who cannot see the arrows of the headings what a change of sort or filters did. */
export class ArrangementWords {
  #sorted = '';
  #filters = false;

  /** Takes what is so already, without a word. */
  take(state: ArrangementState): void {
    this.#sorted = sortWords(state);
    this.#filters = hasFilters(state);
  }

  /** What is to be said of the change since; `undefined` where the count of rows that pass says it. */
  changed(state: ArrangementState): string | undefined {
    const words = sortWords(state);
    const sorted = words === this.#sorted ? '' : words || 'Not sorted.';
    const cleared = this.#filters && !hasFilters(state) ? 'No filter: all loaded rows are shown.' : '';
    this.take(state);
    return [sorted, cleared].filter((part) => part !== '').join(' ') || undefined;
  }
}

function sortWords({ sort }: ArrangementState): string {
  const keys = sort.map(({ name, descending }) => `${name}, ${descending ? 'descending' : 'ascending'}`);
  return keys.length === 0 ? '' : `Sorted by ${keys.join(', then ')}.`;
}

function hasFilters({ filters, search }: ArrangementState): boolean {
  return filters.length > 0 || search !== '';
}
