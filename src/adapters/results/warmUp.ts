import { PageDecoder } from '../../core/results/decode/pageDecoder';
import type { MakeRowKernel } from '../../core/results/decode/rowKernel';
import { ResultTable } from '../../core/results/store/resultTable';

/** Rows of the made page; so many, and of so many kinds, that each part of the decoder has its turn. */
const rows = 400;
/** Pages that are read: by then the decoder's loops are compiled. */
const pages = 6;
const formatted = 'OData.Community.Display.V1.FormattedValue';

const two = (number: number): string => String(number).padStart(2, '0');
const guid = (number: number): string =>
  `${number.toString(16).padStart(8, '0')}-0000-4000-a000-${(number * 7919).toString(16).padStart(12, '0')}`;

/** A record as Dataverse sends it with all annotations. */
function made(row: number): Record<string, unknown> {
  const amount = (row * 7919) % 1_000_003;
  const instant = `2024-${two(1 + (row % 12))}-${two(1 + (row % 28))}T${two(row % 24)}:${two(row % 60)}:00Z`;
  return {
    '@odata.etag': `W/"${row}"`,
    id: guid(row),
    name: `Name ${amount} ${row}`,
    wide: `Größe ${row % 50}`,
    note: row % 3 === 0 ? null : `a "quoted"\nline ${row % 40}`,
    [`amount@${formatted}`]: `$${amount / 100}`,
    amount: amount / 100,
    [`count@${formatted}`]: `${row % 90}`,
    count: row % 90,
    [`state@${formatted}`]: row % 2 === 0 ? 'Active' : 'Inactive',
    state: row % 2,
    [`done@${formatted}`]: 'No',
    done: false,
    [`at@${formatted}`]: `${1 + (row % 12)}/${1 + (row % 28)}/2024`,
    at: instant,
    [`_owner_value@${formatted}`]: `Owner ${row % 20}`,
    '_owner_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'owner',
    '_owner_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'systemuser',
    _owner_value: guid(row % 20),
    ...(row % 4 === 0 ? { seldom: row } : {}),
  };
}

/**
 * Reads a made page until the decoder is compiled: a thread that has just been started takes twice as long for the first
 * rows of its first page. Each step takes a few milliseconds.
 */
export function* warmUp(makeKernel: MakeRowKernel = () => undefined): Iterable<void> {
  const value = Array.from({ length: rows }, (_, row) => made(row));
  const body = new TextEncoder().encode(JSON.stringify({ value }));
  for (let page = 0; page < pages; page++) {
    const decoder = new PageDecoder(makeKernel());
    const table = new ResultTable({ dictionary: (column) => decoder.dictionary(column) });
    for (const segment of decoder.read(body, 0).steps) {
      yield;
      if (segment === undefined) continue;
      table.setSchema(decoder.schema.schema);
      table.append(segment);
    }
    table.window({ version: 0, first: 0, count: 256 });
  }
}
