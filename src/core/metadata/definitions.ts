import type { ColumnLabels } from './labels';

/**
 * Requests for what `$metadata` does not say, below `/api/data/v9.x/`. As in "Query table definitions using the Web
 * API" of Microsoft's documentation: properties of derived attribute types come by casts only.
 */
export const allTables =
  'EntityDefinitions?$select=LogicalName,DisplayName,DisplayCollectionName,IsCustomEntity,PrimaryNameAttribute';

const tableColumns =
  'LogicalName,DisplayName,DisplayCollectionName,Description,IsCustomEntity,PrimaryNameAttribute';
const attributeColumns =
  'LogicalName,DisplayName,Description,AttributeType,AttributeTypeName,RequiredLevel,IsCustomAttribute,' +
  'IsValidForRead,IsValidForCreate,IsValidForUpdate';

/** One table with all of its columns. */
export function tableDefinition(logicalName: string): string {
  return `${definitionOf(logicalName)}?$select=${tableColumns}&$expand=Attributes($select=${attributeColumns})`;
}

const options = '$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)';

/** What a type of column (see {@link ColumnLabels.type}) has beyond the others, and how it is asked for. */
const casts = {
  Picklist: options,
  MultiSelectPicklist: options,
  State: options,
  Status: options,
  Boolean: '$select=LogicalName&$expand=OptionSet($select=TrueOption,FalseOption)',
  Lookup: '$select=LogicalName,Targets',
} as const;

/** Lookups of these types are told apart by their type code, and are all `LookupAttributeMetadata`. */
const lookups: ReadonlySet<string> = new Set(['Customer', 'Owner', 'PartyList']);

/** One request for each type of column that has more to tell, and that the table has. */
export function detailRequests(logicalName: string, columns: Iterable<ColumnLabels>): readonly string[] {
  const present = new Set<string>();
  for (const { type = '' } of columns) present.add(lookups.has(type) ? 'Lookup' : type);
  return Object.entries(casts)
    .filter(([type]) => present.has(type))
    .map(
      ([type, query]) =>
        `${definitionOf(logicalName)}/Attributes/Microsoft.Dynamics.CRM.${type}AttributeMetadata?${query}`,
    );
}

/** A snapshot that is at most 24 hours old. */
export function rowCount(logicalName: string): string {
  return `RetrieveTotalRecordCount(EntityNames=@p1)?@p1=${encodeURIComponent(JSON.stringify([logicalName]))}`;
}

function definitionOf(logicalName: string): string {
  return `EntityDefinitions(LogicalName='${quoted(logicalName)}')`;
}

function quoted(text: string): string {
  return encodeURIComponent(text.replaceAll("'", "''"));
}
