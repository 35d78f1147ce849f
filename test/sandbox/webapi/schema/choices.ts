// Choice values with the labels that Dataverse ships in English (1033).
import { numbered } from './columns';

export const contactMethods = numbered(['Any', 'Email', 'Phone', 'Fax', 'Mail']);
export const weekdays = numbered(
  ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  0,
);
export const paymentTerms = numbered(['Net 30', '2% 10, Net 30', 'Net 45', 'Net 60']);
export const shippingMethods = numbered([
  'Airborne',
  'DHL',
  'FedEx',
  'UPS',
  'Postal Mail',
  'Full Load',
  'Will Call',
]);
export const freightTerms = numbered(['FOB', 'No Charge']);
export const defaultValue = numbered(['Default Value']);
export const accountAddressTypes = numbered(['Bill To', 'Ship To', 'Primary', 'Other']);
export const priorities = numbered(['Low', 'Normal', 'High'], 0);
export const allow = ['Allow', 'Do Not Allow'] as const;

export const industries = numbered([
  'Accounting',
  'Agriculture and Non-petrol Natural Resource Extraction',
  'Broadcasting Printing and Publishing',
  'Brokers',
  'Building Supply Retail',
  'Business Services',
  'Consulting',
  'Consumer Services',
  'Design, Direction and Creative Management',
  'Distributors, Dispatchers and Processors',
  "Doctor's Offices and Clinics",
  'Durable Manufacturing',
  'Eating and Drinking Places',
  'Entertainment Retail',
  'Equipment Rental and Leasing',
  'Financial',
  'Food and Tobacco Processing',
  'Inbound Capital Intensive Processing',
  'Inbound Repair and Services',
  'Insurance',
  'Legal Services',
  'Non-Durable Merchandise Retail',
  'Outbound Consumer Service',
  'Petrochemical Extraction and Distribution',
  'Service Retail',
  'SIG Affiliations',
  'Social Services',
  'Special Outbound Trade Contractors',
  'Specialty Realty',
  'Transportation',
  'Utility Creation and Distribution',
  'Vehicle Retail',
  'Wholesale',
]);

export const customerTypes = numbered([
  'Competitor',
  'Consultant',
  'Customer',
  'Investor',
  'Partner',
  'Influencer',
  'Press',
  'Prospect',
  'Reseller',
  'Supplier',
  'Vendor',
  'Other',
]);

export const accessModes = numbered(
  ['Read-Write', 'Administrative', 'Read', 'Support User', 'Non-interactive', 'Delegated Admin'],
  0,
);

export const budgetStatuses = numbered(['No Committed Budget', 'May Buy', 'Can Buy', 'Will Buy'], 0);
export const initialCommunications = numbered(['Contacted', 'Not Contacted'], 0);
export const needs = numbered(['Must have', 'Should have', 'Good to have', 'No need'], 0);
export const purchaseProcesses = numbered(['Individual', 'Committee', 'Unknown'], 0);
export const purchaseTimeframes = numbered(
  ['Immediate', 'This Quarter', 'Next Quarter', 'This Year', 'Unknown'],
  0,
);
export const pricingErrors = numbered(
  [
    'None',
    'Detail Error',
    'Missing Price Level',
    'Inactive Price Level',
    'Missing Quantity',
    'Missing Unit Price',
    'Missing Product',
    'Invalid Product',
    'Missing Pricing Code',
    'Invalid Pricing Code',
    'Missing UOM',
    'Product Not In Price Level',
  ],
  0,
);
export const lineTypes = numbered(
  ['Product', 'Bundle', 'Required Bundle Product', 'Optional Bundle Product', 'Project-based Service'],
  1,
);
export const propertyConfigurations = numbered(['Edit', 'Rectify', 'Not Configured'], 0);
export const slaStatuses = numbered(['In Progress', 'Nearing Noncompliance', 'Succeeded', 'Noncompliant']);
export const emailDeliveries = numbered(
  ['None', 'Server-Side Synchronization or Email Router', 'Forward Mailbox'],
  0,
);
export const componentStates = numbered(['Published', 'Unpublished', 'Deleted', 'Deleted Unpublished'], 0);
export const recurrences = numbered(
  [
    'Not Recurring',
    'Recurring Master',
    'Recurring Instance',
    'Recurring Exception',
    'Recurring Future Exception',
  ],
  0,
);
/** Tables that a connection may join, by their type codes. */
export const connectable = [
  { value: 1, label: 'Account' },
  { value: 2, label: 'Contact' },
  { value: 3, label: 'Opportunity' },
  { value: 4, label: 'Lead' },
  { value: 8, label: 'User' },
  { value: 9, label: 'Team' },
  { value: 112, label: 'Case' },
  { value: 123, label: 'Competitor' },
  { value: 1024, label: 'Product' },
];
export const outdoorActivities = numbered([
  'Swimming',
  'Hiking',
  'Mountain Climbing',
  'Fishing',
  'Hunting',
  'Running',
  'Boating',
  'Skiing',
  'Camping',
]);
