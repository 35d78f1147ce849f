import type { CauseId } from '../base/causeId';
import type { HttpRequest } from '../base/http';
import type { ServiceError } from './serviceError';
import type { Explanation } from './serviceRule';

/** Where neither code nor message says enough: by status alone, with the server's own words in front. */
export function statusExplanation(
  error: ServiceError,
  request: Pick<HttpRequest, 'method' | 'url'>,
): Explanation {
  const known = byStatus[error.status]?.(error, request);
  if (known) return known;
  if (error.status >= 500) return serverFailed(error);
  if (error.html) return notTheWebApi(error);
  return {
    title: said(error, 'Dataverse refused the request.'),
    remedy: 'Correct the request as the message says.',
  };
}

/** What a status alone says. */
export function statusReason(error: Pick<ServiceError, 'status' | 'html' | 'message'>): CauseId {
  const { status } = error;
  if (status === 401) return 'invalid-token';
  if (status === 403) return error.html ? 'not-dataverse' : 'missing-privilege';
  if (status === 404 || status === 410) return 'wrong-api-path';
  if (status === 407) return 'proxy-required';
  if (status === 412) return 'precondition-failed';
  if (status === 429) return 'throttled';
  if (status === 511) return 'login-page-redirect';
  if (status === 501) return 'malformed-request';
  return status === 408 || status >= 500 ? 'service-unavailable' : 'malformed-request';
}

const byStatus: Readonly<
  Record<
    number,
    (error: ServiceError, request: Pick<HttpRequest, 'method' | 'url'>) => Explanation | undefined
  >
> = {
  401: () => ({
    title: 'Dataverse did not accept the access token, not even a new one.',
    cause: 'The token is for another environment or tenant, or access was taken away.',
    remedy: 'Sign in again, and check the tenant and the address of the environment.',
    action: 'sign-in',
  }),
  403: (error) =>
    error.html
      ? notTheWebApi(error)
      : {
          title: said(error, 'You may not do this.'),
          cause: 'No security role of the user allows it.',
          remedy: 'Ask an administrator for a security role that allows it.',
        },
  404: (error) =>
    error.html || error.message === ''
      ? notTheWebApi(error)
      : { title: said(error, 'There is nothing at this address.'), remedy: 'Check the path of the request.' },
  405: (error, request) => ({
    title: `${request.method} does not work at this address.`,
    cause: said(error, ''),
    remedy: 'Use GET for functions and reading, POST for actions and creating, PATCH for changing.',
  }),
  407: () => ({
    kind: 'network',
    title: 'The proxy asks for a sign-in.',
    cause: 'A proxy of your network lets requests through only with a user name and password.',
    remedy: 'Set up the proxy with its user name and password, in VS Code under "http.proxy".',
    action: 'open-settings',
  }),
  408: () =>
    busy('The server did not get the request in time.', 'The network was slow, or the server was busy.'),
  413: () => ({
    title: 'The body of the request is too large for the server.',
    cause: 'The server limits how much comes in one request.',
    remedy: 'Send less at once, in several requests.',
  }),
  414: () => ({
    title: 'The address is too long for the server.',
    cause: 'Web servers cut off addresses of more than some thousand characters.',
    remedy: 'Shorten the query, or send it inside a $batch.',
  }),
  415: () => ({
    title: 'The server cannot answer in the format that was asked for.',
    cause: '$metadata comes as XML only, and a body has to be JSON.',
    remedy: 'Use "Accept: application/xml" for $metadata and "Content-Type: application/json" for a body.',
  }),
  429: () =>
    busy(
      'Too many requests. Dataverse asks for a pause.',
      'The limits count per user and web server, all programs of this user together.',
    ),
  501: (error) => ({
    kind: 'service-refused',
    title: said(error, 'Dataverse does not support this.'),
    remedy: 'Write the request in another way.',
  }),
  503: () => busy('Dataverse is not available at the moment.', 'It is busy, or under maintenance.'),
};

function busy(title: string, cause: string): Explanation {
  return { title, cause, remedy: 'Wait a while, then run it again.', action: 'retry' };
}

function serverFailed(error: ServiceError): Explanation {
  return {
    title: said(error, `Dataverse failed to answer (status ${error.status}).`),
    cause: 'The fault is on the side of the server.',
    remedy: 'Run it again; if it stays, hand the request id to the administrator.',
    action: 'retry',
  };
}

function notTheWebApi(error: ServiceError): Explanation {
  return {
    kind: 'not-dataverse',
    title: `The address answered with ${error.html ? 'a web page' : 'nothing'} (status ${error.status}), not as the Web API does.`,
    cause: 'It is not the address of a Dataverse environment, or a proxy or firewall answered instead.',
    remedy: "Check the environment's address.",
    action: 'edit-environment',
  };
}

/** The server's first line, as a sentence. */
function said(error: ServiceError, otherwise: string): string {
  const line = error.html
    ? ''
    : (error.message.split(/\r?\n/, 1)[0] ?? '').replace(/\s*-{2,}>.*$/, '').trim();
  return line === '' ? otherwise : line;
}
