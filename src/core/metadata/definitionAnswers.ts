import { isJsonObject, stringOf, type JsonObject } from '../dataverse/json';
import type { Choice, ColumnLabels, TableLabels } from './labels';

/** Answers to the requests of `definitions.ts`. Whatever is missing or of another kind is left out. */
export function readTables(body: JsonObject): ReadonlyMap<string, TableLabels> {
  return byLogicalName(rowsOf(body['value']), readTable);
}

export function readTable(definition: JsonObject): TableLabels {
  return defined<TableLabels>({
    displayName: labelOf(definition['DisplayName']),
    collectionName: labelOf(definition['DisplayCollectionName']),
    description: labelOf(definition['Description']),
    custom: booleanOf(definition['IsCustomEntity']),
    primaryName: textOf(definition['PrimaryNameAttribute']),
  });
}

export function readColumns(definition: JsonObject): ReadonlyMap<string, ColumnLabels> {
  return byLogicalName(rowsOf(definition['Attributes']), readColumn);
}

function readColumn(attribute: JsonObject): ColumnLabels {
  return defined<ColumnLabels>({
    displayName: labelOf(attribute['DisplayName']),
    description: labelOf(attribute['Description']),
    type:
      textOf(valueOf(attribute['AttributeTypeName']))?.replace(/Type$/, '') ??
      textOf(attribute['AttributeType']),
    required: requiredLevels.get(textOf(valueOf(attribute['RequiredLevel'])) ?? ''),
    custom: booleanOf(attribute['IsCustomAttribute']),
    readable: booleanOf(attribute['IsValidForRead']),
    creatable: booleanOf(attribute['IsValidForCreate']),
    updatable: booleanOf(attribute['IsValidForUpdate']),
  });
}

/** `AttributeRequiredLevel`. */
const requiredLevels: ReadonlyMap<string, NonNullable<ColumnLabels['required']>> = new Map([
  ['None', 'none'],
  ['Recommended', 'recommended'],
  ['ApplicationRequired', 'required'],
  ['SystemRequired', 'system'],
]);

/** What a cast of `Attributes` adds: choices and targets. */
export function readDetails(body: JsonObject): ReadonlyMap<string, ColumnLabels> {
  return byLogicalName(rowsOf(body['value']), (attribute) =>
    defined<ColumnLabels>({
      choices: choicesOf(attribute['OptionSet']) ?? choicesOf(attribute['GlobalOptionSet']),
      targets: targetsOf(attribute['Targets']),
    }),
  );
}

function choicesOf(optionSet: unknown): readonly Choice[] | undefined {
  if (!isJsonObject(optionSet)) return undefined;
  const listed = rowsOf(optionSet['Options']);
  const options = listed.length > 0 ? listed : [optionSet['FalseOption'], optionSet['TrueOption']];
  const choices = options.filter(isJsonObject).flatMap(readChoice);
  return choices.length === 0 ? undefined : choices;
}

function readChoice(option: JsonObject): readonly Choice[] {
  const value = option['Value'];
  if (typeof value !== 'number') return [];
  const description = labelOf(option['Description']);
  return [
    { value, label: labelOf(option['Label']) ?? String(value), ...(description ? { description } : {}) },
  ];
}

function targetsOf(targets: unknown): readonly string[] | undefined {
  return Array.isArray(targets) ? targets.filter((one) => typeof one === 'string') : undefined;
}

/** `RetrieveTotalRecordCount`: `{ EntityRecordCountCollection: { Keys: ["account"], Values: [42] } }`. */
export function readRowCount(body: JsonObject, logicalName: string): number | undefined {
  const counts = body['EntityRecordCountCollection'];
  if (!isJsonObject(counts)) return undefined;
  const { Keys: keys, Values: values } = counts;
  if (!Array.isArray(keys) || !Array.isArray(values)) return undefined;
  const at = keys.findIndex((key) => typeof key === 'string' && key.toLowerCase() === logicalName);
  const value: unknown = values[at];
  return typeof value === 'number' ? value : undefined;
}

/** A `Label`: in the caller's language where there is one, else the first. */
function labelOf(label: unknown): string | undefined {
  if (!isJsonObject(label)) return undefined;
  const own = label['UserLocalizedLabel'];
  const [first] = rowsOf(label['LocalizedLabels']);
  return textOf(isJsonObject(own) ? own['Label'] : undefined) ?? textOf(first?.['Label']);
}

/** Managed properties and type names hold their value in `Value`. */
function valueOf(property: unknown): unknown {
  return isJsonObject(property) ? property['Value'] : property;
}

function byLogicalName<T>(rows: readonly JsonObject[], read: (row: JsonObject) => T): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const row of rows) {
    const name = textOf(row['LogicalName']);
    if (name !== undefined) found.set(name, read(row));
  }
  return found;
}

function rowsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textOf(value: unknown): string | undefined {
  const text = stringOf(value);
  return text === '' ? undefined : text;
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** Without what is undefined. */
function defined<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): T {
  const entries: [string, unknown][] = Object.entries(members);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as T;
}
