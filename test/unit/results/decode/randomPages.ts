import { accountPage, Dice } from '../../../bench/results/pages';

const formatted = 'OData.Community.Display.V1.FormattedValue';
const table = 'Microsoft.Dynamics.CRM.lookuplogicalname';
const navigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

const pieces = ['a', 'name of sixteen b', 'Zoë', '東京', '🏔', '\\', '"', '\n', '\ud800', '/', '0', ' '];
const numbers =
  '0 -0 -1 1.50 0.1 1e5 1E-7 123456789012345678901234567890 0.000001 1e400 7 42 1234567.89'.split(' ');
const instants = [
  '2026-02-30T00:00:00Z',
  '2026-02-28T23:59:60Z',
  '2026-1-1T00:00:00Z',
  '1601-01-01T00:00:00Z',
];

/** How the pages of one result are made. */
interface Style {
  readonly dice: Dice;
  readonly columns: number;
  /** Shares of the columns that a row has, of values that are null, of annotated ones. */
  readonly present: number;
  readonly nulls: number;
  readonly annotated: number;
  /** Distinct values of a column. */
  readonly distinct: number;
  readonly shuffled: boolean;
  readonly loose: boolean;
  /** Longest text, in pieces. */
  readonly longest: number;
}

function styleOf(seed: number): Style {
  const dice = new Dice(seed * 7919 + 13);
  return {
    dice,
    columns: dice.pick([1, 4, 12, 40, seed % 9 === 0 ? 300 : 20]),
    present: dice.pick([1, 1, 0.98, 0.5]),
    nulls: dice.pick([0, 0.1, 0.6]),
    annotated: dice.pick([0, 0.5, 1]),
    distinct: dice.pick([3, 40, 100_000]),
    shuffled: dice.next() < 0.15,
    loose: dice.next() < 0.15,
    longest: dice.pick([2, 6, 6, 400]),
  };
}

function text({ dice, longest }: Style): string {
  return Array.from({ length: dice.whole(0, longest) }, () => dice.pick(pieces)).join('');
}

/** JSON of one value of a column: the same again and again where the style has few of them. */
function value(style: Style, column: number): string {
  const dice = new Dice(column * 1009 + style.dice.whole(0, style.distinct));
  dice.next();
  const own = { ...style, dice };
  switch (column % 9) {
    case 0:
      return JSON.stringify(text(own)).replaceAll('a', column % 2 === 0 ? 'a' : '\\u0061');
    case 1:
      return style.dice.next() < 0.1 ? dice.pick(numbers) : String(dice.whole(0, 90_000));
    case 2:
      return `"${dice.guid()}"`;
    case 3:
      return `"${style.dice.next() < 0.01 ? dice.pick(instants) : dice.instant()}"`;
    case 4:
      return String(dice.whole(-100_000, 100_000_000) / 100);
    case 5:
      return JSON.stringify([{ deep: [text(own), { x: null }] }, 1]);
    case 6:
      return dice.pick(['true', 'false']);
    case 7:
      return dice.pick(['0', '1', '"1"', 'true', '[]', '{}', '""', '-7.5']);
    default:
      return `"${dice.pick(['Oslo', 'Köln', 'A street whose name is longer than most'])} ${dice.whole(0, 30)}"`;
  }
}

function members(style: Style, depth: number): string[] {
  const { dice, annotated } = style;
  const all: string[] = depth === 0 ? [`"@odata.etag":"W/\\"${dice.whole(0, 1e6)}\\""`] : [];
  for (let i = 0; i < style.columns; i++) {
    if (dice.next() >= style.present) continue;
    const name = `c${i}${'_of_a_long_name'.repeat(i % 3)}`;
    if (i % 11 === 10 && depth < 2) {
      const record =
        dice.next() < 0.1 ? 'null' : `{${members({ ...style, columns: 4 }, depth + 1).join(',')}}`;
      all.push(`"${name}":${record}`);
      if (dice.next() < 0.3) all.push(`"${name}@odata.nextLink":"https://x/${dice.whole(0, 9)}"`);
      continue;
    }
    if (dice.next() < style.nulls) {
      all.push(`"${name}":null`);
      continue;
    }
    const notes: string[] = [];
    if (dice.next() < annotated) notes.push(`"${name}@${formatted}":${value(style, i + 8)}`);
    if (i % 9 === 2) {
      notes.push(
        `"${name}@${navigation}":"n${i}"`,
        `"${name}@${table}":"t${dice.whole(0, i % 2 === 0 ? 1 : 3)}"`,
      );
    }
    all.push(...notes, `"${name}":${value(style, i)}`);
  }
  if (dice.next() < 0.01 && all.length > 0) all.push(dice.pick(all));
  if (style.shuffled) all.sort(() => dice.next() - 0.5);
  return all;
}

function row(style: Style): string {
  const { dice } = style;
  const odd = dice.next();
  if (odd < 0.002) {
    return dice.pick(['{}', '7', '"text"', 'null', '[1]', '{"@odata.id":"https://x(1)"}', '{"new":1}']);
  }
  const space = style.loose ? dice.pick(['', ' ', '\n\t']) : '';
  return `{${members(style, 0).join(`${space},${space}`)}}`;
}

/** The pages of a result; the same seed makes the same ones. */
export function randomPages(seed: number): Uint8Array[] {
  if (seed % 10 === 0) return [0, 1].map((page) => new TextEncoder().encode(accountPage(page, 900)));
  const style = styleOf(seed);
  const most = Math.ceil(12_000 / style.columns / (style.longest > 100 ? 8 : 1));
  return Array.from({ length: style.dice.whole(1, 3) }, () => {
    const rows = Array.from({ length: style.dice.whole(0, Math.min(most, 1500)) }, () => row(style));
    const body = `{"@odata.count":5,"value":[${rows.join(style.loose ? ' , ' : ',')}],"@odata.nextLink":"n"}`;
    return new TextEncoder().encode(body);
  });
}
