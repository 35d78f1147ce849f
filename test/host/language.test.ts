import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { before, describe, it } from './harness/suite';

const content = `# @env contoso-dev

### Largest accounts
GET accounts
  ?$select=name,revenue
  &$orderby=revenue desc

### One contact
POST contacts

{ "lastname": "Ångström" }
`;

describe('an .odata file in VS Code', () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await vscode.workspace.openTextDocument({ language: 'odata', content });
    await vscode.window.showTextDocument(document);
  });

  it('has a Run lens above each block', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const runs = lenses.filter((lens) => lens.command?.command === 'dataverseWorkbench.runQuery');
    assert.deepEqual(
      runs.map((lens) => lens.range.start.line),
      [2, 7],
    );
  });

  it('has an outline by block', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map((symbol) => symbol.name),
      ['Largest accounts', 'One contact'],
    );
  });

  it('folds by block', async () => {
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );
    assert.ok(ranges.length >= 2);
  });

  it('comments with #', async () => {
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.match(document.lineAt(3).text, /^# ?GET accounts$/);
    await vscode.commands.executeCommand('editor.action.commentLine');
    assert.equal(document.lineAt(3).text, 'GET accounts');
  });
});
