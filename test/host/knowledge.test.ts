import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { SignedInSandbox } from './harness/signedInSandbox';
import { before, describe, it } from './harness/suite';

const content = `@top = 10

### Largest accounts
GET accounts
  ?$select=name,revenue
  &$filter=statecode eq 0 and revenue gt 5
  &$expand=primarycontactid($select=fullname)
  &$top={{top}}

### Misspelt
contacts?$select=fulname

### Ends in a bracket
accounts?$filter=Microsoft.Dynamics.CRM.Between(
`;

/** `|` marks the position. */
type Place = `${string}|${string}`;

describe('a query file in VS Code, with the schema of an environment', () => {
  let sandbox: SignedInSandbox;
  let document: vscode.TextDocument;
  const delay = monitorEventLoopDelay({ resolution: 1 });

  before(async () => {
    sandbox = await SignedInSandbox.start();
    delay.enable();
    document = await vscode.workspace.openTextDocument({ language: 'odata', content });
    await vscode.window.showTextDocument(document);
    await until(async () => (await labelsAt('GET |accounts')).includes('contacts'), 'the schema');
  });

  function positionOf(place: Place): vscode.Position {
    const [left = '', right = ''] = place.split('|');
    const at = document.getText().indexOf(left + right);
    assert.ok(at >= 0, `"${left}${right}" is not in the document`);
    return document.positionAt(at + left.length);
  }

  async function ask<T>(command: string, place: Place, ...rest: unknown[]): Promise<T> {
    return vscode.commands.executeCommand<T>(command, document.uri, positionOf(place), ...rest);
  }

  async function labelsAt(place: Place): Promise<string[]> {
    const list = await ask<vscode.CompletionList>('vscode.executeCompletionItemProvider', place);
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  async function problemsUntil(
    wanted: (found: readonly vscode.Diagnostic[]) => boolean,
  ): Promise<readonly vscode.Diagnostic[]> {
    const read = () => vscode.languages.getDiagnostics(document.uri);
    await until(async () => wanted(read()), 'the problems');
    return read();
  }

  it('completes tables, columns and what stands inside an expand', async () => {
    const start = performance.now();
    assert.ok((await labelsAt('$select=|name')).includes('telephone1'));
    console.log(
      `[host] completion of columns, through VS Code: ${(performance.now() - start).toFixed(1)} ms`,
    );
    const inside = await labelsAt('($select=|fullname');
    assert.ok(inside.includes('emailaddress1') && !inside.includes('accountnumber'));
    assert.ok((await labelsAt('&$expand=|primary')).includes('primarycontactid'));
  });

  it('explains a column', async () => {
    const hovers = await ask<vscode.Hover[]>('vscode.executeHoverProvider', 'name,rev|enue');
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (typeof one === 'string' ? one : one.value)),
    );
    assert.match(texts.join('\n'), /revenue/);
  });

  it('underlines an unknown column, and mends it', async () => {
    const problems = await problemsUntil((found) => found.some(({ message }) => /fulname/.test(message)));
    const unknown = problems.find(({ message }) => /fulname/.test(message));
    assert.equal(unknown?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(unknown?.source, 'Dataverse');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      unknown?.range,
    );
    const fix = actions.find(
      ({ edit }) => edit !== undefined && /fullname/.test(edit.get(document.uri)[0]?.newText ?? ''),
    );
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await problemsUntil((found) => !found.some(({ message }) => /fulname/.test(message)));
  });

  it('tells the parameters of a function', async () => {
    const help = await ask<vscode.SignatureHelp>('vscode.executeSignatureHelpProvider', 'CRM.Between(|', '(');
    assert.match(help.signatures[0]?.label ?? '', /PropertyName/);
  });

  it('formats, and formatting again changes nothing', async () => {
    const format = async (): Promise<vscode.TextEdit[]> =>
      (await vscode.commands.executeCommand<vscode.TextEdit[]>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        {
          tabSize: 2,
          insertSpaces: true,
        },
      )) ?? [];
    const edit = new vscode.WorkspaceEdit();
    edit.set(document.uri, await format());
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await format(), []);
  });

  it('colours names by their meaning', async () => {
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(legend.tokenTypes.includes('property'));
    assert.ok(tokens.data.length >= 5 * 5);
  });

  it('goes to the definition of a variable, finds its places and renames it', async () => {
    const found = await ask<vscode.Location[]>('vscode.executeDefinitionProvider', '{{to|p}}');
    assert.equal(found[0]?.range.start.line, 0);
    const highlights = await ask<vscode.DocumentHighlight[]>('vscode.executeDocumentHighlights', '{{to|p}}');
    assert.equal(highlights.length, 2);
    const edit = await ask<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', '{{to|p}}', 'most');
    assert.equal(edit.get(document.uri).length, 2);
  });

  it('shows the label of a choice beside its number', async () => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await until(async () => {
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return hints.some(({ label }) => label === 'Active');
    }, 'the label of statecode 0');
  });

  it('leads from a table to the maker portal', async () => {
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
      100,
    );
    const page = links.find(({ target }) => target?.path.endsWith('/account'));
    assert.equal(page?.target?.authority, 'make.powerapps.com');
  });

  it('selects outwards and folds', async () => {
    const [chain] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      'vscode.executeSelectionRangeProvider',
      document.uri,
      [positionOf('name,rev|enue')],
    );
    assert.equal(document.getText(chain?.range), 'revenue');
    assert.ok(
      (chain?.parent?.range.start.isBefore(chain.range.start) ?? false) || chain?.parent !== undefined,
    );
  });

  it('refreshes the metadata by hand', async () => {
    const before = (await sandbox.control.webApiRequests()).at(-1)?.sequence ?? 0;
    await vscode.commands.executeCommand('dataverseWorkbench.refreshMetadata', 'sandbox');
    const paths = (await sandbox.control.webApiRequests(before)).map(({ path }) => path);
    assert.equal(paths.filter((path) => path.endsWith('/$metadata')).length, 1);
  });

  it('holds up the extension host for no longer than others notice', () => {
    delay.disable();
    const [max, p99] = [delay.max, delay.percentile(99)].map((ns) => (ns / 1e6).toFixed(1));
    console.log(`[host] event loop with the language at work: longest ${max} ms, 99 % below ${p99} ms`);
    assert.ok(delay.count > 0);
  });

  it('knows all of it from the cache, with nobody signed in and nothing asked', async () => {
    await sandbox.stopIdentity();
    await vscode.commands.executeCommand('dataverseWorkbench.signOut', 'sandbox');
    const before = (await sandbox.control.webApiRequests()).at(-1)?.sequence ?? 0;
    await sandbox.configure({ protected: true });
    await until(
      async () => (await labelsAt('GET |accounts')).includes('contacts'),
      'the schema from the cache',
    );
    assert.deepEqual(
      (await sandbox.control.webApiRequests(before)).map(({ path }) => path),
      [],
    );
    await sandbox.stop();
  });
});

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited 20 s for ${what}.`);
    await sleep(100);
  }
}
