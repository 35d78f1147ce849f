import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import type { ResultRun } from '../../../src/core/results/resultRun';
import type { RunServices } from '../../../src/vscode/run/runQuery';

vi.mock('vscode', () => ({
  ProgressLocation: {},
  window: { withProgress: (_: unknown, task: () => Promise<unknown>) => task() },
  workspace: { isTrusted: true, getConfiguration: () => ({ get: () => undefined }) },
  commands: { executeCommand: () => Promise.resolve() },
}));

const { QueryRunner } = await import('../../../src/vscode/run/runQuery');
const { RunningQueries } = await import('../../../src/vscode/run/runningQueries');

const environment: Environment = {
  name: 'dev',
  url: 'https://dev.test',
  method: 'device-code',
  clientId: '',
  tenantId: '',
  protected: false,
  apiVersion: 'v9.2',
};

/** A document alone, as a result that refreshes itself has it. */
function documentOf(text: string): vscode.TextDocument {
  const uri = { toString: () => 'file:///a.odata' };
  return { uri, version: 1, getText: () => text } as unknown as vscode.TextDocument;
}

const other: Environment = { ...environment, name: 'test', url: 'https://test.test' };

let current: Environment | undefined;
let environments: readonly Environment[];
let api: RunServices['api'];
let shown: ResultRun[];
let notes: (readonly [string, string])[];
let runner: InstanceType<typeof QueryRunner>;
beforeEach(() => {
  current = environment;
  environments = [environment, other];
  api = () => ({}) as ReturnType<RunServices['api']>;
  shown = [];
  notes = [];
  const results = {
    note: (key: string, text: string) => void notes.push([key, text]),
    show: async (run: ResultRun) => {
      shown.push(run);
      return { key: run.key, phase: 'done', rows: 0, bytes: 0 } as const;
    },
  };
  const services: Partial<RunServices> = {
    current: () => current,
    byName: (name) => environments.find((one) => one.name === name),
    ensureSignedIn: async () => undefined,
    api: (one) => api(one),
    results,
  };
  // Asks nobody: every write is allowed, as in an organisation that is for development.
  const guard = { allows: async () => true };
  const refused = { clear: () => undefined, mark: () => undefined };
  runner = new QueryRunner(
    services as RunServices,
    guard as unknown as ConstructorParameters<typeof QueryRunner>[1],
    new RunningQueries(),
    refused as unknown as ConstructorParameters<typeof QueryRunner>[3],
  );
});

it.each([
  ['GET accounts', 1],
  ['POST accounts\n\n{ "name": "x" }', 0],
  ['DELETE accounts(00000000-0000-0000-0000-000000000001)', 0],
  ['# @note\nGET accounts', 0],
])('runs %j by itself %i times, and once when it is asked for', async (text, times) => {
  const document = documentOf(text);
  await runner.run({ document }, { block: '#1' }, 'dev');
  expect(shown).toHaveLength(times);
  await runner.run({ document }, { block: '#1' });
  expect(shown).toHaveLength(times + 1);
});

it.each([
  ['GET accounts', other, ['dev']],
  ['GET accounts', undefined, ['dev']],
  ['# @env dev\nGET accounts', other, ['dev']],
  ['# @env test\nGET accounts', environment, []],
])('reads rows of dev anew by itself for %j, while %o is current, from %j', async (text, now, from) => {
  current = now;
  await runner.run({ document: documentOf(text) }, { block: '#1' }, 'dev');
  expect(shown.map((run) => run.environment.name)).toEqual(from);
});

it('reads nothing anew by itself from an environment that is gone', async () => {
  await runner.run({ document: documentOf('GET accounts') }, { block: '#1' }, 'gone');
  expect(shown).toEqual([]);
});

it('says in the pane why rows are not read anew whose block has another name by now', async () => {
  const document = documentOf('### Large accounts\nGET accounts');
  await runner.run({ document }, { block: 'Accounts' }, 'dev');
  expect(shown).toHaveLength(0);
  expect(notes).toEqual([['file:///a.odata Accounts', expect.stringContaining('no query "Accounts"')]]);
  // Whoever presses a button is told where it is.
  await expect(runner.run({ document }, { block: 'Accounts' })).rejects.toThrow('no query "Accounts"');
  expect(notes).toHaveLength(1);
});

it('goes on with an environment as it is set by then, and says so where it is gone', async () => {
  const sent: string[] = [];
  api = ({ method }) => ({
    ...{ origin: 'https://dev.test', apiVersion: 'v9.2' },
    send: (request) => {
      sent.push(`${method} ${request.url.slice(-3)}`);
      const link = `https://dev.test/api/data/v9.2/accounts?p=${sent.length + 1}`;
      return Promise.resolve({
        ...{ status: 200, statusText: 'OK', headers: { 'content-type': 'application/json' } },
        body: new TextEncoder().encode(JSON.stringify({ value: [], '@odata.nextLink': link })),
        timing: { firstByteMs: 1, totalMs: 1 },
      });
    },
  });
  await runner.run({ document: documentOf('GET accounts') }, { block: '#1' });
  const { execution } = shown[0]!;
  await execution.next({ signal: neverCancelled });
  environments = [{ ...environment, method: 'interactive' }];
  await execution.next({ signal: neverCancelled });
  expect(sent).toEqual(['device-code nts', 'interactive p=2']);
  environments = [];
  await expect(execution.next({ signal: neverCancelled })).rejects.toMatchObject({
    problem: { action: 'connect' },
  });
  environments = [environment];
  await execution.next({ signal: neverCancelled });
  expect(sent.at(-1)).toBe('device-code p=3');
});
