// $batch: several requests in one, and change sets that are done whole or not at all.
import { randomUUID } from 'node:crypto';
import type { AuthenticatedRequest } from '../../server/types';
import type { Store } from '../db/store';
import * as errors from '../errors';
import { readParts, writeParts } from './multipart';
import type { ChangeSet, HttpPart, ReplyPart } from './multipart';
import { refusalAnswer } from './respond';
import type { Answer } from './respond';

export interface BatchService {
  readonly store: Store;
  /** Answers one request. @throws Refusal */
  serve(request: AuthenticatedRequest): Answer;
}

const mostRequests = 1000;

/** The first request that fails ends the batch, unless the client prefers to go on. */
export function runBatch(service: BatchService, request: AuthenticatedRequest): Answer {
  if (request.method !== 'POST') throw errors.methodNotAllowed(request.method);
  const parts = readParts(request.headers['content-type'], request.body.toString('utf8'));
  const count = parts.reduce((sum, part) => sum + (part.kind === 'request' ? 1 : part.requests.length), 0);
  if (count > mostRequests) throw errors.batchTooLarge(mostRequests);
  const goesOn = /odata\.continue-on-error(?!\s*=\s*false)/.test(request.headers['prefer'] ?? '');
  const replies: (ReplyPart | ReplyPart[])[] = [];
  for (const part of parts) {
    try {
      const run =
        part.kind === 'request' ? runOne(service, request, part, new Map()) : runSet(service, request, part);
      replies.push(run);
    } catch (error) {
      if (!(error instanceof errors.Refusal)) throw error;
      if (!goesOn) throw error;
      const refused = reply(refusalAnswer(error), undefined);
      replies.push(part.kind === 'request' ? refused : [refused]);
    }
  }
  const boundary = `batchresponse_${randomUUID()}`;
  return {
    status: 200,
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
    body: writeParts(boundary, replies, `changesetresponse_${randomUUID()}`),
  };
}

function runSet(service: BatchService, request: AuthenticatedRequest, { requests }: ChangeSet): ReplyPart[] {
  if (requests.some(({ method }) => method === 'GET')) throw errors.readInChangeSet();
  const made = new Map<string, string>();
  return service.store.transaction(() => requests.map((part) => runOne(service, request, part, made)));
}

/** @param made addresses of the rows that earlier requests of the change set made, by their Content-ID */
function runOne(
  service: BatchService,
  batch: AuthenticatedRequest,
  part: HttpPart,
  made: Map<string, string>,
): ReplyPart {
  const answer = service.serve({
    ...batch,
    method: part.method,
    url: targetOf(batch, part.url, made),
    headers: { ...inherited(batch), ...part.headers },
    body: Buffer.from(withReferences(part.body, made)),
  });
  const address = answer.headers?.['odata-entityid'];
  if (part.contentId !== undefined && address !== undefined) made.set(part.contentId, address);
  return reply(answer, part.contentId);
}

const inherited = ({ headers }: AuthenticatedRequest): Record<string, string> => {
  const { accept } = headers;
  return accept === undefined ? {} : { accept };
};

/** Path and query behind the host; `$1` is the row that the request with this Content-ID made. */
function targetOf(batch: AuthenticatedRequest, url: string, made: ReadonlyMap<string, string>): string {
  const [prefix = ''] = /^\/api\/data\/v9\.\d\//.exec(batch.url) ?? [];
  const referred = /^\/?\$(\w+)/.exec(url);
  const address = made.get(referred?.[1] ?? '');
  const whole = referred === null || address === undefined ? url : address + url.slice(referred[0].length);
  const path = whole.replace(/^https?:\/\/[^/]+/, '');
  return encodeBlanks(path.startsWith('/api/') ? path : `${prefix}${path.replace(/^\//, '')}`);
}

const encodeBlanks = (target: string): string => target.replace(/ /g, '%20');

const withReferences = (body: string, made: ReadonlyMap<string, string>): string =>
  body.replace(/"\$(\w+)"/g, (whole, id: string) => {
    const address = made.get(id);
    return address === undefined ? whole : JSON.stringify(address);
  });

const spelling: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'odata-entityid': 'OData-EntityId',
  'preference-applied': 'Preference-Applied',
  location: 'Location',
  etag: 'ETag',
};

function reply({ status, headers = {}, body }: Answer, contentId: string | undefined): ReplyPart {
  const named = Object.entries(headers).map(([name, value]) => [spelling[name] ?? name, value] as const);
  return {
    contentId,
    status,
    headers: Object.fromEntries([...named, ['OData-Version', '4.0']]),
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  };
}
