import type { ServiceRule } from './serviceRule';
import { shortType } from './serviceRule';

/** What the server says of records, their keys and the bodies of writes. */
export const recordRules: readonly ServiceRule[] = [
  {
    reason: 'record-not-found',
    message: /(?:^|['"\s])([\w]+)['"]? With Ids? = ([0-9a-f-]{36}) Does Not Exist/i,
    explain: ([, table, id]) => ({
      title: `There is no ${table} with the id ${id}.`,
      cause: 'It was deleted, it is in another environment, or you may not see it.',
      remedy: 'Check the id and the environment.',
    }),
  },
  {
    // Before the code: 0x80040217 says of a table, too, that it was not found.
    reason: 'unknown-table',
    message:
      /entity with (?:a )?name\s*=?\s*'?([\w-]+)'? .*not found|(?:entity|table|type|EntitySet|entity set)\b[^']{0,40}'([^']+)'[^.]{0,60}(?:not found|does not exist|could not be found|doesn't exist)|could not find (?:an? )?(?:entity|table|entity set)[^']*'([^']+)'/is,
    explain: ([, one, two, three]) => ({
      title: `There is no table called "${one || two || three}" in this environment.`,
      cause: 'The name is misspelt, or the solution that brings the table is not installed here.',
      remedy: "Check the spelling; the table's properties in the maker portal show its names.",
    }),
  },
  {
    reason: 'record-not-found',
    codes: ['0x80040217'],
    explain: () => ({
      title: 'The record does not exist.',
      cause: 'It was deleted, it is in another environment, or you may not see it.',
      remedy: 'Check the id and the environment.',
    }),
  },
  {
    reason: 'record-not-found',
    codes: ['0x80060891'],
    explain: (_, error) => ({
      title: `No record has this alternate key${tableIn(error.message)}.`,
      remedy: 'Check the values of the key.',
    }),
  },
  {
    codes: ['0x80060890'],
    explain: (_, error) => ({
      title: `These columns are no alternate key${tableIn(error.message)}.`,
      remedy: 'Define the key in the maker portal, or address the record by its id.',
    }),
  },
  {
    reason: 'precondition-failed',
    message: /record with matching key values already exists/i,
    status: 412,
    explain: () => ({
      title: 'The record exists already, and If-None-Match: * asked not to touch it.',
      remedy: 'Remove If-None-Match to update the record, or use another key.',
    }),
  },
  {
    reason: 'precondition-failed',
    message: /version of the existing record doesn't match/i,
    explain: () => ({
      title: 'The record was changed since it was read, and If-Match asked not to overwrite that.',
      remedy: 'Read the record again and use its new @odata.etag.',
    }),
  },
  {
    reason: 'duplicate-record',
    codes: ['0x80060892'],
    explain: () => ({
      title: 'Another record has the same values in an alternate key.',
      remedy: 'Change the values of the key columns, or update the record that has them.',
    }),
  },
  {
    reason: 'duplicate-record',
    codes: ['0x80040333', '0x80040237'],
    explain: () => ({
      kind: 'service-refused',
      title: 'A record with these values exists already; duplicate detection refused another one.',
      remedy:
        'Change the values, or allow the duplicate with the header MSCRM.SuppressDuplicateDetection: true.',
    }),
  },
  {
    reason: 'precondition-failed',
    status: 412,
    explain: () => ({
      title: 'A condition of the request was not met.',
      cause: 'If-Match or If-None-Match did not fit the record, or a key is taken already.',
      remedy: 'Read the record again and compare, then correct the condition or the key.',
    }),
  },
  {
    message: /Invalid property '([^']*)' was found in entity '([^']*)'/i,
    explain: ([, property, type]) => ({
      title: `The body has "${property}", but the table ${shortType(type ?? '')} has no such column.`,
      cause: 'Names are case-sensitive. A lookup is set with its navigation property and @odata.bind.',
      remedy: 'Use the logical name of the column.',
    }),
  },
  {
    message: /undeclared property '([^']*)' which only has property annotations/i,
    explain: ([, property]) => ({
      title: `"${property}@odata.bind" names no navigation property of this table.`,
      cause:
        'A lookup to several tables has one navigation property for each, such as parentcustomerid_account; custom ones are often in mixed case.',
      remedy: 'Use the name of the navigation property, not that of the column.',
    }),
  },
  {
    message: /Stream was not readable/i,
    explain: () => ({
      title: 'The $batch body cannot be read.',
      cause: 'Each of its lines, the last one too, has to end in CR LF.',
      remedy: 'Save the body with CR LF line ends.',
    }),
  },
  {
    codes: ['0x80048d19'],
    explain: () => ({
      title: 'The body does not fit the table.',
      remedy: 'Correct the column or value that the details name.',
    }),
  },
  {
    reason: 'plugin-error',
    codes: ['0x80040265', '0x80040224'],
    explain: (_, error) => ({
      title: `A plug-in or custom step stopped the request: ${error.message || 'it gave no reason'}`,
      cause: 'The refusal comes from logic that was added to this environment.',
      remedy: 'Change the data as the message asks, or ask the owner of that logic.',
    }),
  },
];

function tableIn(message: string): string {
  const name = /(?:for the|in) (\w+) entity/i.exec(message)?.[1];
  return name === undefined ? '' : ` of the table ${name}`;
}
