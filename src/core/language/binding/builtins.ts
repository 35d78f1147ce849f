/** What a function of OData's own takes and gives: names of Edm types; without a result it depends. */
export interface BuiltinFunction {
  readonly parameters: readonly string[];
  readonly result?: string;
}

/** OData 4.01, URL Conventions, 5.1.1.5 to 5.1.1.12. */
export const builtinFunctions: ReadonlyMap<string, BuiltinFunction> = new Map([
  ['contains', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['startswith', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['endswith', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['concat', { parameters: ['String', 'String'], result: 'String' }],
  ['indexof', { parameters: ['String', 'String'], result: 'Int32' }],
  ['length', { parameters: ['String'], result: 'Int32' }],
  ['substring', { parameters: ['String', 'Int32', 'Int32'], result: 'String' }],
  ['matchesPattern', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['matchespattern', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['tolower', { parameters: ['String'], result: 'String' }],
  ['toupper', { parameters: ['String'], result: 'String' }],
  ['trim', { parameters: ['String'], result: 'String' }],
  // Of OData 3, where it stood for `contains`.
  ['substringof', { parameters: ['String', 'String'], result: 'Boolean' }],
  ['hassubset', { parameters: [], result: 'Boolean' }],
  ['hassubsequence', { parameters: [], result: 'Boolean' }],
  ['date', { parameters: [], result: 'Date' }],
  ['time', { parameters: [], result: 'TimeOfDay' }],
  ['year', { parameters: [], result: 'Int32' }],
  ['month', { parameters: [], result: 'Int32' }],
  ['day', { parameters: [], result: 'Int32' }],
  ['hour', { parameters: [], result: 'Int32' }],
  ['minute', { parameters: [], result: 'Int32' }],
  ['second', { parameters: [], result: 'Int32' }],
  ['fractionalseconds', { parameters: [], result: 'Decimal' }],
  ['totalseconds', { parameters: [], result: 'Decimal' }],
  ['totaloffsetminutes', { parameters: [], result: 'Int32' }],
  ['now', { parameters: [], result: 'DateTimeOffset' }],
  ['mindatetime', { parameters: [], result: 'DateTimeOffset' }],
  ['maxdatetime', { parameters: [], result: 'DateTimeOffset' }],
  ['round', { parameters: [] }],
  ['floor', { parameters: [] }],
  ['ceiling', { parameters: [] }],
  ['cast', { parameters: [] }],
  ['isof', { parameters: [], result: 'Boolean' }],
  ['case', { parameters: [] }],
  ['geo.distance', { parameters: [], result: 'Double' }],
  ['geo.length', { parameters: [], result: 'Double' }],
  ['geo.intersects', { parameters: [], result: 'Boolean' }],
]);
