// Views of the system and of users: FetchXML with the layout of its columns.
import { insertRows } from './context';
import type { Owner, SeedContext } from './context';
import { guidOf } from '../security/privileges';
import { auditRow, byUser, systemRow } from './rows';
import type { Market } from './rows';

interface ViewSeed {
  readonly table: string;
  readonly key: string;
  readonly code: number;
  readonly name: string;
  readonly columns: readonly string[];
  /** `column desc` for downwards. */
  readonly order: string;
  readonly filter: string;
  /** One that every organisation knows; made from the name where absent. */
  readonly id?: string;
  readonly isDefault?: boolean;
}

const state = (of: number): string => condition('statecode', 'eq', String(of));
const condition = (attribute: string, operator: string, value?: string): string =>
  `<condition attribute="${attribute}" operator="${operator}"${value === undefined ? '' : ` value="${value}"`} />`;
const mine = condition('ownerid', 'eq-userid');

const account = { table: 'account', key: 'accountid', code: 1, columns: ['name', 'telephone1', 'address1_city', 'primarycontactid'], order: 'name' }; // prettier-ignore
const contact = { table: 'contact', key: 'contactid', code: 2, columns: ['fullname', 'emailaddress1', 'parentcustomerid', 'telephone1'], order: 'fullname' }; // prettier-ignore
const opportunity = { table: 'opportunity', key: 'opportunityid', code: 3, columns: ['name', 'estimatedclosedate', 'estimatedvalue', 'customerid'], order: 'estimatedclosedate' }; // prettier-ignore
const lead = { table: 'lead', key: 'leadid', code: 4, columns: ['fullname', 'subject', 'statuscode', 'createdon'], order: 'createdon desc' }; // prettier-ignore
const incident = { table: 'incident', key: 'incidentid', code: 112, columns: ['title', 'ticketnumber', 'prioritycode', 'customerid', 'createdon'], order: 'createdon desc' }; // prettier-ignore
const task = { table: 'task', key: 'activityid', code: 4212, columns: ['subject', 'regardingobjectid', 'prioritycode', 'scheduledend'], order: 'scheduledend' }; // prettier-ignore
const product = { table: 'product', key: 'productid', code: 1024, columns: ['name', 'productnumber', 'price'], order: 'name' }; // prettier-ignore
const invoice = { table: 'invoice', key: 'invoiceid', code: 1090, columns: ['name', 'invoicenumber', 'totalamount', 'customerid', 'statuscode'], order: 'name' }; // prettier-ignore

const systemViews: readonly ViewSeed[] = [
  { ...account, name: 'My Active Accounts', filter: mine + state(0), id: '00000000-0000-0000-00aa-000010001001', isDefault: true },
  { ...account, name: 'Active Accounts', filter: state(0), id: '00000000-0000-0000-00aa-000010001002' },
  { ...account, name: 'Inactive Accounts', filter: state(1), id: '00000000-0000-0000-00aa-000010001004' },
  { ...account, name: 'Customers', filter: state(0) + condition('customertypecode', 'eq', '3') },
  { ...contact, name: 'Active Contacts', filter: state(0), id: '00000000-0000-0000-00aa-000010001005', isDefault: true },
  { ...contact, name: 'My Active Contacts', filter: mine + state(0) },
  { ...contact, name: 'Inactive Contacts', filter: state(1) },
  { ...opportunity, name: 'Open Opportunities', filter: state(0), id: '00000000-0000-0000-00aa-000010003001', isDefault: true },
  { ...opportunity, name: 'Won Opportunities', filter: state(1) },
  { ...opportunity, name: 'Lost Opportunities', filter: state(2) },
  { ...opportunity, name: 'Opportunities Closing Next Month', filter: state(0) + condition('estimatedclosedate', 'next-month') },
  { ...lead, name: 'Open Leads', filter: state(0), isDefault: true },
  { ...lead, name: 'All Leads', filter: '' },
  { ...incident, name: 'Active Cases', filter: state(0), isDefault: true },
  { ...incident, name: 'Resolved Cases', filter: state(1) },
  { ...task, name: 'Open Tasks', filter: state(0), isDefault: true },
  { ...task, name: 'All Tasks', filter: '' },
  { ...product, name: 'Active Products', filter: state(0), isDefault: true },
  { ...invoice, name: 'All Invoices', filter: '', isDefault: true },
]; // prettier-ignore

const userViews: readonly ViewSeed[] = [
  { ...account, name: 'My User Query', filter: state(0) + condition('address1_country', 'eq', 'Germany'), id: '121c6fd8-1975-e511-80d4-00155d2a68d1' },
  { ...contact, name: 'My Contacts Query', filter: condition('fullname', 'like', '%(sample)%'), id: '7ec390ab-c943-e611-80d5-00155da84802' },
  { ...opportunity, name: 'Large opportunities', filter: state(0) + condition('estimatedvalue', 'gt', '100000') },
]; // prettier-ignore

export function seedViews(context: SeedContext, { people }: Market): void {
  insertRows(
    context.store,
    'savedquery',
    systemViews.map((view) => ({
      savedqueryid: view.id ?? guidOf(`view ${view.table} ${view.name}`),
      ...definition(view),
      isdefault: view.isDefault === true ? 1 : 0,
      isquickfindquery: 0,
      isuserdefined: 0,
      iscustom: 0,
      ismanaged: 1,
      iscustomizable: 1,
      canbedeleted: view.isDefault === true ? 0 : 1,
      componentstate: 0,
      introducedversion: '5.0.0.0',
      statecode: 0,
      statuscode: 1,
      organizationid: context.organizationId,
      ...systemRow(context, people),
    })),
  );
  const [owner] = byUser(people);
  insertRows(
    context.store,
    'userquery',
    userViews.map((view) => ({
      userqueryid: view.id ?? guidOf(`user view ${view.name}`),
      ...definition(view),
      statecode: 0,
      statuscode: 1,
      ...ownerOf(owner),
      ...auditRow(context, people),
    })),
  );
}

const definition = (
  view: ViewSeed,
): Record<'name' | 'returnedtypecode' | 'fetchxml' | 'layoutxml', string> & { querytype: number } => ({
  name: view.name,
  returnedtypecode: view.table,
  querytype: 0,
  fetchxml: fetchXml(view),
  layoutxml: layoutXml(view),
});

const ownerOf = (owner: Owner | undefined): Record<string, string | null> => ({
  ownerid: owner?.id ?? null,
  owneridtype: 'systemuser',
  owninguser: owner?.id ?? null,
  owningbusinessunit: owner?.businessUnit ?? null,
});

function fetchXml({ table, key, columns, order, filter }: ViewSeed): string {
  const [attribute = '', direction] = order.split(' ');
  const attributes = [...columns, key].map((column) => `<attribute name="${column}" />`).join('');
  const condition = filter === '' ? '' : `<filter type="and">${filter}</filter>`;
  return `<fetch version="1.0" output-format="xml-platform" mapping="logical"><entity name="${table}">${attributes}<order attribute="${attribute}" descending="${direction === 'desc' ? 'true' : 'false'}" />${condition}</entity></fetch>`;
}

function layoutXml({ key, code, columns }: ViewSeed): string {
  const cells = columns.map((column) => `<cell name="${column}" width="150" />`).join('');
  return `<grid name="resultset" object="${code}" jump="${columns[0] ?? ''}" select="1" preview="1" icon="1"><row name="result" id="${key}">${cells}</row></grid>`;
}
