import type { OutColumn } from '../rows';

/** A member of the object that a row is written as. */
export type Member =
  | { readonly kind: 'value'; readonly key: string; readonly column: OutColumn; readonly place: number }
  | ExpandedRecord;

/** A record that was expanded: its members, and the column that holds null where there was none. */
export interface ExpandedRecord {
  readonly kind: 'record';
  readonly key: string;
  readonly members: readonly Member[];
  readonly own: { readonly column: OutColumn; readonly place: number } | undefined;
}

interface Branch {
  readonly branches: Map<string, Branch>;
  own: { readonly column: OutColumn; readonly place: number } | undefined;
}

/** The objects that the columns came from: `primarycontactid/fullname` is `fullname` in `primarycontactid`. */
export function membersOf(columns: readonly OutColumn[]): readonly Member[] {
  const root: Branch = { branches: new Map(), own: undefined };
  for (const [place, column] of columns.entries()) {
    let branch = root;
    for (const name of column.name.split('/')) {
      const next = branch.branches.get(name) ?? { branches: new Map<string, Branch>(), own: undefined };
      branch.branches.set(name, next);
      branch = next;
    }
    branch.own = { column, place };
  }
  return members(root);
}

function members(branch: Branch): Member[] {
  return [...branch.branches].flatMap(([key, { branches, own }]): Member[] => {
    if (branches.size > 0) return [{ kind: 'record', key, members: members({ branches, own }), own }];
    return own ? [{ kind: 'value', key, ...own }] : [];
  });
}
