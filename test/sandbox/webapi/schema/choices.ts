// Choice values with the labels that Dataverse ships in English (1033).
import { numbered } from './columns';

export const contactMethods = numbered(['Any', 'Email', 'Phone', 'Fax', 'Mail']);
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
