import { parseFilterText } from '../../../core/results/filterText';
import type { ResultColumn } from '../../../core/results/model';
import type { CellTest, ColumnFilter, RowsView, SortKey } from '../../../core/results/view';

/** A filter as the user made it: typed, or chosen from the values of the column. */
export type NamedFilter =
  | { readonly text: string }
  | {
      readonly values: readonly (string | null)[];
      /** How the values read, in their order. */
      readonly labels: readonly string[];
      readonly not: boolean;
    };

export interface NamedSort {
  readonly name: string;
  readonly descending: boolean;
}

/** Sort and filters by the names of columns, so that they outlive a run and a reload. */
export interface ArrangementState {
  readonly sort: readonly NamedSort[];
  readonly filters: readonly (readonly [name: string, filter: NamedFilter])[];
  readonly search: string;
}

/** What the user wants to see of the rows, and in which order. Columns that a run has not got wait for one that has. */
export class Arrangement {
  #sort: readonly NamedSort[] = [];
  #filters = new Map<string, NamedFilter>();
  #search = '';

  get state(): ArrangementState {
    return { sort: this.#sort, filters: [...this.#filters], search: this.#search };
  }

  restore({ sort, filters, search }: ArrangementState): void {
    this.#sort = sort;
    this.#filters = new Map(filters);
    this.#search = search;
  }

  setSearch(text: string): void {
    this.#search = text;
  }

  /**
   * Turns a column's sort round: ascending, descending, none. Without `add` the others no longer sort.
   */
  toggleSort(name: string, add: boolean): void {
    const now = this.#sort.find((key) => key.name === name);
    const next = !now ? { name, descending: false } : now.descending ? undefined : { name, descending: true };
    if (!add) this.#sort = next ? [next] : [];
    else if (!next) this.#sort = this.#sort.filter((key) => key !== now);
    else if (now) this.#sort = this.#sort.map((key) => (key === now ? next : key));
    else this.#sort = [...this.#sort, next];
  }

  setSort(name: string, descending: boolean, add: boolean): void {
    const others = add ? this.#sort.filter((key) => key.name !== name) : [];
    this.#sort = [...others, { name, descending }];
  }

  sortOf(name: string): NamedSort | undefined {
    return this.#sort.find((key) => key.name === name);
  }

  removeSort(name: string): void {
    this.#sort = this.#sort.filter((key) => key.name !== name);
  }

  get sorts(): boolean {
    return this.#sort.length > 0;
  }

  filter(name: string): NamedFilter | undefined {
    return this.#filters.get(name);
  }

  setFilter(name: string, filter: NamedFilter | undefined): void {
    if (filter) this.#filters.set(name, filter);
    else this.#filters.delete(name);
  }

  clearFilters(): void {
    this.#filters.clear();
    this.#search = '';
  }

  /**
   * The same by index into the schema. A text that is no filter is left out, as is a column that is not there.
   * @param now milliseconds since 1970
   */
  view(columns: readonly ResultColumn[], formatted: boolean, now: number): RowsView {
    const places = new Map(columns.map(({ name }, index) => [name, index]));
    const sort: SortKey[] = this.#sort.flatMap(({ name, descending }) => {
      const column = places.get(name);
      return column === undefined ? [] : [{ column, descending }];
    });
    const filters: ColumnFilter[] = [...this.#filters].flatMap(([name, filter]) => {
      const index = places.get(name);
      const column = index === undefined ? undefined : columns[index];
      const test = column && testOf(filter, column, now);
      return test && index !== undefined ? [{ column: index, test }] : [];
    });
    return { sort, filters, formatted, ...(this.#search === '' ? {} : { search: this.#search }) };
  }
}

export function testOf(filter: NamedFilter, column: ResultColumn, now: number): CellTest | undefined {
  if ('values' in filter) {
    return { kind: 'oneOf', values: filter.values, ...(filter.not ? { not: true } : {}) };
  }
  const parsed = parseFilterText(filter.text, column.kind, now);
  return parsed && 'test' in parsed ? parsed.test : undefined;
}

/** All rows, as they came. */
export function isNatural(view: RowsView): boolean {
  const { sort, filters, search, onlyChanges } = view;
  return sort.length === 0 && filters.length === 0 && search === undefined && !onlyChanges;
}
