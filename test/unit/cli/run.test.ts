import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandBundle, Finished, RunOptions } from './support/commandBundle';
import { bundleCommand } from './support/commandBundle';
import type { DataverseServer } from './support/dataverseServer';
import {
  clientId,
  rowText,
  secret,
  servePages,
  startDataverseServer,
  tenantId,
} from './support/dataverseServer';

let command: CommandBundle;
let server: DataverseServer;

beforeAll(async () => {
  [command, server] = await Promise.all([bundleCommand(), startDataverseServer()]);
}, 120_000);

beforeEach(() => {
  server.refusedTokens = 0;
  server.lifetime = 3599;
  server.web = servePages(server, 3, 4);
});

afterAll(async () => {
  await server.close();
  await command.remove();
});

async function run(text: string, more: readonly string[] = [], options: RunOptions = {}): Promise<Finished> {
  const file = path.join(command.folder, 'query.odata');
  await writeFile(file, text);
  const args = ['run', file, '--url', server.origin, '--tenant', tenantId, '--client-id', clientId];
  const place = ['--authority', `${server.origin}/${tenantId}/`, '--ca-file', server.caFile];
  return command.run([...args, ...place, ...more], { secret, ...options });
}

const rows = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, i) => rowText(from + i));

describe('run', () => {
  it('prints the rows of the first page, exactly as they came, and says that there are more', async () => {
    const done = await run('rows');
    expect(done).toMatchObject({ code: 0, out: `[\n${rows(0, 4).join(',\n')}\n]\n` });
    expect(done.err).toBe('4 rows, and there are more: add --all for every page.\n');
  });

  it('prints every page with --all, as ndjson', async () => {
    const done = await run('rows', ['--all', '--format', 'ndjson']);
    expect(done).toMatchObject({ code: 0, out: `${rows(0, 12).join('\n')}\n`, err: '12 rows.\n' });
  });

  it('prints csv by RFC 4180 with every column, late ones too, and every digit', async () => {
    server.web = servePages(server, 2, 600);
    const done = await run('rows', ['--all', '--format', 'csv']);
    const lines = done.out.split('\r\n');
    expect(lines[0]).toBe('id,name,amount,versionnumber,note,late');
    expect(lines[1]).toBe('00000000,"Row ""0"", with text",0.10000000000000000001,9007199254740993,,');
    expect(lines[1000]).toBe(
      '00000999,"Row ""999"", with text",999.10000000000000000001,9007199254740993,,999',
    );
    expect(lines.length).toBe(1202);
  });

  it('prints a table', async () => {
    const done = await run('rows', ['--format', 'table']);
    const [head, rule, first] = done.out.split('\n');
    expect(head).toMatch(/^id +name +amount +versionnumber +note$/);
    expect(rule).toMatch(/^─+  ─+/);
    expect(first).toContain('Row "0", with text');
  });

  it('renews a token that the server refuses, once, and goes on', async () => {
    const serve = servePages(server, 3, 4);
    let refused = false;
    server.web = (target, response) => {
      if (target.includes('page=2') && !refused) {
        refused = true;
        server.refusedTokens = server.issued.length;
        response.writeHead(401, { 'www-authenticate': 'Bearer error=invalid_token' }).end();
      } else serve(target, response);
    };
    const done = await run('rows', ['--all', '--format', 'ndjson']);
    expect(done).toMatchObject({ code: 0, out: `${rows(0, 12).join('\n')}\n` });
  });

  it('goes on after a pause and after a cut connection, with every row once', async () => {
    const serve = servePages(server, 3, 4);
    let faults = 0;
    server.web = (target, response) => {
      if (target.includes('page=2') && faults === 0) {
        faults = 1;
        response.writeHead(429, { 'retry-after': '1' }).end();
      } else if (target.includes('page=3') && faults === 1) {
        faults = 2;
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"value":[');
        response.destroy();
      } else serve(target, response);
    };
    const done = await run('rows', ['--all', '--format', 'ndjson']);
    expect(done).toMatchObject({ code: 0, out: `${rows(0, 12).join('\n')}\n` });
    expect(done.err).toContain('The server asks for a pause: waiting 1 s.');
    expect(done.err).toContain('The connection broke, trying again');
  });

  it('keeps what came before a failure, in a form that can be read, and says that it is not all', async () => {
    const serve = servePages(server, 3, 4);
    server.web = (target, response) => {
      if (target.includes('page=3')) {
        response.writeHead(500).end('{"error":{"code":"0x80040216","message":"Oh."}}');
      } else serve(target, response);
    };
    const done = await run('rows', ['--all']);
    expect(done.code).toBe(1);
    expect(JSON.parse(done.out)).toHaveLength(8);
    expect(done.err).toContain('Stopped after 8 rows; the output is not complete.');
    expect(done.err).toContain('code 0x80040216, status 500');
  });

  it('never follows a link to another origin', async () => {
    server.web = (_, response) => {
      const body = { value: [{ a: 1 }], '@odata.nextLink': 'https://localhost:1/api/data/v9.2/rows' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const done = await run('rows', ['--all', '--format', 'ndjson']);
    expect(done).toMatchObject({ code: 1, out: '{"a":1}\n' });
    expect(done.err).toContain('leads away from');
  });

  it('stops quietly when its reader does, and at Ctrl+C', async () => {
    server.web = servePages(server, 2000, 500);
    const head = await run('rows', ['--all', '--format', 'ndjson'], { onOutput: () => true });
    expect(head).toMatchObject({ code: 0, err: '' });
    server.web = (_, response) => void response.writeHead(429, { 'retry-after': '60' }).end();
    const stopped = await run('rows', [], { onNote: (text) => text.includes('waiting') });
    expect(stopped.code).toBe(130);
    expect(stopped.err).toContain('Cancelled.');
  });

  it('never shows the secret or a token', async () => {
    server.web = (_, response, request) => {
      response.writeHead(400).end(`{"error":{"code":"","message":"Bad: ${request.headers.authorization}"}}`);
    };
    const done = await run('rows');
    expect(done.code).toBe(1);
    expect(done.err + done.out).not.toMatch(/planted-token|Plant~ed-secret/);
  });
});

describe('200,000 rows', () => {
  it('come once, in order, in bounded memory', async () => {
    const total = 200_000;
    server.web = servePages(server, total / 5000, 5000);
    const expected = createHash('sha256');
    for (let i = 0; i < total; i++) expected.update(`${rowText(i)}\n`);
    const seen = createHash('sha256');
    let pid = 0;
    let peakKb = 0;
    const done = await run('rows', ['--all', '--format', 'ndjson'], {
      keep: false,
      onStart: (id) => (pid = id),
      onOutput: (text) => {
        seen.update(text);
        peakKb = Math.max(peakKb, residentKb(pid));
        return false;
      },
    });
    expect(done).toMatchObject({ code: 0, err: '200,000 rows.\n' });
    expect(seen.digest('hex')).toBe(expected.digest('hex'));
    // All rows together are some 30 MB of JSON, and several times that as objects.
    expect(peakKb).toBeLessThan(220_000);
  }, 120_000);
});

/** 0 where the system does not tell. */
function residentKb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
