import { byName, pages, type Entry } from './entry';

/** Where Dataverse takes an option. */
export interface OptionEntry extends Entry {
  /** Of a request: on the rows of a set, on any row, or on a value (`…/$value`). Absent: not there. */
  readonly on?: 'rows' | 'any' | 'value';
  /** In the parentheses of `$expand`: behind a collection, or behind any navigation property. Absent: not there. */
  readonly inExpand?: 'collection' | 'any';
}

/** Most useful first. What Dataverse does not take is explained, and never offered. */
const entries: readonly OptionEntry[] = [
  {
    name: '$select',
    text: 'Columns to answer, separated by commas.',
    note: 'Without it every column comes. A lookup is selected by its column, such as _primarycontactid_value.',
    link: pages.select,
    example: '$select=name,_primarycontactid_value',
    on: 'any',
    inExpand: 'any',
  },
  {
    name: '$filter',
    text: 'Conditions that the rows must meet.',
    note: 'Dataverse knows contains, startswith, endswith and its own query functions; there is no "in" operator.',
    link: pages.filter,
    example: "$filter=statecode eq 0 and contains(name,'Ltd')",
    on: 'rows',
    inExpand: 'any',
  },
  {
    name: '$orderby',
    text: 'Columns to sort by, each with asc or desc.',
    note: 'Aliases of $apply cannot be sorted by.',
    link: pages.order,
    example: '$orderby=createdon desc,name',
    on: 'rows',
    inExpand: 'collection',
  },
  {
    name: '$top',
    text: 'How many rows to answer at most.',
    note: 'It cannot be used together with paging: where it stands, Prefer: odata.maxpagesize is ignored.',
    link: pages.page,
    example: '$top=50',
    on: 'rows',
    inExpand: 'collection',
  },
  {
    name: '$expand',
    text: 'Related rows to answer along with each row.',
    note: 'At most 15 in one request. In parentheses $select, $filter, $orderby, $top and $expand may follow, separated by ";".',
    link: pages.join,
    example: '$expand=primarycontactid($select=fullname)',
    on: 'any',
    inExpand: 'any',
  },
  {
    name: '$count',
    text: 'true: the number of rows comes along as @odata.count.',
    note: 'It counts up to 5,000 rows. Inside $expand Dataverse does not take it.',
    link: pages.count,
    example: '$count=true',
    on: 'rows',
  },
  {
    name: '$apply',
    text: 'Groups and sums up rows.',
    note: 'At most 50,000 rows are summed up; dates cannot be grouped by.',
    link: pages.aggregate,
    example: '$apply=groupby((statuscode),aggregate(revenue with sum as total))',
    on: 'rows',
  },
  {
    name: 'savedQuery',
    text: 'Runs a view of the table by its id (savedqueryid).',
    link: pages.predefined,
    on: 'rows',
  },
  {
    name: 'userQuery',
    text: 'Runs a personal view by its id (userqueryid).',
    link: pages.predefined,
    on: 'rows',
  },
  {
    name: 'fetchXml',
    text: 'Runs a FetchXML query; its entity must be the table of the address.',
    note: 'Write the XML as it is: it is encoded when it is sent.',
    link: pages.fetchXml,
    on: 'rows',
  },
  {
    name: 'partitionId',
    text: 'The partition of an elastic table to read from.',
    link: pages.elastic,
    on: 'any',
  },
  {
    name: '$skiptoken',
    text: 'Where the next page begins; Dataverse writes it in @odata.nextLink.',
    note: 'Use the link as it came, and change nothing in it.',
    link: pages.page,
    on: 'rows',
  },
  {
    name: '$deltatoken',
    text: 'Answers what has changed since the token was given.',
    note: 'It comes in @odata.deltaLink after a request with Prefer: odata.track-changes.',
    link: pages.changes,
    on: 'rows',
  },
  {
    name: 'size',
    text: 'full: the picture as it was uploaded; without it a thumbnail comes.',
    link: pages.files,
    on: 'value',
  },
  {
    name: '$skip',
    text: 'Leaves out the first rows.',
    note: 'Dataverse does not take it. Page with Prefer: odata.maxpagesize and @odata.nextLink.',
    link: pages.page,
  },
  {
    name: '$search',
    text: 'Searches the text of rows.',
    note: 'Dataverse does not take it. Use contains(…) in $filter, or the search API.',
    link: pages.overview,
  },
  {
    name: '$format',
    text: 'Form of the answer.',
    note: 'Dataverse does not take it. Use the Accept header; only JSON is answered.',
    link: pages.overview,
  },
  {
    name: '$compute',
    text: 'Adds calculated columns.',
    note: 'Dataverse does not take it. Use $apply, or a calculated column of the table.',
    link: pages.overview,
  },
  {
    name: '$levels',
    text: 'How deep to expand along a relationship of a table to itself.',
    note: 'Dataverse does not take it. Nest $expand instead.',
    link: pages.join,
  },
  {
    name: '$id',
    text: 'The row to take out of a relationship, in a DELETE of …/$ref.',
    link: pages.associate,
  },
];

export const optionEntries = entries;
export const optionByName = byName(entries);

/** Tables, columns and choices themselves are asked for with fewer options (Query schema definitions using the Web API). */
export const definitionSets: ReadonlySet<string> = new Set([
  'EntityDefinitions',
  'RelationshipDefinitions',
  'GlobalOptionSetDefinitions',
  'ManagedPropertyDefinitions',
]);
