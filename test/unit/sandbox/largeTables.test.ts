import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { RawClient, type RawResponse } from '../../support/sandboxHttp';

let sandbox: Sandbox;
let http: RawClient;
let authorization: string;

beforeAll(async () => {
  sandbox = await startSandbox({ rows: 100 });
  http = new RawClient(sandbox.ca);
  authorization = `Bearer ${(await sandbox.control.mintToken()).accessToken}`;
});
afterAll(() => sandbox.stop());

const get = async (url: string): Promise<RawResponse> =>
  await http.get(url.startsWith('https:') ? url : `${sandbox.environmentUrl}/api/data/v9.2/${url}`, {
    authorization,
    prefer: 'odata.maxpagesize=5000',
  });

describe('the table of 300,000 rows', () => {
  it('hands out every row once, in order, and the same again out of memory', async () => {
    await sandbox.control.keepAnswers('new_sensorevents');
    const walk = async (): Promise<{ sequence: number[]; links: string[] }> => {
      const [sequence, links]: [number[], string[]] = [[], []];
      let next: string | undefined = 'new_sensorevents?$select=new_sequence';
      while (next !== undefined) {
        const page = (await get(next)).json();
        sequence.push(...(page['value'] as { new_sequence: number }[]).map((row) => row.new_sequence));
        next = page['@odata.nextLink'] as string | undefined;
        if (next !== undefined) links.push(next);
      }
      return { sequence, links };
    };
    const first = await walk();
    expect(first.sequence).toHaveLength(300_000);
    expect(first.sequence.every((one, index) => one === index + 1)).toBe(true);
    const again = await walk();
    expect(again.links).toEqual(first.links);
    expect(again.sequence).toEqual(first.sequence);
  });

  it('keeps an answer as it was, whatever happens to the rows, until a reset', async () => {
    const url = 'new_sensorevents?$select=new_name&$top=1&$filter=new_sequence eq 7';
    await sandbox.control.keepAnswers('new_sensorevents');
    const answer = await get(url);
    const before = answer.text;
    const [row] = answer.json()['value'] as { new_sensoreventid: string }[];
    const path = `${sandbox.environmentUrl}/api/data/v9.2/new_sensorevents(${row?.new_sensoreventid})`;
    const headers = { authorization, 'content-type': 'application/json' };
    const written = await http.send(path, { method: 'PATCH', headers, body: '{"new_name":"Renamed"}' });
    expect(written.status).toBe(204);
    expect((await get(url)).text).toBe(before);
    await sandbox.control.reset();
    expect((await get(url)).text).not.toContain('Renamed');
  });

  it('holds what real columns hold: other scripts, markup, line breaks, empty texts and nulls', async () => {
    const all = (await get('new_sensorevents?$select=new_message,new_site&$top=400')).text;
    for (const some of ['東京第二工場', 'مصنع دبي', '<script>', '=HYPERLINK', '🔧', '\\r\\n', '""', 'null']) {
      expect(all).toContain(some);
    }
  });
});
