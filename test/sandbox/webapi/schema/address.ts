import { defaultValue } from './choices';
import { choice, doubles, guids, integers, memos, texts } from './columns';
import type { Choice, ColumnSpec } from './model';

interface AddressChoices {
  readonly types: readonly Choice[];
  readonly freight: readonly Choice[];
  readonly shipping: readonly Choice[];
}

/** The columns of `address1_…` or `address2_…`. */
export function addressColumns(prefix: string, choices: AddressChoices): ColumnSpec[] {
  const names = (list: string): string =>
    list
      .split(' ')
      .map((name) => `${prefix}_${name}`)
      .join(' ');
  return [
    ...guids(names('addressid')),
    choice(`${prefix}_addresstypecode`, choices.types),
    choice(`${prefix}_freighttermscode`, choices.freight),
    choice(`${prefix}_shippingmethodcode`, choices.shipping),
    ...texts(200, names('name')),
    ...texts(250, names('line1 line2 line3')),
    ...texts(80, names('city stateorprovince country')),
    ...texts(20, names('postalcode postofficebox')),
    ...texts(50, names('county fax telephone1 telephone2 telephone3')),
    ...texts(4, names('upszone')),
    ...texts(100, names('primarycontactname')),
    ...memos(names('composite'), 1000).map((column) => ({ ...column, platformOwned: true })),
    ...doubles(names('latitude longitude')),
    ...integers(names('utcoffset')),
  ];
}

/** The address of a lead, user or unit: fewer columns than a customer's, and choices without a meaning. */
export const shortAddress = (prefix: string): ColumnSpec[] =>
  addressColumns(prefix, { types: defaultValue, freight: defaultValue, shipping: defaultValue }).filter(
    ({ logicalName }) =>
      logicalName !== `${prefix}_freighttermscode` && logicalName !== `${prefix}_primarycontactname`,
  );
