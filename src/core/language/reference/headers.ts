import { byName, pages, type Entry } from './entry';

export interface HeaderEntry extends Entry {
  /** Values that are offered, most useful first; in the form of a snippet where they hold `$`. */
  readonly values?: readonly HeaderValue[];
  /** Only for requests that change data, or only for those that read. */
  readonly for?: 'write' | 'read';
}

export interface HeaderValue extends Entry {
  /** What is inserted, where it is not the name. */
  readonly snippet?: string;
}

const { headers, page, changes, conditional, create } = pages;

/** What `Prefer` may ask of Dataverse. */
const preferences: readonly HeaderValue[] = [
  {
    name: 'odata.include-annotations="*"',
    text: 'Formatted values, names of lookups and all other annotations come along.',
    link: headers,
  },
  {
    name: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    text: 'Formatted values come along: labels of choices, local dates, money with its currency, names of lookups.',
    link: headers,
  },
  {
    name: 'odata.maxpagesize',
    snippet: 'odata.maxpagesize=${1:500}',
    text: 'Rows in a page, at most 5,000. @odata.nextLink leads to the next page.',
    note: 'It is ignored where $top stands. Send the same value with every next page.',
    link: page,
  },
  {
    name: 'return=representation',
    text: 'A POST or PATCH answers the row as it stands afterwards.',
    link: create,
  },
  {
    name: 'odata.track-changes',
    text: 'A link to later changes (@odata.deltaLink) comes along.',
    link: changes,
  },
  { name: 'odata.continue-on-error', text: 'A batch goes on after a part that fails.', link: pages.batch },
  {
    name: 'respond-async',
    text: 'The request is worked on in the background; the answer is 202.',
    link: headers,
  },
  {
    name: 'odata.allow-entityreferences',
    text: 'Answers @odata.id in the place of rows that came before.',
    link: headers,
  },
];

const yesOrNo = (yes: string, no: string, link: string): readonly HeaderValue[] => [
  { name: 'true', text: yes, link },
  { name: 'false', text: no, link },
];

const anyVersion: HeaderValue = { name: '*', text: 'Any version of the row.', link: conditional };

/** Headers that make a difference to Dataverse and that a file may set, most useful first. */
export const headerEntries: readonly HeaderEntry[] = [
  { name: 'Prefer', text: 'What the answer should hold.', link: headers, values: preferences },
  {
    name: 'If-Match',
    text: 'Only where the row has this version (@odata.etag). With * a PATCH never creates a row.',
    link: conditional,
    for: 'write',
    values: [anyVersion],
  },
  {
    name: 'If-None-Match',
    text: 'With * a PATCH never changes a row that exists; with an etag a GET answers 304 where nothing changed.',
    link: conditional,
    values: [anyVersion, { name: 'null', text: 'Never take an answer from a cache.', link: headers }],
  },
  {
    name: 'Content-Type',
    text: 'What the body is.',
    link: headers,
    for: 'write',
    values: [
      { name: 'application/json', text: 'JSON, as nearly every request has it.', link: headers },
      { name: 'application/octet-stream', text: 'The bytes of a file or picture.', link: pages.files },
      { name: 'multipart/mixed; boundary=batch', text: 'The parts of a batch.', link: pages.batch },
    ],
  },
  {
    name: 'Accept',
    text: 'What the answer should be.',
    link: headers,
    values: [
      { name: 'application/json', text: 'JSON.', link: headers },
      { name: 'application/xml', text: 'XML; needed for $metadata.', link: headers },
    ],
  },
  {
    name: 'MSCRM.SuppressDuplicateDetection',
    text: 'Whether rules against duplicates are left alone.',
    link: pages.duplicates,
    for: 'write',
    values: yesOrNo(
      'Write even where a duplicate is found.',
      'Refuse where a duplicate is found.',
      pages.duplicates,
    ),
  },
  {
    name: 'MSCRM.BypassBusinessLogicExecution',
    text: 'Which custom logic is left out. It needs a privilege of its own.',
    link: pages.bypass,
    for: 'write',
    values: [
      { name: 'CustomSync', text: 'Leaves out synchronous plug-ins and workflows.', link: pages.bypass },
      { name: 'CustomAsync', text: 'Leaves out asynchronous plug-ins and workflows.', link: pages.bypass },
      { name: 'CustomSync,CustomAsync', text: 'Leaves out both.', link: pages.bypass },
    ],
  },
  {
    name: 'MSCRM.BypassCustomPluginExecution',
    text: 'Leaves out synchronous custom logic. It needs a privilege of its own.',
    link: pages.bypass,
    for: 'write',
    values: yesOrNo('Leave it out.', 'Run it, as usual.', pages.bypass),
  },
  {
    name: 'MSCRM.SuppressCallbackRegistrationExpanderJob',
    text: 'Whether flows of Power Automate are kept from starting.',
    link: pages.bypass,
    for: 'write',
    values: yesOrNo('No flow starts.', 'Flows start, as usual.', pages.bypass),
  },
  {
    name: 'MSCRM.SolutionUniqueName',
    text: 'The solution that a new component becomes part of.',
    link: headers,
    for: 'write',
  },
  {
    name: 'MSCRM.MergeLabels',
    text: 'Whether labels in other languages are kept when a definition is changed.',
    link: headers,
    for: 'write',
    values: yesOrNo('Keep them.', 'Remove those that the request does not hold.', headers),
  },
  {
    name: 'Consistency',
    text: 'Strong: definitions are read as they are now, past the cache.',
    link: headers,
    values: [{ name: 'Strong', text: 'Read past the cache.', link: headers }],
  },
  {
    name: 'CallerObjectId',
    text: 'The user to act for, by the object id in Microsoft Entra. It needs a privilege.',
    link: pages.impersonate,
  },
  {
    name: 'MSCRMCallerID',
    text: 'The user to act for, by systemuserid. It needs a privilege.',
    link: pages.impersonate,
  },
];

export const headerByName: ReadonlyMap<string, HeaderEntry> = new Map(
  headerEntries.map((entry) => [entry.name.toLowerCase(), entry]),
);

/** By the preference's name without its value, in lower case. */
export const preferenceByName = byName(
  preferences.map((entry) => ({ ...entry, name: entry.name.replace(/=.*$/, '') })),
);
