import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { before, describe, it } from './harness/suite';

const extensionId = 'dataverse-workbench.dataverse-workbench';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
  };
}

describe('activation', () => {
  let extension: vscode.Extension<unknown>;

  before(async () => {
    const found = vscode.extensions.getExtension(extensionId);
    assert.ok(found, `${extensionId} is not installed`);
    extension = found;
    const wasActive = extension.isActive;
    const start = performance.now();
    await extension.activate();
    const elapsed = (performance.now() - start).toFixed(1);
    console.log(`[host] activation: ${wasActive ? 'had been activated before the tests' : `${elapsed} ms`}`);
  });

  it('comes about without an error', () => {
    assert.equal(extension.isActive, true);
  });

  it('loads neither MSAL nor axios', () => {
    const everything = Object.keys(require.cache);
    const bundles = path.join(extension.extensionPath, 'dist') + path.sep;
    const loaded = everything.filter((file) => file.startsWith(bundles)).map((file) => path.basename(file));
    console.log(`[host] bundles of the extension that activation loaded: ${loaded.join(', ')}`);
    assert.deepEqual(loaded, ['extension.js']);
    assert.deepEqual(
      everything.filter((file) => /[\\/]node_modules[\\/](@azure|axios)[\\/]/.test(file)),
      [],
    );
  });

  it('registers every command of the manifest', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const declared = manifest(extension).contributes.commands.map(({ command }) => command);
    assert.ok(declared.length > 0);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });

  it('knows .odata files', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'odata',
      content: 'accounts?$top=1',
    });
    assert.equal(document.languageId, 'odata');
  });
});

function manifest(extension: vscode.Extension<unknown>): Manifest {
  return extension.packageJSON as Manifest;
}
