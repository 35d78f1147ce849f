import { membersOf, onOneLine, stringValue } from './jsonText';

/** Cell texts of a row by column, in the order of the row. Null is undefined; nested values are JSON. */
export type Cells = ReadonlyMap<string, string | undefined>;

/** Columns of csv and table: what belongs to the protocol, not to the row, is left out. */
function isColumn(name: string): boolean {
  return !name.startsWith('@odata.') && !name.includes('@odata.');
}

/** `row`: one JSON value on one line; what is no object becomes a cell of the column `value`. */
export function cellsOf(row: string): Cells {
  if (!row.startsWith('{')) return new Map([['value', cellText(row, 0, row.length)]]);
  const cells = new Map<string, string | undefined>();
  for (const member of membersOf(row)) {
    if (isColumn(member.name)) cells.set(member.name, cellText(row, member.start, member.end));
  }
  return cells;
}

/** Names of the columns of a row, in its order, without looking at the values. */
export function columnsOf(row: string): readonly string[] {
  if (!row.startsWith('{')) return ['value'];
  return membersOf(row)
    .map((member) => member.name)
    .filter(isColumn);
}

function cellText(row: string, start: number, end: number): string | undefined {
  if (row[start] === '"') return stringValue(row, start, end);
  const text = row.slice(start, end);
  return text === 'null' ? undefined : onOneLine(text);
}
