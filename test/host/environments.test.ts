import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Environment } from '../../src/core/base/environment';
import { EnvironmentStore } from '../../src/vscode/environments/environmentStore';
import { describe, it } from './harness/suite';

const environment: Environment = {
  name: 'contoso-dev',
  url: 'https://contoso-dev.crm4.dynamics.com',
  method: 'client-secret',
  clientId: '11111111-1111-1111-1111-111111111111',
  tenantId: 'contoso.onmicrosoft.com',
  protected: true,
  apiVersion: 'v9.2',
};

describe('the environments setting in VS Code', () => {
  it('takes an environment, keeps the others as they were written, and remembers the current one', async () => {
    const configuration = () => vscode.workspace.getConfiguration('dataverseWorkbench');
    const foreign = { name: 'half-written', url: 'not finished', comment: 'mine' };
    await configuration().update('environments', [foreign], vscode.ConfigurationTarget.Global);
    const store = new EnvironmentStore(memento(), memento());
    try {
      await store.save(environment);
      await store.setCurrent(environment.name);
      assert.deepEqual(store.environments, [environment]);
      assert.deepEqual(store.current, environment);
      assert.equal(store.unusable[0]?.name, 'half-written');
      const written = configuration().inspect<unknown[]>('environments')?.globalValue;
      assert.deepEqual(written?.[0], foreign);
      assert.equal(written?.length, 2);
    } finally {
      store.dispose();
      await configuration().update('environments', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('cannot be set by a workspace: a token must not be sent where a folder says', async () => {
    const configuration = vscode.workspace.getConfiguration('dataverseWorkbench');
    await assert.rejects(async () =>
      configuration.update('environments', [environment], vscode.ConfigurationTarget.Workspace),
    );
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    const text = JSON.stringify({ 'dataverseWorkbench.environments': [{ ...environment, name: 'evil' }] });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const store = new EnvironmentStore(memento(), memento());
    try {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      assert.deepEqual(store.environments, []);
    } finally {
      store.dispose();
      await vscode.workspace.fs.delete(file);
    }
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
