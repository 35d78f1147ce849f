import type { Explanation, ServiceRule } from './serviceRule';
import { shortType } from './serviceRule';

/** What the server says of an address that it cannot read or does not support. Source: Web API reference and answers on record. */
export const queryRules: readonly ServiceRule[] = [
  {
    reason: 'wrong-api-path',
    message:
      /Resource not found for the segment '(api|data|v?\d+\.\d+|XRMServices|2011|OrganizationData\.svc)'/i,
    explain: ([, segment]) => ({
      title: `The path of the Web API is wrong: there is nothing called "${segment}".`,
      cause: 'Requests start with /api/data/v9.2/ and the name of an entity set.',
      remedy: 'Check the path and the version of the Web API.',
    }),
  },
  {
    reason: 'wrong-api-path',
    message:
      /\b(?:api )?version\b.*\b(?:not (?:supported|valid|found|recogni[sz]ed)|invalid|unsupported|unknown)|\b(?:unsupported|invalid|unknown) (?:web )?(?:api )?version/is,
    explain: () => ({
      title: 'The environment does not know this version of the Web API.',
      cause: 'The version in /api/data/vX.Y/ is misspelt, or newer than the server.',
      remedy: 'Use v9.2, which every online environment has.',
    }),
  },
  {
    reason: 'unknown-table',
    message: /Resource not found for the segment '([^']*)'/i,
    explain: ([, segment]) => unknownSegment(segment ?? ''),
  },
  {
    // The same where the message is localised: its segment alone is in quotes.
    reason: 'unknown-table',
    status: 404,
    codes: ['0x8006088a', '0x80060888'],
    message: /^[^'"«„“]*['"«„“]([\w.]+)['"»”“][^'"]*$/,
    explain: ([, segment]) => unknownSegment(segment ?? ''),
  },
  {
    message: /Could not find a property named '([^']*)' on type '([^']*)'/i,
    explain: ([, property, type]) => ({
      title: `The table ${shortType(type ?? '')} has no column or relationship called "${property}".`,
      cause: 'Names are case-sensitive, and a lookup column is read as _name_value.',
      remedy: 'Use the logical name of the column, as its properties in the maker portal show it.',
    }),
  },
  {
    reason: 'wrong-api-path',
    message: /No HTTP resource was found that matches the request URI/i,
    explain: () => ({
      title: 'The Web API has nothing at this address for this method.',
      cause:
        'The path or its version is misspelt, or a function was called with POST, or an action with GET.',
      remedy: 'Call functions with GET and actions with POST, and check the path.',
    }),
  },
  {
    message: /Expand with \$ref is only supported on lookup/i,
    explain: () => ({
      title: '$expand with /$ref works on lookups only, and this relationship is a collection.',
      remedy: 'Expand it with $select of its key instead of /$ref.',
    }),
  },
  {
    message: /Only \$select and \$filter clause can be provided while doing \$expand/i,
    explain: () => ({
      title: 'Inside this $expand only $select and $filter are allowed.',
      cause: '$top and $orderby do not work on a lookup or in a nested $expand.',
      remedy: 'Remove $top and $orderby from inside the $expand.',
    }),
  },
  {
    message: /Skip Clause is not supported/i,
    explain: () => ({
      title: 'Dataverse does not support $skip.',
      remedy: 'Remove $skip and load further pages instead; $top limits the number of rows.',
    }),
  },
  {
    message: /Not operator along with the Custom Named Condition operators/i,
    explain: () => ({
      title: '"not" cannot stand before a query function.',
      remedy:
        'Use the function that says the opposite, such as Microsoft.Dynamics.CRM.NotIn in place of not In.',
    }),
  },
  {
    message: /unterminated (?:string )?literal at position (\d+) in '(.*)'/is,
    explain: ([, position, text]) => ({
      title: `A text is not closed: position ${position} in ${text}.`,
      cause: 'An apostrophe inside a text ends it.',
      remedy: "Write an apostrophe inside a text twice: 'O''Bryan'.",
    }),
  },
  {
    message: /Invalid JSON\. A comma character/i,
    explain: () => ({
      title: 'A list of values in the address cannot be read.',
      cause: 'An apostrophe inside a value ends it.',
      remedy: 'Put the values in double quotes: PropertyValues=["O\'Bryan","Miller"].',
    }),
  },
  {
    message: /SingleValueOpenPropertyAccess is not supported/i,
    explain: () => ({
      title: 'Rows cannot be sorted by a name that $apply gives to a total.',
      remedy: 'Remove $orderby from the query and sort the result in the grid.',
    }),
  },
  {
    message: /Unrecognized '[^']*' literal 'guid'([^']*)'/i,
    explain: ([, id]) => ({
      title: "A GUID is written in the old form guid'…'.",
      remedy: `Write it bare: ${id || '00000000-0000-0000-0000-000000000000'}.`,
    }),
  },
  {
    message: /Unrecognized '([^']*)' literal '(.*?)' at '(\d+)' in '(.*)'/is,
    explain: ([, , literal, position, text]) => ({
      title: `"${literal}" is not a value that can be read: position ${position} in ${text}.`,
      remedy: "Put texts in apostrophes ('text'); write numbers, GUIDs and dates bare.",
    }),
  },
  {
    message: /Count Segment is not supported/i,
    explain: () => ({
      title: '/$count cannot be combined with a saved query or FetchXML.',
      remedy: 'Use the query option $count=true instead.',
    }),
  },
  {
    message: /^(?:[^']*: )?(.*?) (?:was |is )?expected at position (\d+) in '(.*)'/is,
    explain: ([, what, position, text]) => ({
      title: `The address has a syntax error: ${what} expected at position ${position} in ${text}.`,
      remedy: 'Correct the expression at that position.',
    }),
  },
  {
    message: /(?:at|to) position (\d+) in '(.*)'/is,
    explain: ([, position, text]) => ({
      title: `The address has a syntax error at position ${position} in ${text}.`,
      remedy: 'Correct the expression at that position.',
    }),
  },
  {
    message: /query specified in the URI is not valid\.?\s*(.*)/is,
    explain: ([, reason]) => ({
      title: `The query is not valid. ${reason}`.trim(),
      remedy: 'Correct the query options as the message says.',
    }),
  },
  {
    reason: 'unknown-table',
    codes: ['0x80041102'],
    explain: () => ({
      title: 'The FetchXML names a table that does not exist, or none at all.',
      remedy: 'Use the logical name of the table, such as <entity name="account">.',
    }),
  },
  {
    message: /Invalid Child Node, valid nodes are (.*?)\. NodeName = (\S*)/is,
    explain: ([, valid, node]) => ({
      title: `The FetchXML has an element <${node}> where there can be none.`,
      remedy: `Use one of these there: ${valid}.`,
    }),
  },
  {
    codes: ['0x8004111c'],
    explain: () => ({
      title: 'The FetchXML is not valid.',
      remedy: 'Correct the element that the details name.',
    }),
  },
  {
    codes: ['0x8004e023'],
    explain: () => ({
      title: 'The query would aggregate more than 50,000 rows, where Dataverse stops.',
      remedy: 'Filter to fewer rows, or aggregate them in parts.',
    }),
  },
  {
    message: /No function|Unknown function|An unknown function with name '([^']*)'/i,
    explain: ([, name]) => ({
      title: name
        ? `Dataverse knows no function called "${name}".`
        : 'The query uses a function that Dataverse does not know.',
      cause: 'In $filter only contains, startswith, endswith and the Microsoft.Dynamics.CRM functions work.',
      remedy: 'Use one of these instead.',
    }),
  },
];

function unknownSegment(segment: string): Explanation {
  return {
    title: `There is no table, function or action called "${segment}" in this environment.`,
    cause:
      'An entity set name is meant, which is case-sensitive and usually a plural: accounts, not account or Accounts.',
    remedy: "Check the spelling; the table's properties in the maker portal show its entity set name.",
  };
}
