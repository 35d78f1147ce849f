import type { Environment } from '../base/environment';
import type { HttpHeader, HttpRequest } from '../base/http';
import { ProblemError } from '../base/problem';
import { encodeRequestTarget } from '../odata/encode';
import type { QueryRequest } from '../queryfile';
import { httpsOrigin, sameEnvironment, splitUrl } from './environmentUrl';
import { foreignOrigin } from './foreignOrigin';
import { checkHeaders, findHeader, standardHeaders } from './headers';
import { isWrite } from './writes';

/** Dataverse refuses longer addresses, in characters as they are sent (Web API limits). */
export const longestUrl = 32_768;

export interface BuildOptions {
  /** Rows in a page (`odata.maxpagesize`); the server's own default, 5,000, where absent. */
  readonly pageSize?: number;
}

/**
 * The request as it is sent, without its token. Throws `foreign-origin` for an absolute address outside the
 * environment and `bad-input` for one that cannot be sent.
 */
export function buildRequest(
  query: Pick<QueryRequest, 'method' | 'target' | 'headers' | 'body'>,
  environment: Pick<Environment, 'url' | 'apiVersion'>,
  options: BuildOptions = {},
): HttpRequest {
  checkHeaders(query.headers);
  const url = resolveTarget(query.target, environment);
  if (url.length > longestUrl) throw tooLong(url.length);
  const write = isWrite(query.method);
  return {
    method: query.method.toUpperCase(),
    url,
    headers: [...query.headers, ...missingHeaders(query, url, write, options)],
    ...(query.body === undefined || !write ? {} : { body: query.body }),
  };
}

/** Absolute and encoded, from any of the forms that a query file may have. Throws as {@link buildRequest}. */
function resolveTarget(target: string, environment: Pick<Environment, 'url' | 'apiVersion'>): string {
  const origin = environment.url;
  // Published samples stand so: [Organization URI]/api/data/v9.2/accounts.
  const text = target.trim().replace(/^\[[^\]]*\](?=\/)/, '');
  if (text === '') {
    throw bad('The block holds no address to send to.', 'Write one, such as accounts?$select=name.');
  }
  const path = /^[a-z][a-z0-9+.-]*:[/\\]{2}/i.test(text)
    ? ownPath(text, origin)
    : `/${text.replace(/^[/\\]+/, '')}`;
  const full =
    /^\/api\//i.test(path) || text !== target.trim() || isAbsolute(text)
      ? path
      : `/api/data/${environment.apiVersion}${path}`;
  requireResource(path);
  const url = origin + encodeRequestTarget(full);
  // Whatever the encoding does: nothing but visible ASCII may reach the request line.
  if (!/^[\x21-\x7e]+$/.test(url)) {
    throw bad(
      'The address holds characters that cannot be sent.',
      'Remove control characters from the address.',
    );
  }
  return url;
}

/** Prose and other files open as queries too: what cannot be a resource is refused here, and not by the server. */
function requireResource(path: string): void {
  const [first = ''] = path.replace(/^\//, '').split(/[/?(#]/, 1);
  if (!/[\s<>"',;!{}|\\^`]/.test(first.trim())) return;
  const shown = first.length > 60 ? `${first.slice(0, 60)}…` : first;
  throw bad(
    `"${shown}" is not a query.`,
    "Start it with a table's entity set, such as accounts?$select=name, or make the line a comment with #.",
  );
}

function isAbsolute(text: string): boolean {
  return splitUrl(text) !== undefined;
}

function ownPath(text: string, origin: string): string {
  const own = httpsOrigin(text);
  if (own === undefined || !sameEnvironment(own, origin)) throw new ProblemError(foreignOrigin(text, origin));
  const rest = splitUrl(text)?.rest ?? '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

function missingHeaders(
  query: Pick<QueryRequest, 'headers' | 'body' | 'target'>,
  url: string,
  write: boolean,
  options: BuildOptions,
): readonly HttpHeader[] {
  const has = (name: string): boolean => findHeader(query.headers, name) !== undefined;
  const metadata = /\/\$metadata(?:[?#]|$)/.test(url);
  const raw = /\/\$(?:value|count)(?:[?#]|$)/.test(url);
  const accept = metadata ? 'application/xml' : raw ? '*/*' : undefined;
  const headers: HttpHeader[] = standardHeaders
    .filter(([name]) => !has(name))
    .map(([name, value]) => [name, name === 'Accept' ? (accept ?? value) : value]);
  if (!write && !metadata && !has('Prefer')) headers.push(['Prefer', preferOf(url, options)]);
  if (write && query.body !== undefined && !has('Content-Type')) {
    headers.push(['Content-Type', 'application/json; charset=utf-8']);
  }
  return headers;
}

function preferOf(url: string, options: BuildOptions): string {
  // With maxpagesize Dataverse ignores $top and sends everything.
  const limited = /[?&](?:\$|%24)top(?:=|%20)/i.test(url);
  const size = options.pageSize === undefined || limited ? '' : `,odata.maxpagesize=${options.pageSize}`;
  return `odata.include-annotations="*"${size}`;
}

function tooLong(length: number): ProblemError {
  return bad(
    `The address has ${length.toLocaleString('en-US')} characters; Dataverse takes ${longestUrl.toLocaleString('en-US')} at most.`,
    'Shorten it: select fewer columns, or filter with a list of values in several queries.',
  );
}

function bad(title: string, remedy: string): ProblemError {
  return new ProblemError({ kind: 'bad-input', title, remedy });
}
