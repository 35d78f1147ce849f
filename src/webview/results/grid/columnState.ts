import type { ResultColumn } from '../../../core/results/model';
import type { ColumnsState } from './contract';
import { bandOf } from './bands';

/**
 * What was made of the columns, by name: a column that a run does not have keeps its place and its width for the next
 * one that has it.
 */
export class ColumnMemory {
  #order: string[] = [];
  readonly hidden = new Set<string>();
  readonly pinned = new Set<string>();
  readonly collapsed = new Set<string>();
  readonly widths = new Map<string, number>();

  get state(): ColumnsState {
    return {
      order: [...this.#order],
      hidden: [...this.hidden],
      pinned: [...this.pinned],
      widths: Object.fromEntries(this.widths),
      collapsed: [...this.collapsed],
    };
  }

  restore(state: Partial<ColumnsState>): void {
    if (state.order) this.#order = [...state.order];
    refill(this.hidden, state.hidden);
    refill(this.pinned, state.pinned);
    refill(this.collapsed, state.collapsed);
    for (const [name, width] of Object.entries(state.widths ?? {})) this.widths.set(name, width);
  }

  reset(): void {
    this.#order = [];
    for (const set of [this.hidden, this.pinned, this.collapsed]) set.clear();
    this.widths.clear();
  }

  /** Schema indexes in their order; columns that were never moved stand behind the one that they follow in the schema. */
  arranged(columns: readonly ResultColumn[]): number[] {
    if (this.#order.length === 0) return bandsTogether(columns);
    const place = new Map(this.#order.map((name, i) => [name, i]));
    const known = columns.map((_, i) => i).filter((i) => place.has(columns[i]?.name ?? ''));
    const placeOf = (i: number): number => place.get(columns[i]?.name ?? '') ?? 0;
    const order = known.toSorted((a, b) => placeOf(a) - placeOf(b));
    columns.forEach(({ name }, i) => {
      if (place.has(name)) return;
      const before = i === 0 ? -1 : order.indexOf(i - 1);
      order.splice(before < 0 ? order.length : before + 1, 0, i);
    });
    return order;
  }

  /** Puts a column before another one of the given order, or behind all of them. */
  move(name: string, before: string | undefined, order: readonly string[]): void {
    const others = order.filter((one) => one !== name);
    const at = before === undefined ? others.length : others.indexOf(before);
    others.splice(at < 0 ? others.length : at, 0, name);
    // Columns of other runs keep their places at the end.
    const present = new Set(others);
    this.#order = [...others, ...this.#order.filter((one) => !present.has(one))];
  }
}

/** As in the schema, but for properties of an expanded record that appear late: they stand beside the others. */
function bandsTogether(columns: readonly ResultColumn[]): number[] {
  const lastOfBand = new Map<string, number>();
  const order: number[] = [];
  columns.forEach(({ name }, i) => {
    const band = bandOf(name);
    const last = band === undefined ? undefined : lastOfBand.get(band);
    if (last === undefined) order.push(i);
    else order.splice(order.indexOf(last) + 1, 0, i);
    if (band !== undefined) lastOfBand.set(band, i);
  });
  return order;
}

function refill(set: Set<string>, names: readonly string[] | undefined): void {
  if (!names) return;
  set.clear();
  for (const name of names) set.add(name);
}
