import type { Group } from './conformanceNames';

/** What OData 4.01 has, in addresses, rule by rule, and what it has not. */
export const urlGroups: readonly Group[] = [
  [
    'odataUri',
    ['http://h/', 'HTTPS://[::1]:80/a/b/', 'http://h/s/Orders(1)/Items', 'http://h/s/$metadata#Orders'],
    [
      'http:/h/',
      'ftp://h/',
      'http://h',
      'http://h//Orders',
      'http://h/s/Nothing',
      'http://h/s/$batch/?$format=a/b',
    ],
  ],
  [
    'odataRelativeUri',
    [
      '$batch',
      '$batch?$format=a/b',
      '$metadata?$format=xml',
      '$entity?$id=Orders(1)',
      '$all/Shop.Special',
      'Orders?',
    ],
    [
      '$Batch',
      '$entity',
      '$entity?$format=json',
      '$all/Name',
      'Orders#x',
      '$batch?$top=1',
      '$metadata/x',
      ' Orders',
    ],
  ],
  [
    'odataRelativeUri',
    [
      '$entity/Shop.Special?$id=x&$select=Name',
      "Orders?$filter=Name eq 'a&b'&$top=1",
      '$crossjoin(Orders,Products)',
    ],
    [
      '$entity/Shop.Nothing?$id=x',
      '$crossjoin(Orders,)',
      '$crossjoin()',
      '$crossjoin(Orders, Products)',
      'Orders?$top=1&',
    ],
  ],
  [
    'resourcePath',
    [
      'Orders',
      'Me/Name',
      'Restock',
      "ByColour(colour='red')(7)",
      'ByColour',
      'TheBest()/Name',
      'Version()/$value',
    ],
    [
      'Restock()',
      'Orders/',
      'Nothing',
      'Me(1)',
      "ByColour(shade='red')",
      'ByColour(colour=Name)',
      'Orders(1)/Orders(1)x',
    ],
  ],
  [
    'resourcePath',
    [
      'Orders/7',
      "Customers/O'Neil",
      'Products/a%2Fb/Name',
      'Orders(ID=1,Alias=2)',
      'Orders(@key)',
      'Orders/A-1/Items',
    ],
    [
      'Orders/8',
      'Orders(ID=1;Alias=2)',
      'Orders(Name=1)',
      'Orders(1,2)',
      'Orders(null)',
      'Orders( 1)',
      'Orders(a/b)',
    ],
  ],
  [
    'resourcePath',
    [
      'Orders/$count',
      'Orders/$filter(Price gt 1)/$each/Shop.Discount',
      'Orders/$ref',
      'Orders/Cheapest()/Shop.Special(1)',
    ],
    [
      'Orders/$count/$ref',
      'Orders/$filter(Price gt)',
      'Orders/$filter( Price gt 1)',
      'Orders/$value',
      'Orders/$Count',
    ],
  ],
  [
    'resourcePath',
    [
      'Orders(1)/Address/Shop.Location/Name',
      'Orders(1)/Tags/-1',
      'Orders(1)/Photo',
      'Orders(1)/Addresses/$query',
    ],
    [
      'Orders(1)/Address/$value',
      'Orders(1)/Tags/$value',
      'Orders(1)/Photo/$value',
      'Orders(1)/Tags/x',
      'Orders(1)/Address(1)',
    ],
  ],
  [
    'collectionNavigation',
    ['(1)', '/7', '/Shop.Special/$count', '/Discount'],
    ['', '/Name', '(1', '/Special/Special'],
  ],
  [
    'keyPredicate',
    ["('a''b')", '(ID=@k)', '/7/A-1', "(Shop.Colour'Red')", '(%2B1)'],
    ['()', '(x)', '(ID=1,2)', '/8'],
  ],
  [
    'boundOperation',
    ['/Shop.Discount', '/Names()/$count', '/Weight'],
    ['/Shop.Sell', '/Names( )x', 'Weight'],
  ],
  ['ordinalIndex', ['/0', '/-12'], ['/', '/+1', '0']],
  ['functionParameters', ["(colour='a', size=2)", '( )', '(size=@s)'], ['(colour=Name)', '(size= 2)', '(,)']],
];
