// What quotes, orders and invoices have in common, and so have their lines.
import * as choices from './choices';
import {
  choice,
  datetimes,
  decimals,
  flags,
  guids,
  integers,
  memos,
  moneys,
  platform,
  texts,
} from './columns';
import type { ColumnSpec } from './model';

/** Where to send the bill (`billto`) or the goods (`shipto`). */
function place(prefix: 'billto' | 'shipto'): ColumnSpec[] {
  const names = (list: string): string =>
    list
      .split(' ')
      .map((name) => `${prefix}_${name}`)
      .join(' ');
  return [
    ...texts(200, names('name')),
    ...texts(250, names('line1 line2 line3')),
    ...texts(80, names('city stateorprovince country')),
    ...texts(20, names('postalcode')),
    ...texts(50, names('telephone fax')),
  ];
}

/** A quote, order or invoice: two addresses, its amounts, and how it is paid and sent. */
export const documentColumns = (): ColumnSpec[] => [
  ...texts(300, 'name'),
  ...memos('description'),
  ...place('billto'),
  ...place('shipto'),
  ...platform(memos('billto_composite shipto_composite')),
  ...moneys('totallineitemamount totaldiscountamount discountamount totallineitemdiscountamount'),
  ...moneys('totalamountlessfreight freightamount totaltax totalamount'),
  ...decimals('discountpercentage', 2),
  ...platform(integers('onholdtime')),
  ...datetimes('lastonholdtime'),
  ...flags('willcall', ['Address', 'Will Call']),
  ...guids('processid stageid'),
  ...texts(1250, 'traversedpath'),
  choice('paymenttermscode', choices.paymentTerms),
  choice('pricingerrorcode', choices.pricingErrors),
  choice('shippingmethodcode', choices.shippingMethods),
  choice('shipto_freighttermscode', choices.defaultValue),
];

/** A line of an opportunity or of a document: so much of a product at a price. */
export const lineColumns = (): ColumnSpec[] => [
  ...memos('description productdescription'),
  ...moneys('priceperunit baseamount manualdiscountamount tax extendedamount'),
  ...platform(moneys('volumediscountamount')),
  ...decimals('quantity', 5),
  ...integers('lineitemnumber sequencenumber'),
  ...flags('ispriceoverridden', ['Use Default', 'Override Price']),
  ...flags('isproductoverridden', ['Existing', 'Write in']),
  ...guids('productassociationid parentbundleid'),
  ...platform(guids('owninguser')),
  choice('pricingerrorcode', choices.pricingErrors),
  choice('producttypecode', choices.lineTypes),
  choice('propertyconfigurationstatus', choices.propertyConfigurations),
];

/** A line that is sent somewhere: those of documents. */
export const sentLineColumns = (): ColumnSpec[] => [
  ...lineColumns(),
  ...texts(100, 'productname'),
  ...place('shipto'),
  ...flags('willcall', ['Address', 'Will Call']),
  choice('shipto_freighttermscode', choices.defaultValue),
];
