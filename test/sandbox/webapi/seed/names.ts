import { fold } from '../db/fold';
import type { Random } from './random';
import { companyForms, companyHeads, companyTails, cultures } from './words';
import type { Culture } from './words';

export interface PersonName {
  readonly first: string;
  readonly last: string;
  readonly full: string;
  /** Local part of an e-mail address: ASCII. */
  readonly mailbox: string;
}

const totalWeight = cultures.reduce((sum, culture) => sum + culture.weight, 0);
const formWeight = companyForms.reduce((sum, form) => sum + form.weight, 0);

function weighted<T extends { readonly weight: number }>(
  random: Random,
  values: readonly T[],
  total: number,
): T {
  let rest = random.next() * total;
  for (const value of values) {
    rest -= value.weight;
    if (rest < 0) return value;
  }
  return random.pick(values);
}

export function ascii(text: string): string {
  return fold(text)
    .replace(/ß/g, 'ss')
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]+/g, '');
}

export function person(random: Random): PersonName {
  const culture: Culture = weighted(random, cultures, totalWeight);
  const first = random.pick(culture.given);
  const at = random.integer(0, culture.family.length - 1);
  const last = culture.family[at] ?? '';
  const latin = culture.latin?.[at];
  return {
    first,
    last,
    full: culture.familyFirst === true ? `${last} ${first}` : `${first} ${last}`,
    mailbox: latin ?? `${ascii(first)}.${ascii(last)}`,
  };
}

export function company(random: Random): string {
  const head = random.pick(companyHeads);
  const tail = random.pick(companyTails);
  return `${head} ${tail}${weighted(random, companyForms, formWeight).suffix}`;
}

/** `northwindfoods.test` */
export const domainOf = (name: string): string =>
  `${ascii(name.replace(/,? (Inc\.|LLC|Ltd|GmbH|AG|S\.A\.|AB|\(sample\))/g, '')).slice(0, 40)}.test`;
