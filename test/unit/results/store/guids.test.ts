import { describe, expect, it } from 'vitest';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable, text } from './support/madeTable';

const dice = new Dice(41);
const hex = (digits: number): string =>
  Array.from({ length: digits }, () => dice.below(16).toString(16)).join('');
const guids = Array.from({ length: 3000 }, (_, row) => {
  if (row % 11 === 3) return null;
  const first = row % 5 === 0 ? '00ff00aa' : hex(8);
  return `${first}-${hex(4)}-4${hex(3)}-a${hex(3)}-${row % 3 === 0 ? '0123456789ab' : hex(12)}`;
});
const table = madeTable(
  [{ name: 'id', kind: 'guid', encoding: 'guid' }],
  guids.map((guid) => [guid === null ? null : text(guid)]),
  { segmentRows: 400 },
);

describe('GUIDs that are kept as bytes', () => {
  it('are sorted as their texts, null last', async () => {
    const order = await arranged(table, { sort: [{ column: 0, descending: false }] });
    const wanted = guids.map((_, row) => row).toSorted((a, b) => {
      const [left, right] = [guids[a] ?? 'z', guids[b] ?? 'z'];
      return left === right ? a - b : left < right ? -1 : 1;
    }); // prettier-ignore
    expect(order).toEqual(wanted);
  });

  it.each(['00FF', 'aa-', '-4', '0123456789ab', '9a', 'ab-0', '-a', 'g'])(
    'are searched for %s',
    async (part) => {
      const filters = [{ column: 0, test: { kind: 'contains', text: part } }] as const;
      const wanted = guids.flatMap((guid, row) => (guid?.includes(part.toLowerCase()) === true ? [row] : []));
      expect(await arranged(table, { sort: [], filters })).toEqual(wanted);
    },
  );
});
