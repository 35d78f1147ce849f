import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, type ProblemKind } from '../../../src/core/base/problem';

const files = new Set<string>();
const openTextDocument = vi.fn(async (uri: string) => {
  if (!files.has(uri)) throw new Error(`cannot open ${uri}`);
  return { uri };
});
vi.mock('vscode', () => ({
  Uri: { parse: (uri: string) => uri },
  workspace: { openTextDocument: (uri: string) => openTextDocument(uri) },
}));

const { UnaskedRuns } = await import('../../../src/vscode/run/unaskedRuns');

const fails = (kind: ProblemKind) => () =>
  Promise.reject(new ProblemError({ kind, title: 'No.', remedy: 'Do.' }));

describe('a run that nobody asked for', () => {
  let runs: InstanceType<typeof UnaskedRuns>;
  let ran: number;
  const run = (): Promise<void> => Promise.resolve(void ran++);

  beforeEach(() => {
    runs = new UnaskedRuns();
    ran = 0;
    files.clear();
    files.add('file:///a.odata');
  });

  it('is left out while its query is being written, and tells of every other failure', async () => {
    await runs.run('file:///a.odata', run);
    expect(ran).toBe(1);
    await runs.run('file:///a.odata', fails('bad-input'));
    await expect(runs.run('file:///a.odata', fails('network'))).rejects.toThrow('No.');
  });

  it('tells once that its file is gone, and again when it went once more', async () => {
    files.clear();
    await expect(runs.run('file:///a.odata', run)).rejects.toMatchObject({ problem: { kind: 'bad-input' } });
    await runs.run('file:///a.odata', run);
    expect(ran).toBe(0);
    files.add('file:///a.odata');
    await runs.run('file:///a.odata', run);
    expect(ran).toBe(1);
    files.clear();
    await expect(runs.run('file:///a.odata', run)).rejects.toThrow('no longer there');
  });
});
