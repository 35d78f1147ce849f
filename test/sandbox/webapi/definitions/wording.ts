// Names for people and for code, made from logical names: `numberofemployees` → "Number of Employees", `NumberOfEmployees`.
import type { Column, Table } from '../schema/model';
import { splitWords } from './vocabulary';

const small = new Set(['of', 'in', 'on', 'by', 'to', 'for', 'and', 'or', 'a', 'the', 'from', 'with', 'at']);
const capitals = new Set(['id', 'url', 'utc', 'xml', 'api', 'crm', 'ftp', 'iso', 'mm', 'uri']);
const prefixes = /^(new|sample)_/;

/** What Dataverse calls columns that most tables have. */
const common: Readonly<Record<string, string>> = {
  ownerid: 'Owner',
  owninguser: 'Owning User',
  owningteam: 'Owning Team',
  owningbusinessunit: 'Owning Business Unit',
  statecode: 'Status',
  statuscode: 'Status Reason',
  createdby: 'Created By',
  createdon: 'Created On',
  createdonbehalfby: 'Created By (Delegate)',
  modifiedby: 'Modified By',
  modifiedon: 'Modified On',
  modifiedonbehalfby: 'Modified By (Delegate)',
  overriddencreatedon: 'Record Created On',
  transactioncurrencyid: 'Currency',
  exchangerate: 'Exchange Rate',
  regardingobjectid: 'Regarding',
  versionnumber: 'Version Number',
  importsequencenumber: 'Import Sequence Number',
  timezoneruleversionnumber: 'Time Zone Rule Version Number',
  utcconversiontimezonecode: 'UTC Conversion Time Zone Code',
  emailaddress1: 'Email',
  websiteurl: 'Website',
  donotbulkemail: 'Do not allow Bulk Emails',
  donotemail: 'Do not allow Emails',
  donotphone: 'Do not allow Phone Calls',
  entityimage: 'Default Image',
  childrensnames: 'Children’s Names',
  spousesname: 'Spouse/Partner Name',
  sendersaccount: 'Sender’s Account',
};

const special: Readonly<Record<string, string>> = {
  'account.name': 'Account Name',
  'account.telephone1': 'Main Phone',
  'account.revenue': 'Annual Revenue',
  'account.industrycode': 'Industry',
  'account.customertypecode': 'Relationship Type',
  'account.accountcategorycode': 'Category',
  'account.preferredappointmentdaycode': 'Preferred Day',
  'contact.telephone1': 'Business Phone',
  'contact.parentcustomerid': 'Company Name',
  'contact.gendercode': 'Gender',
  'opportunity.name': 'Topic',
  'opportunity.customerid': 'Potential Customer',
  'opportunity.estimatedvalue': 'Est. Revenue',
  'opportunity.estimatedclosedate': 'Est. Close Date',
  'incident.title': 'Case Title',
  'incident.ticketnumber': 'Case Number',
  'incident.customerid': 'Customer',
  'incident.caseorigincode': 'Origin',
  'lead.fullname': 'Name',
  'lead.subject': 'Topic',
};

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export function schemaName(logicalName: string): string {
  const prefix = prefixes.exec(logicalName)?.[0] ?? '';
  const parts = logicalName.slice(prefix.length).split('_');
  return prefix + parts.map((part) => splitWords(part).map(capitalised).join('')).join('_');
}

/** `ownerid` of a table is its "Owner", `primarycontactid` its "Primary Contact". */
export function columnLabel(table: Table, column: Column): string {
  const { logicalName } = column;
  const given = column.displayName ?? special[`${table.logicalName}.${logicalName}`] ?? common[logicalName];
  if (given !== undefined) return given;
  if (column.kind === 'key') return table.displayName;
  if (logicalName.endsWith('_base')) return `${phrase(logicalName.slice(0, -5))} (Base)`;
  const address = /^address(\d)_(.+)$/.exec(logicalName);
  if (address !== null) return `Address ${address[1] ?? ''}: ${phrase(address[2] ?? '')}`;
  const bare = logicalName.replace(prefixes, '');
  if (column.kind === 'lookup') return phrase(bare.replace(/id$/, ''));
  if (column.kind === 'choice') return phrase(bare.replace(/code$/, ''));
  return phrase(bare);
}

function phrase(name: string): string {
  const words = splitWords(name);
  const told = words.map((word, index) => {
    if (capitals.has(word)) return word.toUpperCase();
    return index > 0 && index < words.length - 1 && small.has(word) ? word : capitalised(word);
  });
  return told.join(' ');
}

/** `undefined` where Dataverse says nothing of it, too. */
export function columnDescription(table: Table, column: Column): string | undefined {
  if (column.description !== undefined) return column.description;
  const of = table.displayName.toLowerCase();
  if (column.kind === 'key') return `Unique identifier of the ${of}.`;
  const label = columnLabel(table, column);
  switch (column.logicalName) {
    case 'createdon':
      return `Date and time when the ${of} was created.`;
    case 'modifiedon':
      return `Date and time when the ${of} was last updated.`;
    case 'statecode':
      return `Shows the state of the ${of}.`;
    case 'statuscode':
      return `Select the status of the ${of}.`;
    case 'ownerid':
      return 'Enter the user or team who is assigned to manage the record.';
    default:
      return column.kind === 'lookup' ? `${label} of the ${of}.` : undefined;
  }
}

export const collectionLabel = (table: Table): string => table.collectionName ?? `${table.displayName}s`;
