// A column that a test orders of the running sandbox.
import type { ColumnOrder } from '../../server/types';
import type { ColumnSpec } from './model';

export function orderedColumn({ logicalName, kind, label, choices }: ColumnOrder): ColumnSpec {
  return {
    logicalName,
    kind,
    ...(label === undefined ? {} : { displayName: label }),
    ...(kind === 'text' ? { maxLength: 100 } : {}),
    ...(kind === 'choice' ? { choices: choices ?? [] } : {}),
    ...(kind === 'boolean'
      ? {
          choices: [
            { value: 0, label: 'No' },
            { value: 1, label: 'Yes' },
          ],
        }
      : {}),
  };
}
