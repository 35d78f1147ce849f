import type { ColumnKind } from '../../core/results/model';

/** What a column holds, in words. */
export const kindWords: Readonly<Record<ColumnKind, string>> = {
  text: 'Text',
  number: 'Number',
  money: 'Money',
  date: 'Date',
  boolean: 'Yes or no',
  choice: 'Choice',
  lookup: 'Lookup',
  guid: 'Id',
  json: 'Nested',
  rows: 'Records',
  image: 'Picture',
};
