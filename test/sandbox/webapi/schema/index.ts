import { defineSchema } from './define';
import type { ManyToManySpec, TableSpec } from './model';
import { account } from './tables/account';
import {
  appointment,
  email,
  fax,
  incidentresolution,
  letter,
  opportunityclose,
  phonecall,
  task,
} from './tables/activities';
import { activitypointer } from './tables/activity';
import { activityparty } from './tables/activityparty';
import { competitor } from './tables/competitor';
import { connection, connectionrole } from './tables/connection';
import { contact } from './tables/contact';
import { customeraddress } from './tables/customeraddress';
import { duplicaterecord } from './tables/duplicaterecord';
import { incident, subject } from './tables/incident';
import { invoice, invoicedetail } from './tables/invoice';
import { asyncoperation, plugintracelog } from './tables/jobs';
import { lead } from './tables/lead';
import { campaign, list } from './tables/marketing';
import { meterreading } from './tables/meterreading';
import { sensorevent } from './tables/sensorevent';
import { activitymimeattachment, annotation } from './tables/notes';
import { opportunity } from './tables/opportunity';
import { opportunityproduct } from './tables/opportunityproduct';
import { organization, transactioncurrency } from './tables/organization';
import { businessunit, principal, role, systemuser, team } from './tables/people';
import { pricelevel, product, productpricelevel, uom, uomschedule } from './tables/products';
import { queue, queueitem } from './tables/queue';
import { quote, quotedetail } from './tables/quote';
import { salesorder, salesorderdetail } from './tables/salesorder';
import { privilege, roleprivileges } from './tables/security';
import { appmodule, publisher, solution, theme } from './tables/solutions';
import { savedquery, userquery } from './tables/views';

/** Tables as they are written: a schema that grows is defined from these anew. */
export const tableSpecs: readonly TableSpec[] = [
  account,
  activitymimeattachment,
  activityparty,
  activitypointer,
  annotation,
  appmodule,
  appointment,
  asyncoperation,
  businessunit,
  campaign,
  competitor,
  connection,
  connectionrole,
  contact,
  customeraddress,
  duplicaterecord,
  email,
  fax,
  incident,
  incidentresolution,
  invoice,
  invoicedetail,
  lead,
  letter,
  list,
  meterreading,
  opportunity,
  opportunityclose,
  opportunityproduct,
  organization,
  phonecall,
  plugintracelog,
  pricelevel,
  principal,
  privilege,
  product,
  productpricelevel,
  publisher,
  queue,
  queueitem,
  quote,
  quotedetail,
  role,
  roleprivileges,
  salesorder,
  salesorderdetail,
  savedquery,
  sensorevent,
  solution,
  subject,
  systemuser,
  task,
  team,
  theme,
  transactioncurrency,
  uom,
  uomschedule,
  userquery,
];

/** An intersect table is named by its relationship, but for some. */
const tie = (
  intersect: string,
  left: string,
  right: string,
  name = `${intersect}_association`,
): ManyToManySpec => ({
  name,
  intersect,
  left,
  right,
});

export const manyToMany: readonly ManyToManySpec[] = [
  tie('systemuserroles', 'systemuser', 'role'),
  tie('roleprivileges', 'role', 'privilege'),
  tie('teamroles', 'team', 'role'),
  tie('teammembership', 'team', 'systemuser'),
  tie('accountleads', 'account', 'lead'),
  tie('contactleads', 'contact', 'lead'),
  tie('contactinvoices', 'contact', 'invoice'),
  tie('contactorders', 'contact', 'salesorder'),
  tie('contactquotes', 'contact', 'quote'),
  tie('competitorproduct', 'competitor', 'product'),
  tie('leadcompetitors', 'lead', 'competitor'),
  tie('leadproduct', 'lead', 'product'),
  tie('opportunitycompetitors', 'opportunity', 'competitor'),
  tie('queuemembership', 'queue', 'systemuser'),
  // One table holds the members of marketing lists, whatever they are.
  { ...tie('listmember', 'list', 'account', 'listaccount_association'), rightColumn: 'entityid' },
  { ...tie('listmember', 'list', 'contact', 'listcontact_association'), rightColumn: 'entityid' },
  { ...tie('listmember', 'list', 'lead', 'listlead_association'), rightColumn: 'entityid' },
  {
    ...tie('connectionroleassociation', 'connectionrole', 'connectionrole'),
    rightColumn: 'associatedconnectionroleid',
    rightName: 'connectionroleassociation_association_referenced',
  },
];

/** The sandbox's organisation. A table more is a file in `tables/` and its names here. */
export const schema = defineSchema(tableSpecs, manyToMany);
