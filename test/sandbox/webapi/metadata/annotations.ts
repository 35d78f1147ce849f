// What `$metadata?annotations=true` adds: descriptions, what is read-only, what sets can do.
import { columnDescription } from '../definitions/wording';
import type { Column, Table } from '../schema/model';
import { element } from './xml';

const core = 'Org.OData.Core.V1';
const capabilities = 'Org.OData.Capabilities.V1';

const annotation = (term: string, value: Readonly<Record<string, string>>, content = ''): string =>
  element('Annotation', { Term: term, ...value }, content);

const description = (text: string): string => annotation(`${core}.Description`, { String: text });

const readOnly = annotation(
  `${core}.Permissions`,
  {},
  `<EnumMember>${core}.PermissionType/Read</EnumMember>`,
);

export function ofColumn(table: Table, column: Column): string {
  const computed = column.kind === 'lookup' || column.platformOwned === true;
  return [
    description(columnDescription(table, column) ?? ''),
    ...(computed ? [annotation(`${core}.Computed`, { Bool: 'true' }), readOnly] : []),
  ].join('');
}

export const ofTable = (table: Table): string => description(table.description ?? '');

const restriction = (term: string, property: string, value: string): string =>
  annotation(
    `${capabilities}.${term}`,
    {},
    `<Record>${element('PropertyValue', { Property: property, Bool: value })}</Record>`,
  );

export const ofSet = [
  annotation(`${capabilities}.IndexableByKey`, { Bool: 'true' }),
  annotation(`${capabilities}.SkipSupported`, { Bool: 'false' }),
  restriction('SearchRestrictions', 'Searchable', 'false'),
  restriction('CountRestrictions', 'Countable', 'true'),
  annotation(
    `${capabilities}.NavigationRestrictions`,
    {},
    `<Record><PropertyValue Property="Navigability"><EnumMember>${capabilities}.NavigationType/Single</EnumMember></PropertyValue></Record>`,
  ),
  restriction('ChangeTracking', 'Supported', 'true'),
].join('');

const strings = (values: readonly string[]): string =>
  `<Collection>${values.map((value) => `<String>${value}</String>`).join('')}</Collection>`;

export const ofContainer = [
  annotation(`${capabilities}.FilterFunctions`, {}, strings(['contains', 'endswith', 'startswith'])),
  annotation(`${core}.DereferenceableIDs`, { Bool: 'true' }),
  annotation(`${core}.ConventionalIDs`, { Bool: 'true' }),
  annotation(`${capabilities}.BatchSupported`, { Bool: 'true' }),
  annotation(`${capabilities}.AsynchronousRequestsSupported`, { Bool: 'false' }),
  annotation(`${capabilities}.BatchContinueOnErrorSupported`, { Bool: 'false' }),
  annotation(`${capabilities}.CrossJoinSupported`, { Bool: 'false' }),
  annotation(
    `${capabilities}.SupportedFormats`,
    {},
    strings(['application/json; odata.metadata=minimal', 'application/json', 'application/xml']),
  ),
].join('');

export const terms = [
  ['associatednavigationproperty', 'Navigation property that the property references'],
  ['lookuplogicalname', 'Logical entity name of the look up entity that the property references'],
]
  .map(([name = '', text = '']) =>
    element('Term', { Name: name, Type: 'Edm.String', AppliesTo: 'PropertyValue' }, description(text)),
  )
  .join('');
