import type { ColumnKind } from '../../../core/results/model';

const kinds: Readonly<Record<string, ColumnKind | undefined>> = {
  text: 'text',
  number: 'number',
  money: 'money',
  date: 'date',
  boolean: 'boolean',
  choice: 'choice',
  lookup: 'lookup',
  guid: 'guid',
  json: 'json',
  rows: 'rows',
  image: 'image',
} satisfies Record<ColumnKind, ColumnKind>;

/** The kind that an answer names; one that is not known here reads as text. */
export function columnKindOf(name: string): ColumnKind {
  return kinds[name] ?? 'text';
}
