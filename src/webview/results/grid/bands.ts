/** Columns of one expanded record that stand side by side. Positions among the columns on view, `to` excluded. */
export interface Band {
  /** Path of the record: `primarycontactid`, `primarycontactid/owninguser`. */
  readonly record: string;
  readonly from: number;
  readonly to: number;
  readonly collapsed: boolean;
}

/** The record whose property a column shows; `undefined` for a property of the row itself. */
export function bandOf(name: string): string | undefined {
  const slash = name.lastIndexOf('/');
  return slash > 0 ? name.slice(0, slash) : undefined;
}

/** Name within its record. */
export function nameInBand(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/**
 * @param names of the columns on view, in shown order
 * @param pinned how many of them stay at the left: no band reaches over that edge
 */
export function bandsOf(
  names: readonly string[],
  pinned: number,
  collapsed: ReadonlySet<string>,
): readonly Band[] {
  const bands: Band[] = [];
  let from = 0;
  for (let i = 0; i < names.length; i++) {
    const record = bandOf(names[i] ?? '');
    const next = i + 1 < names.length && i + 1 !== pinned ? bandOf(names[i + 1] ?? '') : undefined;
    if (record !== undefined && record !== next) {
      bands.push({ record, from, to: i + 1, collapsed: collapsed.has(record) });
    }
    if (record === undefined || record !== next) from = i + 1;
  }
  return bands;
}
