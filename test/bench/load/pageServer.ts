import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAuthority, issueLeaf } from '../../sandbox/tls/certificates';
import { accountPage } from '../results/pages';

const rowsPerPage = 5000;
/** Pages are made of so many bodies, one after the other again and again. */
const bodies = 4;

/** How bodies go over the wire. */
export type Coding = 'gzip' | 'identity';

export interface PageServer {
  /** `https://localhost:port` */
  readonly origin: string;
  /** PEM file of its authority. */
  readonly caFile: string;
  close(): void;
}

/** Address of the first page of a result of so many. */
export function firstPage({ origin }: PageServer, pages: number, coding: Coding): string {
  return `${origin}/api/data/v9.2/accounts?pages=${pages}&coding=${coding}&page=0`;
}

/** Starts this measurement once more as a process that serves pages out of its memory. */
export async function startPageServer(script: string): Promise<PageServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'page-server-'));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, BENCH_CASE: `serve ${folder}` },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', () => reject(new Error('The page server ended.')));
  });
  return {
    origin: `https://localhost:${port}`,
    caFile: path.join(folder, 'ca.pem'),
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The process that serves. It ends with the one that started it. */
export async function servePages(folder: string): Promise<void> {
  process.stdin.resume().once('close', () => process.exit());
  const authority = await createAuthority(Date.now());
  const leaf = await issueLeaf(authority, Date.now());
  writeFileSync(path.join(folder, 'ca.pem'), authority.certificatePem);
  const heads = Array.from({ length: bodies }, (_, i) =>
    Buffer.from(accountPage(i, rowsPerPage).slice(0, -1)),
  );
  const packed = heads.map((head) => gzipSync(head, { level: 6 }));
  const server = https.createServer({ key: leaf.privateKeyPem, cert: leaf.certificatePem });
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    const [pages, page] = [Number(url.searchParams.get('pages')), Number(url.searchParams.get('page'))];
    const coding = url.searchParams.get('coding');
    url.searchParams.set('page', String(page + 1));
    const last = page + 1 >= pages;
    const tail = Buffer.from(last ? '}' : `,"@odata.nextLink":${JSON.stringify(url.href)}}`);
    // Two members of one gzip file are read as one text.
    const parts = coding === 'gzip' ? [packed[page % bodies], gzipSync(tail)] : [heads[page % bodies], tail];
    const body = parts.filter((part) => part !== undefined);
    response.writeHead(200, {
      'content-type': 'application/json; odata.metadata=minimal',
      'content-length': body.reduce((sum, part) => sum + part.length, 0),
      ...(coding === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    });
    for (const part of body) response.write(part);
    response.end();
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`);
  });
}
