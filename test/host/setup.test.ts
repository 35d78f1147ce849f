import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { emptyLedger } from '../../src/core/setup/model';
import { planOf, permissionsOf } from '../../src/vscode/setup/plans';
import { canUndo, SetupRuns, type SetupRun } from '../../src/vscode/setup/runs';
import { describe, it } from './harness/suite';

const run: SetupRun = {
  id: 'one',
  environment: {
    name: 'contoso-dev',
    url: 'https://contoso-dev.crm4.dynamics.com',
    method: 'interactive',
    clientId: '11111111-1111-1111-1111-111111111111',
    tenantId: 'contoso.onmicrosoft.com',
    protected: false,
    apiVersion: 'v9.2',
  },
  task: { kind: 'application', input: { name: 'Nightly export', credential: 'secret', consent: true } },
  ledger: emptyLedger,
  finished: false,
};

describe('set-up in VS Code', () => {
  it('offers its three commands', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const id of ['registerApplication', 'createApplicationUser', 'tokenLifetime']) {
      assert.ok(commands.includes(`dataverseWorkbench.${id}`), id);
    }
  });

  it('takes no address of Microsoft Graph, and no client, from a workspace', async () => {
    const configuration = vscode.workspace.getConfiguration('dataverseWorkbench');
    for (const name of ['graphUrl', 'graphClientId']) {
      await assert.rejects(async () =>
        configuration.update(name, 'https://graph.evil.example', vscode.ConfigurationTarget.Workspace),
      );
    }
  });

  it('keeps what is on its way, newest first, until it is undone', async () => {
    const runs = new SetupRuns(memento());
    assert.equal(canUndo(run), false);
    await runs.save(run);
    await runs.save({ ...run, id: 'two' });
    const made = { ...emptyLedger, entries: [{ step: 'application', outcome: 'made' }] } as const;
    await runs.save({ ...run, ledger: made });
    assert.deepEqual(
      runs.of('application').map((one) => [one.id, canUndo(one)]),
      [
        ['one', true],
        ['two', false],
      ],
    );
    assert.deepEqual(runs.of('lifetime'), []);
    await runs.remove(run);
    assert.deepEqual(
      runs.of('application').map(({ id }) => id),
      ['two'],
    );
  });

  it('builds a plan again from what was kept, and asks for the permissions of its steps', () => {
    assert.deepEqual(
      planOf(run.task).steps.map(({ id }) => id),
      ['resource', 'application', 'principal', 'secret', 'consent'],
    );
    assert.deepEqual(permissionsOf(run.task), [
      'Application.ReadWrite.All',
      'DelegatedPermissionGrant.ReadWrite.All',
    ]);
    assert.deepEqual(permissionsOf({ kind: 'lifetime', seconds: 3600 }), [
      'Policy.ReadWrite.ApplicationConfiguration',
      'Application.ReadWrite.All',
      'Policy.Read.All',
    ]);
  });
});

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, fallback?: T) => (values.has(key) ? (values.get(key) as T) : fallback) as T,
    update: (key: string, value: unknown) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}
