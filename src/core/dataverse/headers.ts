import type { HttpHeader } from '../base/http';
import { ProblemError } from '../base/problem';

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

/** Whether formatted values come with the answer (`Prefer: odata.include-annotations`, a list of names and patterns). */
export function asksForFormatted(headers: readonly HttpHeader[]): boolean {
  // Several headers of one name are sent as one.
  const prefer = headers.flatMap(([name, value]) => (name.toLowerCase() === 'prefer' ? value : [])).join();
  const [, wanted = ''] = /odata\.include-annotations\s*=\s*("[^"]*"?|[^;\s]*)/i.exec(prefer) ?? [];
  return wanted
    .replaceAll('"', '')
    .split(',')
    .some((name) => /^\s*(?:\*|OData\.Community\.Display\.V1\.(?:\*|FormattedValue))\s*$/i.test(name));
}

/** A read that a server takes for a write would slip past the question whether to change data. */
const methodStandsInFront = 'Write the method in front of the address.';

/** Headers that a file may not set, and why. */
const reserved: ReadonlyMap<string, string> = new Map([
  ['authorization', 'The access token is added by itself, and only for the environment that it belongs to.'],
  ['cookie', 'Dataverse takes access tokens; a cookie could sign in somebody else.'],
  ['proxy-authorization', 'Proxies are set up in the settings of VS Code or of the system.'],
  ['host', 'It follows from the address.'],
  ['content-length', 'It is counted.'],
  ['transfer-encoding', 'The body is sent in one piece.'],
  ['connection', 'Connections are kept by themselves.'],
  ['keep-alive', 'Connections are kept by themselves.'],
  ['upgrade', 'The Web API speaks HTTP only.'],
  ['te', 'The body is sent in one piece.'],
  ['trailer', 'The body is sent in one piece.'],
  ['expect', 'The body is sent at once.'],
  ['x-http-method', methodStandsInFront],
  ['x-http-method-override', methodStandsInFront],
  ['x-method-override', methodStandsInFront],
]);

/** Throws `bad-input` for a header of a file that cannot or must not be sent. Values are never repeated in the words. */
export function checkHeaders(headers: readonly HttpHeader[]): void {
  for (const [name, value] of headers) {
    const reason = reserved.get(name.trim().toLowerCase());
    if (reason !== undefined) {
      throw bad(`The header "${name}" cannot be set in a file.`, `Remove it. ${reason}`);
    }
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
      throw bad(
        `"${JSON.stringify(name).slice(1, -1)}" is not a header name.`,
        'Write headers as Name: value.',
      );
    }
    // Node would refuse the rest too; a line break would begin another header.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw bad(
        `The value of the header "${name}" holds characters that a header cannot carry.`,
        'Remove line breaks and special characters from it.',
      );
    }
  }
}

function bad(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
