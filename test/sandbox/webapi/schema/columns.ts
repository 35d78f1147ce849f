import type { Choice, ColumnKind, ColumnSpec, LookupTarget } from './model';

const named = (kind: ColumnKind, names: string, extra: Partial<ColumnSpec> = {}): ColumnSpec[] =>
  names
    .trim()
    .split(/\s+/)
    .map((logicalName) => ({ logicalName, kind, ...extra }));

export const key = (logicalName: string): ColumnSpec => ({ logicalName, kind: 'key' });
export const guids = (names: string): ColumnSpec[] => named('guid', names);
export const integers = (names: string): ColumnSpec[] => named('integer', names);
export const doubles = (names: string): ColumnSpec[] => named('double', names, { precision: 5 });
export const decimals = (names: string, precision: number): ColumnSpec[] =>
  named('decimal', names, { precision });
export const datetimes = (names: string): ColumnSpec[] => named('datetime', names);
export const dates = (names: string): ColumnSpec[] => named('date', names);
export const bigints = (names: string): ColumnSpec[] => named('bigint', names);
export const binaries = (names: string): ColumnSpec[] => named('binary', names);
export const managed = (names: string): ColumnSpec[] => named('managed', names);
export const memos = (names: string, maxLength = 2000): ColumnSpec[] => named('memo', names, { maxLength });

/** Text columns of one length. */
export const texts = (maxLength: number, names: string): ColumnSpec[] => named('text', names, { maxLength });

/** Logical name of a table, as `objecttypecode` of a note holds it. */
export const entityName = (logicalName: string): ColumnSpec => ({ logicalName, kind: 'entityname' });

/** The picture of a row, with what the platform keeps beside it. */
export const imageColumns = (logicalName = 'entityimage'): ColumnSpec[] => [
  { logicalName, kind: 'image' },
  ...platform([
    ...texts(200, `${logicalName}_url`),
    ...bigints(`${logicalName}_timestamp`),
    ...guids(`${logicalName}id`),
  ]),
];

/** A file and its name. */
export const fileColumns = (logicalName: string): ColumnSpec[] => [
  { logicalName, kind: 'file' },
  ...platform(texts(200, `${logicalName}_name`)),
];

/** Money columns, each with the `_base` column that holds it in the organisation's currency. */
export const moneys = (names: string): ColumnSpec[] =>
  named('money', names, { precision: 4 }).flatMap((column) => [
    column,
    { ...column, logicalName: `${column.logicalName}_base`, platformOwned: true },
  ]);

/** Two-option columns; labels are those of false and true. */
export const flags = (names: string, labels: readonly [string, string] = ['No', 'Yes']): ColumnSpec[] =>
  named('boolean', names, {
    choices: [
      { value: 0, label: labels[0] },
      { value: 1, label: labels[1] },
    ],
  });

/** Labels from `first` upwards. */
export const numbered = (labels: readonly string[], first = 1): Choice[] =>
  labels.map((label, index) => ({ value: first + index, label }));

export const choice = (logicalName: string, choices: readonly Choice[]): ColumnSpec => ({
  logicalName,
  kind: 'choice',
  choices,
});

/** A choice whose values belong to no table; its name is the column's. */
export const globalChoice = (logicalName: string, choices: readonly Choice[]): ColumnSpec => ({
  ...choice(logicalName, choices),
  globalChoice: logicalName,
});

/** Several values of one choice. */
export const multichoice = (logicalName: string, options: readonly Choice[]): ColumnSpec => ({
  logicalName,
  kind: 'multichoice',
  choices: options,
});

/** `states` by number from 0, each with its statuses. */
export function stateAndStatus(
  states: readonly { label: string; statuses: Readonly<Record<number, string>> }[],
): ColumnSpec[] {
  return [
    choice(
      'statecode',
      numbered(
        states.map((state) => state.label),
        0,
      ),
    ),
    choice(
      'statuscode',
      states.flatMap((state, index) =>
        Object.entries(state.statuses).map(([value, label]) => ({
          value: Number(value),
          label,
          state: index,
        })),
      ),
    ),
  ];
}

export const activeInactive = (): ColumnSpec[] =>
  stateAndStatus([
    { label: 'Active', statuses: { 1: 'Active' } },
    { label: 'Inactive', statuses: { 2: 'Inactive' } },
  ]);

/** A lookup of one table; the navigation property bears the column's name unless another is given. */
export const lookup = (
  logicalName: string,
  table: string,
  partner: string,
  navigation: string = logicalName,
): ColumnSpec => ({ logicalName, kind: 'lookup', targets: [{ table, navigation, partner }] });

export const polymorphic = (logicalName: string, targets: readonly LookupTarget[]): ColumnSpec => ({
  logicalName,
  kind: 'lookup',
  targets,
});

/** Targets whose navigation properties are named by column and table (`objectid_account`): table → partner. */
export const toward = (
  logicalName: string,
  partners: Readonly<Record<string, string>>,
  extra: Pick<LookupTarget, 'constraint'> = {},
): LookupTarget[] =>
  Object.entries(partners).map(([table, partner]) => ({
    table,
    partner,
    navigation: `${logicalName}_${table}`,
    ...extra,
  }));

export const platform = (columns: readonly ColumnSpec[]): ColumnSpec[] =>
  columns.map((column) => ({ ...column, platformOwned: true }));
