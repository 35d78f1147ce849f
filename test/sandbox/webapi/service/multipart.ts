// multipart/mixed as $batch uses it: parts with HTTP requests, or (a change set) with parts of their own.
import * as errors from '../errors';

type Headers = Readonly<Record<string, string>>;

export interface HttpPart {
  readonly kind: 'request';
  readonly contentId: string | undefined;
  readonly method: string;
  /** As written: relative, `/api/data/…` or absolute. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface ChangeSet {
  readonly kind: 'change-set';
  readonly requests: readonly HttpPart[];
}

const lineEnd = '\r\n';

/** @throws Refusal where the parts are not separated as they must be: by CR LF throughout */
export function readParts(contentType: string | undefined, body: string): (HttpPart | ChangeSet)[] {
  return split(contentType, body).map(({ headers, content }) => {
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('multipart/mixed')) return readRequest(headers, content);
    const requests = split(type, content).map((part) => readRequest(part.headers, part.content));
    return { kind: 'change-set', requests };
  });
}

function split(contentType: string | undefined, body: string): { headers: Headers; content: string }[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined) throw errors.batchWithoutBoundary();
  const pieces = body.split(`--${boundary}`);
  const last = pieces.pop();
  const [preamble = '', ...parts] = pieces;
  if (parts.length === 0 || preamble.trim() !== '' || last?.startsWith('--') !== true) {
    throw errors.unreadableBody(namedSet(body));
  }
  return parts.map((part) => {
    if (!part.startsWith(lineEnd)) throw errors.unreadableBody(namedSet(body));
    return readHeaders(part.slice(lineEnd.length).replace(/\r\n$/, ''), body);
  });
}

/** Headers up to the empty line, and what follows. */
function readHeaders(text: string, whole: string): { headers: Headers; content: string } {
  const end = text.indexOf(`${lineEnd}${lineEnd}`);
  if (end < 0) throw errors.unreadableBody(namedSet(whole));
  const lines = text.slice(0, end).split(lineEnd);
  if (lines.some((line) => line.includes('\n'))) throw errors.unreadableBody(namedSet(whole));
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim().toLowerCase(), value.join(':').trim()];
    }),
  );
  return { headers, content: text.slice(end + 2 * lineEnd.length) };
}

function readRequest(part: Headers, content: string): HttpPart {
  // Without headers, the empty line follows the request line at once.
  const end = content.indexOf(lineEnd);
  const line = end < 0 ? content : content.slice(0, end);
  const match = /^(\w+) (\S.*?) HTTP\/1\.\d$/.exec(line);
  if (match === null) throw errors.unreadableBody(namedSet(content));
  const rest = end < 0 ? '' : content.slice(end + lineEnd.length);
  const [headers, body] = headersAndBody(rest);
  const [, method = '', url = ''] = match;
  return { kind: 'request', contentId: part['content-id'], method: method.toUpperCase(), url, headers, body };
}

function headersAndBody(text: string): [Headers, string] {
  if (text.startsWith(lineEnd) || text === '') return [{}, text.slice(lineEnd.length)];
  const padded = text.includes(`${lineEnd}${lineEnd}`) ? text : `${text}${lineEnd}${lineEnd}`;
  const { headers, content } = readHeaders(padded, text);
  return [headers, content];
}

/** The entity set of the first request: the message about an unreadable body names one. */
const namedSet = (text: string): string =>
  /(?:GET|POST|PATCH|PUT|DELETE) (?:\S*\/api\/data\/v9\.\d)?\/?(\w+)/.exec(text)?.[1] ?? '';

export interface ReplyPart {
  readonly contentId?: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
};

/** Replies, and lists of replies (change sets), behind one another. */
export function writeParts(
  boundary: string,
  parts: readonly (ReplyPart | readonly ReplyPart[])[],
  inner: string,
): string {
  const texts = parts.map((part) => {
    if (!('status' in part)) {
      return `Content-Type: multipart/mixed; boundary=${inner}${lineEnd}${lineEnd}${writeParts(inner, part, '')}`;
    }
    const id = part.contentId === undefined ? [] : [`Content-ID: ${part.contentId}`];
    return [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...id,
      '',
      `HTTP/1.1 ${part.status} ${reasons[part.status] ?? ''}`,
      ...Object.entries(part.headers).map(([name, value]) => `${name}: ${value}`),
      '',
      part.body,
    ].join(lineEnd);
  });
  return (
    [...texts.map((text) => `--${boundary}${lineEnd}${text}`), `--${boundary}--`].join(lineEnd) + lineEnd
  );
}
