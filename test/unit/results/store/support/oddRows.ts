import type { Dice } from './dice';
import { oddText } from './dice';
import { number, text } from './madeTable';
import type { MadeCell, MadeColumn } from './madeTable';

/** A column of each kind, in each way of keeping it. */
export const oddColumns: readonly MadeColumn[] = [
  { name: 'name', kind: 'text', encoding: 'text' },
  { name: 'city', kind: 'text', encoding: 'coded' },
  { name: 'note', kind: 'text', encoding: 'mixed' },
  { name: 'revenue', kind: 'money', encoding: 'number' },
  { name: 'people', kind: 'number', encoding: 'coded' },
  { name: 'createdon', kind: 'date', encoding: 'instant' },
  { name: 'accountid', kind: 'guid', encoding: 'guid' },
  { name: '_ownerid_value', kind: 'lookup', encoding: 'coded' },
  { name: '_contactid_value', kind: 'lookup', encoding: 'guid' },
  { name: 'statuscode', kind: 'choice', encoding: 'coded' },
  { name: 'donotphone', kind: 'boolean', encoding: 'coded' },
  { name: 'parts', kind: 'json', encoding: 'text' },
];

export const oddTargets = [
  { logicalName: 'systemuser', navigationProperty: 'ownerid' },
  { logicalName: 'contact', navigationProperty: '' },
];

function guid(dice: Dice): string {
  let digits = '';
  while (digits.length < 32) digits += dice.below(16).toString(16);
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function oddRows(dice: Dice, count: number): MadeCell[][] {
  const people = Array.from({ length: 9 }, () => [guid(dice), oddText(dice)] as const);
  return Array.from({ length: count }, () => {
    const amount = dice.below(1_000_000) / 100;
    const [owner, ownerName] = dice.pick(people);
    const cells: MadeCell[] = [
      text(oddText(dice)),
      text(dice.pick(['Oslo', 'Łódź', 'İstanbul', 'ΑΘΗΝΑΣ', 'straße', 'São Paulo', ''])),
      text(oddText(dice)),
      number(amount, `€ ${amount}`),
      number(dice.below(50)),
      text(
        new Date(dice.below(2 ** 31) * 1000).toISOString().replace('.000', ''),
        dice.next() < 0.5 ? 'A day' : undefined,
      ),
      text(guid(dice)),
      { ...text(owner, ownerName), target: 1 },
      { ...text(guid(dice), dice.next() < 0.7 ? oddText(dice) : undefined), target: 2 },
      number(dice.below(3), dice.pick(['Active', 'Inactive'])),
      { type: 'boolean', raw: String(dice.next() < 0.5) },
      { type: 'json', raw: JSON.stringify({ parts: [oddText(dice)], more: dice.below(3) }) },
    ];
    return cells.map((cell) => {
      const state = dice.next();
      return state < 0.08 ? null : state < 0.16 ? undefined : cell;
    });
  });
}
