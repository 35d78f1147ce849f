// activitypointer and what inherits from it. A pointer has no rows of its own: its set shows those of every activity.
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
} from '../columns';
import type { ColumnSpec, LookupTarget, TableSpec } from '../model';
import { auditColumns, currencyColumns, ownerColumns } from '../standard';

const regardingPointer: readonly LookupTarget[] = [
  { table: 'account', navigation: 'regardingobjectid_account', partner: 'Account_ActivityPointers' },
  { table: 'contact', navigation: 'regardingobjectid_contact', partner: 'Contact_ActivityPointers' },
  {
    table: 'opportunity',
    navigation: 'regardingobjectid_opportunity',
    partner: 'Opportunity_ActivityPointers',
  },
];

const regardingTask: readonly LookupTarget[] = [
  { table: 'account', navigation: 'regardingobjectid_account_task', partner: 'Account_Tasks' },
  { table: 'contact', navigation: 'regardingobjectid_contact_task', partner: 'Contact_Tasks' },
  { table: 'opportunity', navigation: 'regardingobjectid_opportunity_task', partner: 'Opportunity_Tasks' },
];

const states = stateAndStatus([
  { label: 'Open', statuses: { 1: 'Open' } },
  { label: 'Completed', statuses: { 2: 'Completed' } },
  { label: 'Canceled', statuses: { 3: 'Canceled' } },
  { label: 'Scheduled', statuses: { 4: 'Scheduled' } },
]);

/** Declared by each activity, not by the pointer. */
const taskBookkeeping = ['overriddencreatedon', 'importsequencenumber'];

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
  choice('instancetypecode', numbered(['Not Recurring', 'Recurring Master'], 0)),
  choice('community', [{ value: 0, label: 'Other' }, ...numbered(['Facebook', 'Twitter'])]),
  ...states,
  polymorphic('regardingobjectid', regardingPointer),
  ...ownerColumns({
    principal: 'owner_activitypointers',
    user: 'user_activity',
    team: 'team_activity',
    businessUnit: 'business_unit_activitypointer',
  }),
  ...currencyColumns('TransactionCurrency_ActivityPointer'),
  ...auditColumns({ audit: 'lk_activitypointer', without: taskBookkeeping }),
];

/** The pointer's column as an activity sees it: with the inherited navigation properties and its own beside them. */
function inherit(column: ColumnSpec, own: readonly ColumnSpec[]): ColumnSpec {
  if (column.targets === undefined) return { ...column, inherited: true };
  const owned = own.find((candidate) => candidate.logicalName === column.logicalName)?.targets ?? [];
  return {
    ...column,
    inherited: true,
    targets: [
      ...column.targets.map((target) => ({ ...target, inherited: true })),
      ...owned
        .filter((target) => target.table !== 'principal')
        .map((target) => ({ ...target, constraint: false })),
    ],
  };
}

export const activitypointer: TableSpec = {
  logicalName: 'activitypointer',
  setName: 'activitypointers',
  displayName: 'Activity',
  objectTypeCode: 4200,
  primaryKey: 'activityid',
  primaryName: 'subject',
  base: 'crmbaseentity',
  abstract: true,
  view: `SELECT ${pointerColumns.map((column) => storedNames(column)).join(', ')} FROM task`,
  columns: pointerColumns,
};

function storedNames(column: ColumnSpec): string {
  const typed = (column.targets?.length ?? 0) > 1 || column.targets?.[0]?.table === 'principal';
  return typed ? `${column.logicalName}, ${column.logicalName}type` : column.logicalName;
}

const taskRelations: readonly ColumnSpec[] = [
  polymorphic('regardingobjectid', regardingTask),
  ...ownerColumns({
    principal: '',
    user: 'user_task',
    team: 'team_task',
    businessUnit: 'business_unit_task_activities',
    suffix: '_task',
  }),
  ...currencyColumns('TransactionCurrency_Task', '_task'),
  ...auditColumns({ audit: 'lk_task', suffix: '_task' }),
];

export const task: TableSpec = {
  logicalName: 'task',
  setName: 'tasks',
  displayName: 'Task',
  objectTypeCode: 4212,
  primaryKey: 'activityid',
  primaryName: 'subject',
  base: 'activitypointer',
  columns: [
    ...pointerColumns.map((column) => inherit(column, taskRelations)),
    ...texts(250, 'category subcategory'),
    ...integers('percentcomplete'),
    ...platform([...datetimes('overriddencreatedon'), ...integers('importsequencenumber')]),
    ...guids('subscriptionid crmtaskassigneduniqueid'),
  ].map((column) =>
    column.logicalName === 'statuscode'
      ? {
          ...column,
          choices: [
            { value: 2, label: 'Not Started', state: 0 },
            { value: 3, label: 'In Progress', state: 0 },
            { value: 4, label: 'Waiting on someone else', state: 0 },
            { value: 7, label: 'Deferred', state: 0 },
            { value: 5, label: 'Completed', state: 1 },
            { value: 6, label: 'Canceled', state: 2 },
          ],
        }
      : column,
  ),
};
