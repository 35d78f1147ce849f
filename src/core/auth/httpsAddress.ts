/** The parts of an https address that decisions about trust are made on. */
export interface HttpsAddress {
  /** Lower case, with the port where one is given: `https://localhost:8443`. */
  readonly origin: string;
  /** Lower case, without port. */
  readonly host: string;
  /** With its leading slash; empty where there is none. */
  readonly path: string;
}

/**
 * Reads an absolute https address; `undefined` for anything else. User info, backslashes and control characters are
 * refused, because readers disagree on the host that they lead to.
 */
export function parseHttpsAddress(text: string): HttpsAddress | undefined {
  const match = /^https:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d{1,5})?(\/[^?#\s\\]*)?([?#][^\s\\]*)?$/i.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const host = (match[1] ?? '').toLowerCase();
  const port = match[2] === undefined || match[2] === ':443' ? '' : match[2];
  return { origin: `https://${host}${port}`, host, path: match[3] ?? '' };
}
