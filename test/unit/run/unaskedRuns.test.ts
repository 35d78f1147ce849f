import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError, type ProblemKind } from '../../../src/core/base/problem';

const files = new Set<string>();
const openTextDocument = vi.fn(async (uri: string) => {
  if (!files.has(uri)) throw new Error(`cannot open ${uri}`);
  return { uri };
});
let absence = 'FileNotFound';
vi.mock('vscode', () => {
  class FileSystemError extends Error {
    constructor(readonly code: string) {
      super(code);
    }
  }
  return {
    FileSystemError,
    Uri: { parse: (uri: string) => uri },
    workspace: {
      openTextDocument: (uri: string) => openTextDocument(uri),
      fs: { stat: () => Promise.reject(new FileSystemError(absence)) },
    },
  };
});

const { UnaskedRuns } = await import('../../../src/vscode/run/unaskedRuns');

const fails = (kind: ProblemKind) => () =>
  Promise.reject(new ProblemError({ kind, title: 'No.', remedy: 'Do.' }));

describe('a run that nobody asked for', () => {
  let runs: InstanceType<typeof UnaskedRuns>;
  let ran: number;
  const run = (): Promise<void> => Promise.resolve(void ran++);
  const again = (one: () => Promise<void>): Promise<void> => runs.run('file:///a.odata', 'A', one);

  beforeEach(() => {
    runs = new UnaskedRuns();
    ran = 0;
    files.clear();
    files.add('file:///a.odata');
    absence = 'FileNotFound';
  });

  it('is left out while its query is being written, and tells of every other failure', async () => {
    await again(run);
    expect(ran).toBe(1);
    await again(fails('bad-input'));
    await expect(again(fails('network'))).rejects.toThrow('No.');
  });

  it('tells once that its file is gone, and again when it went once more', async () => {
    files.clear();
    await expect(again(run)).rejects.toMatchObject({ problem: { kind: 'bad-input' } });
    await again(run);
    expect(ran).toBe(0);
    files.add('file:///a.odata');
    await again(run);
    expect(ran).toBe(1);
    files.clear();
    await expect(again(run)).rejects.toThrow('no longer there');
  });

  it('tells a file that cannot be read from one that is gone', async () => {
    files.clear();
    absence = 'NoPermissions';
    await expect(again(run)).rejects.toThrow('cannot be read');
  });

  it('of a selection tells once that it cannot be made', async () => {
    const selection = (): Promise<void> => runs.run('file:///a.odata', undefined, run);
    await expect(selection()).rejects.toThrow('selection');
    await selection();
    expect(ran).toBe(0);
    // Another result of the same file goes on.
    await again(run);
    await selection();
    expect(ran).toBe(1);
  });
});
