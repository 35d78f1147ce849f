import type { SchemaLabels } from '../../metadata/labels';
import type { StructuredType } from './model';

/** The column that names a row: as the labels say, else by the names that Dataverse gives. */
export function primaryNameOf(type: StructuredType, labels: SchemaLabels | undefined): string | undefined {
  const known = labels?.table(type.name)?.primaryName;
  if (known !== undefined) return known;
  const prefix = /^([a-z][a-z0-9]*)_/.exec(type.name)?.[1];
  const usual = [
    'name',
    'fullname',
    'subject',
    'title',
    'LogicalName',
    ...(prefix === undefined ? [] : [`${prefix}_name`]),
  ];
  return usual.find((name) => type.property(name) !== undefined);
}
