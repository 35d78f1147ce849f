// What people do: tasks, calls, appointments, letters, e-mails, faxes, and the ends of cases and opportunities.
import {
  datetimes,
  flags,
  guids,
  integers,
  lookup,
  memos,
  moneys,
  numbered,
  polymorphic,
  choice,
  platform,
  texts,
  toward,
} from '../columns';
import type { TableSpec } from '../model';
import { activity } from './activity';

const categories = [...texts(250, 'category subcategory')];
const directions = ['Incoming', 'Outgoing'] as const;

const simpleStatuses = [
  { value: 1, label: 'Open', state: 0 },
  { value: 2, label: 'Completed', state: 1 },
  { value: 3, label: 'Canceled', state: 2 },
];

export const task: TableSpec = activity({
  logicalName: 'task',
  setName: 'tasks',
  displayName: 'Task',
  objectTypeCode: 4212,
  description: 'Generic activity representing work needed to be done.',
  plural: 'Tasks',
  currency: 'TransactionCurrency_Task',
  statuses: [
    { value: 2, label: 'Not Started', state: 0 },
    { value: 3, label: 'In Progress', state: 0 },
    { value: 4, label: 'Waiting on someone else', state: 0 },
    { value: 7, label: 'Deferred', state: 0 },
    { value: 5, label: 'Completed', state: 1 },
    { value: 6, label: 'Canceled', state: 2 },
  ],
  columns: [
    ...categories,
    ...integers('percentcomplete'),
    ...guids('subscriptionid crmtaskassigneduniqueid'),
  ],
});

export const phonecall: TableSpec = activity({
  logicalName: 'phonecall',
  setName: 'phonecalls',
  displayName: 'Phone Call',
  objectTypeCode: 4210,
  description: 'Activity to track a telephone call.',
  plural: 'Phonecalls',
  unit: 'phone_call',
  currency: 'TransactionCurrency_PhoneCall',
  statuses: [
    { value: 1, label: 'Open', state: 0 },
    { value: 2, label: 'Made', state: 1 },
    { value: 4, label: 'Received', state: 1 },
    { value: 3, label: 'Canceled', state: 2 },
  ],
  columns: [
    ...categories,
    ...texts(200, 'phonenumber'),
    ...flags('directioncode', directions),
    ...guids('subscriptionid'),
  ],
});

export const appointment: TableSpec = activity({
  logicalName: 'appointment',
  setName: 'appointments',
  displayName: 'Appointment',
  objectTypeCode: 4201,
  description: 'Commitment representing a time interval with start/end times and duration.',
  plural: 'Appointments',
  currency: 'TransactionCurrency_Appointment',
  statuses: [
    { value: 1, label: 'Free', state: 0 },
    { value: 2, label: 'Tentative', state: 0 },
    { value: 3, label: 'Completed', state: 1 },
    { value: 4, label: 'Canceled', state: 2 },
    { value: 5, label: 'Busy', state: 3 },
    { value: 6, label: 'Out of Office', state: 3 },
  ],
  columns: [
    ...categories,
    ...texts(200, 'location'),
    ...memos('globalobjectid modifiedfieldsmask', 300),
    ...flags('isalldayevent'),
    ...platform(integers('outlookownerapptid')),
    choice(
      'attachmenterrors',
      numbered(
        [
          'None',
          'The appointment was saved as a Microsoft Dynamics 365 appointment record, but not all the attachments could be saved with it.',
        ],
        0,
      ),
    ),
    ...platform(datetimes('originalstartdate')),
    ...guids('subscriptionid'),
  ],
});

export const letter: TableSpec = activity({
  logicalName: 'letter',
  setName: 'letters',
  displayName: 'Letter',
  objectTypeCode: 4207,
  description:
    'Activity that tracks the delivery of a letter. The activity can contain the electronic copy of the letter.',
  plural: 'Letters',
  currency: 'TransactionCurrency_Letter',
  statuses: [
    { value: 1, label: 'Open', state: 0 },
    { value: 2, label: 'Draft', state: 0 },
    { value: 3, label: 'Received', state: 1 },
    { value: 4, label: 'Sent', state: 1 },
    { value: 5, label: 'Canceled', state: 2 },
  ],
  columns: [
    ...categories,
    ...texts(200, 'address'),
    ...flags('directioncode', directions),
    ...guids('subscriptionid'),
  ],
});

export const email: TableSpec = activity({
  logicalName: 'email',
  setName: 'emails',
  displayName: 'Email',
  collectionName: 'Email Messages',
  objectTypeCode: 4202,
  description: 'Activity that is delivered using email protocols.',
  plural: 'Emails',
  currency: 'TransactionCurrency_Email',
  statuses: [
    { value: 1, label: 'Draft', state: 0 },
    { value: 8, label: 'Failed', state: 0 },
    { value: 2, label: 'Completed', state: 1 },
    { value: 3, label: 'Sent', state: 1 },
    { value: 4, label: 'Received', state: 1 },
    { value: 6, label: 'Pending Send', state: 1 },
    { value: 7, label: 'Sending', state: 1 },
    { value: 5, label: 'Canceled', state: 2 },
  ],
  columns: [
    ...categories,
    ...texts(250, 'sender submittedby'),
    ...texts(500, 'torecipients'),
    ...texts(320, 'messageid inreplyto'),
    ...texts(50, 'trackingtoken mimetype'),
    ...platform(memos('conversationindex', 2048)),
    ...platform(integers('attachmentcount deliveryattempts isunsafe')),
    ...flags('directioncode', directions),
    ...flags('deliveryreceiptrequested readreceiptrequested compressed'),
    ...datetimes('postponeemailprocessinguntil'),
    choice(
      'notifications',
      numbered(
        [
          'None',
          'The message was saved as a Microsoft Dynamics 365 email record, but not all the attachments could be saved with it.',
          'Truncated body.',
        ],
        0,
      ),
    ),
    choice(
      'correlationmethod',
      numbered(
        [
          'None',
          'Skipped',
          'XHeader',
          'InReplyTo',
          'TrackingToken',
          'ConversationIndex',
          'SmartMatching',
          'CustomCorrelation',
        ],
        0,
      ),
    ),
    polymorphic(
      'emailsender',
      toward('emailsender', {
        account: 'Account_Email_EmailSender',
        contact: 'Contact_Email_EmailSender',
        lead: 'Lead_Email_EmailSender',
        queue: 'Queue_Email_EmailSender',
        systemuser: 'SystemUser_Email_EmailSender',
      }),
    ),
    lookup('sendersaccount', 'account', 'Account_Email_SendersAccount'),
    polymorphic('parentactivityid', [
      {
        table: 'email',
        navigation: 'parentactivityid',
        partner: 'email_email_parentactivityid',
        constraint: false,
      },
    ]),
  ],
});

export const fax: TableSpec = activity({
  logicalName: 'fax',
  setName: 'faxes',
  displayName: 'Fax',
  collectionName: 'Faxes',
  objectTypeCode: 4204,
  description:
    'Activity that tracks call outcome and number of pages for a fax and optionally stores an electronic copy of the document.',
  plural: 'Faxes',
  currency: 'TransactionCurrency_Fax',
  statuses: [
    { value: 1, label: 'Open', state: 0 },
    { value: 2, label: 'Completed', state: 1 },
    { value: 3, label: 'Sent', state: 1 },
    { value: 4, label: 'Received', state: 1 },
    { value: 5, label: 'Canceled', state: 2 },
  ],
  columns: [
    ...categories,
    ...texts(50, 'billingcode'),
    ...texts(100, 'coverpagename'),
    ...texts(200, 'faxnumber'),
    ...texts(20, 'tsid'),
    ...integers('numberofpages'),
    ...flags('directioncode', directions),
    ...guids('subscriptionid'),
  ],
});

export const incidentresolution: TableSpec = activity({
  logicalName: 'incidentresolution',
  setName: 'incidentresolutions',
  displayName: 'Case Resolution',
  objectTypeCode: 4206,
  description:
    'Special type of activity that includes description of the resolution, billing status, and the duration of the case.',
  pointer: 'incident_resolution',
  statuses: simpleStatuses,
  columns: [
    ...categories,
    ...integers('timespent'),
    polymorphic('incidentid', [
      { table: 'incident', navigation: 'incidentid', partner: 'Incident_IncidentResolutions' },
    ]),
  ],
});

export const opportunityclose: TableSpec = activity({
  logicalName: 'opportunityclose',
  setName: 'opportunitycloses',
  displayName: 'Opportunity Close',
  objectTypeCode: 4208,
  description:
    'Activity that is created automatically when an opportunity is closed, containing information such as the description of the closing and actual revenue.',
  pointer: 'opportunity_close',
  currency: 'transactioncurrency_opportunityclose',
  statuses: simpleStatuses,
  columns: [
    ...categories,
    ...moneys('actualrevenue'),
    lookup('opportunityid', 'opportunity', 'Opportunity_OpportunityClose'),
    lookup('competitorid', 'competitor', 'competitor_opportunity_activities'),
  ],
});
