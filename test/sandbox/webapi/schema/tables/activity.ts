// activitypointer, and how the activities inherit from it. A pointer has no rows of its own: its set shows those of every activity.
import * as choices from '../choices';
import {
  choice,
  datetimes,
  flags,
  guids,
  integers,
  key,
  memos,
  numbered,
  platform,
  polymorphic,
  stateAndStatus,
  texts,
  toward,
} from '../columns';
import type { Choice, ColumnSpec, LookupTarget, TableSpec } from '../model';
import { auditColumns, currencyColumns, ownerColumns } from '../standard';

/** Tables that an activity may be about, as the names of the relationships spell them. */
const regarded = {
  account: 'Account',
  campaign: 'Campaign',
  contact: 'Contact',
  incident: 'Incident',
  invoice: 'Invoice',
  lead: 'Lead',
  opportunity: 'Opportunity',
  quote: 'Quote',
  salesorder: 'SalesOrder',
} as const;

const regarding = (plural: string): Record<string, string> =>
  Object.fromEntries(Object.entries(regarded).map(([table, name]) => [table, `${name}_${plural}`]));

const states = stateAndStatus([
  { label: 'Open', statuses: { 1: 'Open' } },
  { label: 'Completed', statuses: { 2: 'Completed' } },
  { label: 'Canceled', statuses: { 3: 'Canceled' } },
  { label: 'Scheduled', statuses: { 4: 'Scheduled' } },
]);

/** Declared by each activity, not by the pointer. */
const ownBookkeeping = ['overriddencreatedon', 'importsequencenumber'];

const pointerColumns: readonly ColumnSpec[] = [
  key('activityid'),
  ...texts(200, 'subject'),
  ...memos('description'),
  ...platform(texts(64, 'activitytypecode')),
  ...memos('activityadditionalparams', 8192),
  ...datetimes('scheduledstart scheduledend actualstart actualend senton deliverylastattemptedon sortdate'),
  ...datetimes('lastonholdtime postponeactivityprocessinguntil'),
  ...integers('scheduleddurationminutes actualdurationminutes'),
  ...flags('isbilled isworkflowcreated leftvoicemail ismapiprivate isregularactivity'),
  ...guids('processid stageid seriesid'),
  choice('prioritycode', choices.priorities),
  choice('deliveryprioritycode', choices.priorities),
  choice('instancetypecode', choices.recurrences),
  choice('community', [{ value: 0, label: 'Other' }, ...numbered(['Facebook', 'Twitter'])]),
  ...states,
  polymorphic('regardingobjectid', toward('regardingobjectid', regarding('ActivityPointers'))),
  ...ownerColumns({
    principal: 'owner_activitypointers',
    user: 'user_activity',
    team: 'team_activity',
    businessUnit: 'business_unit_activitypointer',
  }),
  ...currencyColumns('TransactionCurrency_ActivityPointer'),
  ...auditColumns({ audit: 'lk_activitypointer', without: ownBookkeeping }),
];

/** Every table that inherits from the pointer. */
const activities = [
  'task',
  'phonecall',
  'appointment',
  'letter',
  'email',
  'fax',
  'incidentresolution',
  'opportunityclose',
] as const;

const storedColumns = pointerColumns.flatMap(({ logicalName, targets = [] }) => {
  const typed = targets.length > 1 || targets[0]?.table === 'principal';
  return typed ? [logicalName, `${logicalName}type`] : [logicalName];
});

export const activitypointer: TableSpec = {
  logicalName: 'activitypointer',
  setName: 'activitypointers',
  displayName: 'Activity',
  collectionName: 'Activities',
  objectTypeCode: 4200,
  primaryKey: 'activityid',
  primaryName: 'subject',
  base: 'crmbaseentity',
  privilege: 'Activity',
  description:
    'Task performed, or to be performed, by a user. An activity is any action for which an entry can be made on a calendar.',
  abstract: true,
  view: activities.map((table) => `SELECT ${storedColumns.join(', ')} FROM ${table}`).join(' UNION ALL '),
  columns: pointerColumns,
};

interface ActivitySpec extends Pick<
  TableSpec,
  'setName' | 'displayName' | 'collectionName' | 'objectTypeCode' | 'columns' | 'description'
> {
  readonly logicalName: (typeof activities)[number];
  /** Ends the names of the relationships with what it is about: `Account_Tasks`; absent where there are none. */
  readonly plural?: string;
  /** Its name within `activity_pointer_…`, where it is not the logical name. */
  readonly pointer?: string;
  /** The same within `business_unit_…_activities`. */
  readonly unit?: string;
  /** Name of its relationship with currencies. */
  readonly currency?: string;
  readonly statuses: readonly Choice[];
}

/** An activity: the pointer's columns, with navigation properties of its own beside the inherited ones, and more columns. */
export function activity(spec: ActivitySpec): TableSpec {
  const { logicalName, plural, currency, columns, statuses, pointer = logicalName, unit, ...rest } = spec;
  const suffix = `_${logicalName}`;
  const own = [
    ...(plural === undefined ? [] : [polymorphic('regardingobjectid', regardingOwn(suffix, plural))]),
    ...ownerColumns({
      principal: '',
      user: `user${suffix}`,
      team: `team${suffix}`,
      businessUnit: `business_unit_${unit ?? pointer}_activities`,
      suffix,
    }),
    ...(currency === undefined ? [] : currencyColumns(currency, suffix)),
    ...auditColumns({ audit: `lk${suffix}`, suffix }),
    polymorphic('activityid', toward('activityid', { activitypointer: `activity_pointer_${pointer}` })),
  ];
  return {
    ...rest,
    logicalName,
    primaryKey: 'activityid',
    primaryName: 'subject',
    base: 'activitypointer',
    privilege: 'Activity',
    columns: [
      ...pointerColumns.map((column) => ({
        ...inherit(column, own),
        ...(column.logicalName === 'statuscode' ? { choices: statuses } : {}),
      })),
      ...platform([...datetimes('overriddencreatedon'), ...integers('importsequencenumber')]),
      ...columns,
    ],
  };
}

const regardingOwn = (suffix: string, plural: string): LookupTarget[] =>
  toward('regardingobjectid', regarding(plural)).map((target) => ({
    ...target,
    navigation: `${target.navigation}${suffix}`,
  }));

/** The pointer's column as an activity sees it: with the inherited navigation properties and its own beside them. */
function inherit(column: ColumnSpec, own: readonly ColumnSpec[]): ColumnSpec {
  const owned = own.find((candidate) => candidate.logicalName === column.logicalName)?.targets ?? [];
  if (column.targets === undefined && owned.length === 0) return { ...column, inherited: true };
  return {
    ...column,
    inherited: true,
    targets: [
      ...(column.targets ?? []).map((target) => ({ ...target, inherited: true })),
      ...owned
        .filter((target) => target.table !== 'principal')
        .map((target) => ({ ...target, constraint: false })),
    ],
  };
}
