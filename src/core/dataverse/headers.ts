import type { HttpHeader } from '../base/http';

/** What every Web API request carries unless its author says otherwise. */
export const standardHeaders: readonly HttpHeader[] = [
  ['Accept', 'application/json'],
  ['OData-MaxVersion', '4.0'],
  ['OData-Version', '4.0'],
];

/** Looks a header up by name, in any case. */
export function findHeader(headers: readonly HttpHeader[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([own]) => own.toLowerCase() === wanted)?.[1];
}
