import { byName, pages, type Entry } from './entry';

/** What an operator compares, so that only those that fit a column are offered. */
export interface OperatorEntry extends Entry {
  readonly for: 'any' | 'ordered' | 'logical';
}

export const operatorEntries: readonly OperatorEntry[] = [
  {
    name: 'eq',
    text: 'Equal.',
    note: 'Text is compared without regard to case.',
    link: pages.filter,
    for: 'any',
  },
  {
    name: 'ne',
    text: 'Not equal.',
    note: 'Rows without a value are found, too.',
    link: pages.filter,
    for: 'any',
  },
  { name: 'gt', text: 'Greater than.', link: pages.filter, for: 'ordered' },
  { name: 'ge', text: 'Greater than or equal.', link: pages.filter, for: 'ordered' },
  { name: 'lt', text: 'Less than.', link: pages.filter, for: 'ordered' },
  { name: 'le', text: 'Less than or equal.', link: pages.filter, for: 'ordered' },
  { name: 'and', text: 'Both conditions are met.', link: pages.filter, for: 'logical' },
  { name: 'or', text: 'One of the conditions is met.', link: pages.filter, for: 'logical' },
];

/** Words of expressions that are neither operators to offer behind an operand nor functions. */
const wordEntries: readonly Entry[] = [
  {
    name: 'not',
    text: 'The condition is not met.',
    note: 'Dataverse does not take it before its query functions: use the function with Not in its name.',
    link: pages.filter,
  },
  {
    name: 'in',
    text: 'Equal to one of a list.',
    note: 'Dataverse does not take the operator: use the query function In, or several conditions with or.',
    link: pages.queryFunctions,
  },
  { name: 'null', text: 'No value.', link: pages.filter },
  { name: 'asc', text: 'Ascending: smallest first, rows without a value before all.', link: pages.order },
  { name: 'desc', text: 'Descending: greatest first.', link: pages.order },
  {
    name: 'any',
    text: 'True where at least one related row meets the condition.',
    note: 'Dataverse does not take it on a collection that lies behind a lookup.',
    link: pages.filter,
    example: "Account_Tasks/any(o:o/subject eq 'Call')",
  },
  {
    name: 'all',
    text: 'True where every related row meets the condition.',
    note: 'Dataverse does not take it on a collection that lies behind a lookup.',
    link: pages.filter,
    example: 'Account_Tasks/all(o:o/statecode eq 1)',
  },
];

export interface FunctionEntry extends Entry {
  readonly parameters: readonly { readonly name: string; readonly text: string }[];
}

/** The functions of OData that Dataverse has. */
export const functionEntries: readonly FunctionEntry[] = [
  {
    name: 'contains',
    text: 'True where the column holds the text.',
    note: 'Case makes no difference. On large tables it is slow: no index helps.',
    link: pages.filter,
    example: "contains(name,'Ltd')",
    parameters: [
      { name: 'column', text: 'A text column.' },
      { name: 'text', text: 'What to look for, in single quotes.' },
    ],
  },
  {
    name: 'startswith',
    text: 'True where the column begins with the text.',
    note: 'Case makes no difference. An index can help here.',
    link: pages.filter,
    example: "startswith(name,'Con')",
    parameters: [
      { name: 'column', text: 'A text column.' },
      { name: 'text', text: 'What it begins with, in single quotes.' },
    ],
  },
  {
    name: 'endswith',
    text: 'True where the column ends with the text.',
    note: 'Case makes no difference. On large tables it is slow: no index helps.',
    link: pages.filter,
    example: "endswith(name,'Ltd')",
    parameters: [
      { name: 'column', text: 'A text column.' },
      { name: 'text', text: 'What it ends with, in single quotes.' },
    ],
  },
];

/** Parts of a path that name no column. */
export const segmentEntries: readonly Entry[] = [
  {
    name: '$count',
    text: 'Answers the number of rows alone.',
    note: 'It counts up to 5,000 rows.',
    link: pages.count,
  },
  {
    name: '$ref',
    text: 'Stands for the relationship itself: addresses of related rows in GET, relate and unrelate in POST, PUT and DELETE.',
    link: pages.associate,
  },
  { name: '$value', text: 'Answers the value alone, without JSON around it.', link: pages.retrieve },
  {
    name: '$batch',
    text: 'Sends up to 1,000 requests in one.',
    link: pages.batch,
  },
  {
    name: '$metadata',
    text: 'Answers the description of all tables, columns, relationships, functions and actions, as XML.',
    link: pages.overview,
  },
];

/** Transformations of `$apply` that Dataverse has. */
export const transformationEntries: readonly Entry[] = [
  {
    name: 'groupby',
    text: 'One row for each combination of values in the columns.',
    note: 'Dates cannot be grouped by.',
    link: pages.aggregate,
    example: 'groupby((statuscode),aggregate(revenue with sum as total))',
  },
  {
    name: 'aggregate',
    text: 'Sums up the rows, or those of each group.',
    note: 'At most 50,000 rows.',
    link: pages.aggregate,
    example: 'aggregate(revenue with sum as total)',
  },
  {
    name: 'filter',
    text: 'Lets only those rows through that meet the condition. Begin with it.',
    link: pages.aggregate,
    example: 'filter(statecode eq 0)/groupby((statuscode))',
  },
];

export interface MethodEntry extends Entry {
  readonly for: 'number' | 'ordered' | 'any';
}

/** What `aggregate(column with …)` may say. */
export const aggregateEntries: readonly MethodEntry[] = [
  { name: 'sum', text: 'Sum of the values.', link: pages.aggregate, for: 'number' },
  { name: 'average', text: 'Average of the values.', link: pages.aggregate, for: 'number' },
  { name: 'min', text: 'Smallest value.', link: pages.aggregate, for: 'ordered' },
  { name: 'max', text: 'Greatest value.', link: pages.aggregate, for: 'ordered' },
  { name: 'countdistinct', text: 'Number of different values.', link: pages.aggregate, for: 'any' },
];

export const wordByName = byName<Entry>([...operatorEntries, ...wordEntries]);
export const functionByName = byName(functionEntries);
export const segmentByName = byName(segmentEntries);
export const applyWordByName = byName<Entry>([...transformationEntries, ...aggregateEntries]);
