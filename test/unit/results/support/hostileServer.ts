import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { startTlsServer, type TlsServer } from '../../http/support/tlsServer';

/** An answer that goes wrong. */
interface Struck {
  readonly response: ServerResponse;
  /** What would have come. */
  readonly page: Buffer;
  readonly now: number;
}

const json = { 'content-type': 'application/json; odata.metadata=minimal' };
const html = { 'content-type': 'text/html' };

/** Part of an answer leaves, then the connection ends. */
function cutBehind({ response }: Struck, headers: Record<string, string | number>, part: Uint8Array): void {
  response.writeHead(200, { ...json, ...headers }).write(part, () => {
    setTimeout(() => void response.socket?.destroy(), 5);
  });
}

const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, bytes.length >> 1);

function answers(status: number, headers: Record<string, string>, body = ''): (struck: Struck) => void {
  return ({ response }) => void response.writeHead(status, headers).end(body);
}

function refusal(code: string, message: string): string {
  return JSON.stringify({ error: { code, message } });
}

const challenge = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}').toString('base64');

const strikes = {
  cut: ({ response }: Struck) => void response.socket?.destroy(),
  'cut in head': ({ response: { socket } }: Struck) =>
    void socket?.write('HTTP/1.1 200 OK\r\ncontent-type: appl', () => void socket.destroy()),
  'cut in body': (struck: Struck) =>
    cutBehind(struck, { 'content-length': struck.page.length }, half(struck.page)),
  'cut in chunks': (struck: Struck) => cutBehind(struck, {}, half(struck.page)),
  'cut in gzip': (struck: Struck) => {
    const packed = gzipSync(struck.page);
    const headers = { 'content-encoding': 'gzip', 'content-length': packed.length };
    cutBehind(struck, headers, half(packed));
  },
  'damaged gzip': ({ response, page }: Struck) => {
    const packed = gzipSync(page).fill(0xa5, 30, 60);
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(packed);
  },
  'whole answer with half a body': ({ response, page }: Struck) =>
    void response.writeHead(200, { ...json, connection: 'close' }).end(half(page)),
  // All of the text is there, and what would vouch for it is not.
  'gzip without its end': ({ response, page }: Struck) =>
    void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(page).subarray(0, -8)),
  // Valid JSON, of fewer rows than were sent.
  'gzip of less than it says': ({ response, page }: Struck) => {
    const { value, ...others } = JSON.parse(page.toString()) as { readonly value: readonly unknown[] };
    const less = gzipSync(JSON.stringify({ ...others, value: value.slice(1) }));
    const end = gzipSync(page).subarray(-8);
    response
      .writeHead(200, { ...json, 'content-encoding': 'gzip' })
      .end(Buffer.concat([less.subarray(0, -8), end]));
  },
  'no end of chunks': ({ response, page }: Struck) => void response.writeHead(200, json).write(page),
  'unknown coding': ({ response, page }: Struck) =>
    void response.writeHead(200, { ...json, 'content-encoding': 'zstd' }).end(page),
  silence: () => undefined,
  'silence in body': ({ response, page }: Struck) =>
    void response.writeHead(200, { ...json, 'content-length': page.length }).write(half(page)),
  'too many': answers(429, json, refusal('0x80072322', 'Too many requests')),
  'too many, seconds': answers(429, { ...json, 'retry-after': '7' }, refusal('0x80072322', '')),
  'too many, date': ({ response, now }: Struck) =>
    void response.writeHead(429, { 'retry-after': new Date(now + 9000).toUTCString() }).end(),
  'too many, for long': answers(429, { 'retry-after': '900' }),
  unavailable: answers(503, html, '<html><h1>503</h1></html>'),
  'unavailable, past date': ({ response, now }: Struck) =>
    void response.writeHead(503, { 'retry-after': new Date(now - 5000).toUTCString() }).end(),
  'server error': answers(500, json, refusal('0x80040216', 'An unexpected error occurred.')),
  'bad gateway': answers(502, html, '<html><h1>502</h1></html>'),
  'token refused': answers(401, { 'www-authenticate': 'Bearer error="invalid_token"' }),
  'claims wanted': answers(401, {
    'www-authenticate': `Bearer error="insufficient_claims", claims="${challenge}"`,
  }),
  forbidden: answers(403, json, refusal('0x80040220', 'missing prvReadThing privilege')),
  garbage: answers(200, json, '{"value": [\u0000<html>'),
  'error behind rows': ({ response, page }: Struck) => {
    const { value } = JSON.parse(page.toString()) as { readonly value: unknown };
    const error = { code: '0x80040216', message: 'The server had enough.' };
    response.writeHead(200, json).end(JSON.stringify({ value, error }));
  },
  'web page': answers(200, html, '<!DOCTYPE html><html><body>Sign in</body></html>'),
  text: answers(200, { 'content-type': 'text/plain' }, 'Maintenance. Come back later.'),
  'empty body': answers(200, json),
  'no content': answers(204, {}),
  record: answers(200, json, '{"message":"Busy","name":"no row"}'),
  number: answers(200, json, '7'),
  'no rows': answers(200, json, '{"@odata.context":"x"}'),
  redirect: answers(302, { location: 'https://login.example/' }),
} satisfies Record<string, (struck: Struck) => void>;

/** What goes wrong with one answer, and not with the next one. */
export const mishaps = Object.keys(strikes) as (keyof typeof strikes)[];
/** The page comes, and its link leads nowhere. */
export const lasting = ['foreign-link', 'insecure-link', 'same-link', 'first-link', 'link-back'] as const;

export type Mishap = keyof typeof strikes | (typeof lasting)[number];

export interface HostilePlan {
  readonly rows: number;
  /** Rows of the page that begins with a row, behind so many empty ones; 0 for one more that is empty. */
  pageSize(first: number, empty: number): number;
  /** What befalls the request of this number, which counts from 1. */
  mishap(request: number): Mishap | undefined;
  /** For dates that it tells: milliseconds since 1970. */
  now(): number;
}

/** What the name of a row is. */
export const nameOf = (row: number): string => `Row ${row} ${'x'.repeat(row % 7)}`;

/** A real server whose answers go wrong as a plan says. It keeps nothing: a link says where it goes on. */
export class HostileServer {
  readonly #server: TlsServer;
  /** By the entity set that it is for. */
  readonly #plans = new Map<string, { readonly plan: HostilePlan; requests: number }>();

  private constructor(server: TlsServer) {
    this.#server = server;
  }

  static async start(): Promise<HostileServer> {
    const server = await startTlsServer(() => undefined);
    const self = new HostileServer(server);
    server.handler = ({ url = '' }, response) => {
      self.#answer(new URL(url, self.origin), response);
    };
    return self;
  }

  get origin(): string {
    return this.#server.origin;
  }

  get caFile(): string {
    return this.#server.caFile;
  }

  firstPage(set: string): string {
    return `${this.origin}${service}${set}?$select=name`;
  }

  begin(set: string, plan: HostilePlan): void {
    this.#plans.set(set, { plan, requests: 0 });
  }

  stop(): Promise<void> {
    return this.#server.close();
  }

  #answer({ pathname, searchParams }: URL, response: ServerResponse): void {
    const set = pathname.slice(service.length);
    const planned = this.#plans.get(set);
    if (!planned) return;
    const { plan } = planned;
    const numberOf = (name: string): number => Number(searchParams.get(name));
    const place = { set, first: numberOf('first'), empty: numberOf('empty') };
    const mishap = plan.mishap(++planned.requests);
    const page = Buffer.from(JSON.stringify(this.#page(plan, place, mishap)));
    if (mishap !== undefined && isStrike(mishap)) strikes[mishap]({ response, page, now: plan.now() });
    else send(response, page);
  }

  #page(plan: HostilePlan, place: Place, mishap: Mishap | undefined): object {
    const { set, first, empty } = place;
    const count = Math.min(plan.pageSize(first, empty), plan.rows - first);
    const end = first + count;
    const next = { set, first: end, empty: count === 0 ? empty + 1 : 0 };
    const link = end < plan.rows ? this.#link(place, next, mishap, plan) : undefined;
    return {
      '@odata.context': `${this.origin}/api/data/v9.2/$metadata#${set}`,
      '@odata.count': plan.rows,
      value: Array.from({ length: count }, (_, i) => rowOf(first + i)),
      ...(link === undefined ? {} : { '@odata.nextLink': link }),
    };
  }

  #link(place: Place, next: Place, mishap: Mishap | undefined, plan: HostilePlan): string {
    if (mishap === 'foreign-link') return 'https://elsewhere.example/api/data/v9.2/things?first=1';
    if (mishap === 'insecure-link') return this.#linkTo(next).replace('https:', 'http:');
    if (mishap === 'same-link') return this.#linkTo(place);
    if (mishap === 'first-link') return this.firstPage(place.set);
    return this.#linkTo(mishap === 'link-back' ? { ...next, first: plan.pageSize(0, 0), empty: 0 } : next);
  }

  #linkTo({ set, first, empty }: Place): string {
    const start = this.firstPage(set);
    return first + empty === 0 ? start : `${start}&first=${first}&empty=${empty}`;
  }
}

const service = '/api/data/v9.2/';

interface Place {
  readonly set: string;
  readonly first: number;
  /** Empty pages that came just before. */
  readonly empty: number;
}

function isStrike(mishap: Mishap): mishap is keyof typeof strikes {
  return mishap in strikes;
}

/** Some pages come packed, some in chunks. */
function send(response: ServerResponse, page: Buffer): void {
  const packed = page.length % 3 === 0;
  const body = packed ? gzipSync(page) : page;
  response.writeHead(200, {
    ...json,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    ...(page.length % 2 === 0 ? { 'content-length': body.length } : {}),
  });
  response.end(body);
}

function rowOf(row: number): object {
  return {
    id: `00000000-0000-4000-8000-${String(row).padStart(12, '0')}`,
    name: nameOf(row),
    number: row,
    'number@OData.Community.Display.V1.FormattedValue': `no. ${row}`,
    ...(row % 3 === 0 ? { third: row / 3 } : {}),
    ...(row > 400 ? { late: `late ${row % 11}` } : {}),
  };
}
