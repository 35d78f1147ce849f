import type { SchemaLabels } from '../metadata/labels';
import type { Schema } from '../metadata/model';
import { rowTypeOf } from './destination';
import type { ResultOrigin } from './ports';
import { typeAt } from './resultType';

/**
 * Words for the columns that the rows of a query have, by the path of each: `primarycontactid/fullname`. Asking may
 * make the owner of the labels fetch them.
 */
export function columnLabelsOf(
  origin: ResultOrigin,
  schema: Schema,
  labels: Pick<SchemaLabels, 'column'>,
): (path: string) => string | undefined {
  const rowType = rowTypeOf(origin, schema);
  return (path) => {
    const names = path.split('/');
    const type = rowType && typeAt(rowType, names.slice(0, -1), schema);
    return type && labels.column(type.name, names.at(-1) ?? '')?.displayName;
  };
}
