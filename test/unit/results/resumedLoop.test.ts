import { afterAll, describe, expect, it, vi } from 'vitest';
import type { DataverseApi } from '../../../src/core/dataverse/api';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import { readKeptResult } from '../../../src/core/results/keptResult';
import { resumedRun } from '../../../src/vscode/run/resumedRun';
import { LocalRows } from '../../support/localRows';
import { begin, ids, upTo } from './support/runs';

vi.mock('vscode', () => ({}));

const local = new LocalRows();
afterAll(() => local.dispose());

const origin = 'https://h.test';
const first = `${origin}/api/data/v9.2/accounts`;
const pageAt = (page: number): string => (page === 0 ? first : `${first}?$skiptoken=${page}`);

/** Pages of two rows; the one behind the last leads back to another. */
function serverOf(pages: number, back: number): DataverseApi & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    ...{ origin, apiVersion: 'v9.2', asked },
    send: ({ url }) => {
      asked.push(url);
      const page = Array.from({ length: pages }, (_, i) => pageAt(i)).indexOf(url);
      const next = page + 1 < pages ? pageAt(page + 1) : pageAt(back);
      const body = JSON.stringify({
        value: [{ id: 2 * page }, { id: 2 * page + 1 }],
        '@odata.nextLink': next,
      });
      return Promise.resolve({
        ...{ status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' } },
        ...{ body: new TextEncoder().encode(body), timing: { firstByteMs: 1, totalMs: 1 } },
      });
    },
  };
}

describe('a link that leads back to a page from before the window was loaded anew', () => {
  it.each([0, 1, 2, 3])('is not followed where it is that of page %i', async (back) => {
    const api = serverOf(6, back);
    const bodies = local.newFile();
    const request = { method: 'GET', url: first, headers: [] };
    const before = begin(local, [], { execution: executeQuery(api, request), request }, bodies);
    await before.start();
    await before.nextPage();
    await before.nextPage();
    const kept = readKeptResult(JSON.parse(JSON.stringify(before.kept(1))))!;
    expect(kept.pages).toBe(3);
    before.leave();

    const services = {
      byName: () => ({ name: 'dev', origin }) as never,
      ensureSignedIn: () => Promise.resolve(),
      api: () => api,
      seen: { add: () => undefined },
    };
    const after = begin(local, [], resumedRun(services, kept), bodies);
    await after.restore(kept);
    await after.loadAll();
    expect(after.status()).toMatchObject({ phase: 'failed', problem: { kind: 'malformed-answer' } });
    expect(await ids(after)).toEqual(upTo(12));
    expect(api.asked).toHaveLength(6);
    after.dispose();
  });

  it('is told by what was written down, and by nothing else', () => {
    const kept = begin(local, []).kept(1);
    expect(readKeptResult({ ...kept, links: [1, 2 ** 53 - 1] })).toBeDefined();
    for (const links of [5, ['1'], [-1], {}]) expect(readKeptResult({ ...kept, links })).toBeUndefined();
  });
});
