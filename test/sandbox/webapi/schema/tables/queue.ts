// Queues of work and what lies in them.
import * as choices from '../choices';
import {
  activeInactive,
  choice,
  datetimes,
  flags,
  imageColumns,
  integers,
  key,
  lookup,
  memos,
  numbered,
  platform,
  polymorphic,
  texts,
  toward,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns, noTimeZone } from '../standard';

export const queue: TableSpec = {
  logicalName: 'queue',
  setName: 'queues',
  displayName: 'Queue',
  collectionName: 'Queues',
  objectTypeCode: 2020,
  primaryKey: 'queueid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Queue',
  columns: [
    key('queueid'),
    ...imageColumns(),
    ...texts(200, 'name'),
    ...texts(100, 'emailaddress'),
    ...memos('description'),
    ...platform(integers('numberofmembers numberofitems')),
    ...flags('ignoreunsolicitedemail'),
    ...platform(flags('isemailaddressapprovedbyo365admin')),
    choice('queueviewtype', numbered(['Public', 'Private'], 0)),
    choice('outgoingemaildeliverymethod', choices.emailDeliveries),
    choice('incomingemaildeliverymethod', choices.emailDeliveries),
    choice('emailrouteraccessapproval', numbered(['Empty', 'Approved', 'Pending Approval', 'Rejected'], 0)),
    ...platform([choice('queuetypecode', choices.defaultValue)]),
    choice(
      'incomingemailfilteringmethod',
      numbered(
        [
          'All email messages',
          'Email messages in response to Dynamics 365 email',
          'Email messages from Dynamics 365 Leads, Contacts and Accounts',
          'Email messages from Dynamics 365 records that are email enabled',
        ],
        0,
      ),
    ),
    ...activeInactive(),
    ...platform([lookup('organizationid', 'organization', 'organization_queues')]),
    ...platform([lookup('owningbusinessunit', 'businessunit', 'business_unit_queues2')]),
    lookup('ownerid', 'principal', 'owner_queues'),
    ...currencyColumns('TransactionCurrency_Queue'),
    ...auditColumns({ audit: 'lk_queuebase', onBehalf: 'lk_queue', without: noTimeZone }),
  ],
};

export const queueitem: TableSpec = {
  logicalName: 'queueitem',
  setName: 'queueitems',
  displayName: 'Queue Item',
  collectionName: 'Queue Items',
  objectTypeCode: 2029,
  primaryKey: 'queueitemid',
  primaryName: 'title',
  base: 'crmbaseentity',
  privilege: 'QueueItem',
  columns: [
    key('queueitemid'),
    ...platform(texts(300, 'title')),
    ...platform(datetimes('enteredon workeridmodifiedon')),
    ...platform([
      choice('objecttypecode', [
        { value: 112, label: 'Case' },
        { value: 4202, label: 'Email' },
        { value: 4210, label: 'Phone Call' },
        { value: 4212, label: 'Task' },
      ]),
    ]),
    ...activeInactive(),
    polymorphic('objectid', [
      ...toward('objectid', { activitypointer: 'ActivityPointer_QueueItem', incident: 'Incident_QueueItem' }),
      ...toward(
        'objectid',
        {
          appointment: 'Appointment_QueueItem',
          email: 'Email_QueueItem',
          fax: 'Fax_QueueItem',
          letter: 'Letter_QueueItem',
          phonecall: 'PhoneCall_QueueItem',
          task: 'Task_QueueItem',
        },
        { constraint: false },
      ),
    ]),
    polymorphic(
      'workerid',
      toward('workerid', { systemuser: 'lk_queueitembase_workerid', team: 'team_queueitembase_workerid' }),
    ),
    lookup('queueid', 'queue', 'queue_entries'),
    ...platform([lookup('organizationid', 'organization', 'organization_queueitems')]),
    ...currencyColumns('TransactionCurrency_QueueItem'),
    ...auditColumns({ audit: 'lk_queueitembase', onBehalf: 'lk_queueitem' }),
  ],
};
