import * as vscode from 'vscode';
import type { LanguageBlock, LanguageDocument } from '../../core/language/document';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';

/** Above each block, on top of its name: run it, copy it, and where it goes. */
export class BlockLenses extends DisposableOwner implements vscode.CodeLensProvider {
  readonly #context: LanguageContext;
  readonly #changed = this.register(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    this.register(context.services.onDidChangeEnvironment(() => this.#changed.fire()));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] | Promise<vscode.CodeLens[]> {
    return this.#context.whenRead(document, (read) => this.#lensesOf(document, read));
  }

  #lensesOf(document: vscode.TextDocument, read: LanguageDocument): vscode.CodeLens[] {
    return read.blocks.flatMap((block) => {
      const { query } = block;
      const line = query.name === undefined ? query.line : document.positionAt(query.name.start).line;
      const range = new vscode.Range(line, 0, line, 0);
      const place = [{ uri: document.uri.toString(), line: query.line }];
      // A plain space behind an icon is lost in a lens.
      const run = { title: '$(play)\u00a0Run', tooltip: 'Run this query', command: commandIds.runQuery };
      const curl = { title: 'Copy as cURL', tooltip: tooltipOf('cURL'), command: commandIds.copyAsCurl };
      const csharp = { title: 'Copy as C#', tooltip: tooltipOf('C#'), command: commandIds.copyAsCsharp };
      const commands = [run, curl, csharp].map((command) => ({ ...command, arguments: place }));
      return [...commands, this.#environmentCommand(block)].map((one) => new vscode.CodeLens(range, one));
    });
  }

  #environmentCommand(block: LanguageBlock): vscode.Command {
    const env = block.query.env?.name;
    const name = this.#context.environmentOf(block);
    if (name !== undefined) {
      const why =
        env === undefined ? 'The environment that this query goes to.' : `The file names it: # @env ${env}.`;
      return { title: name, tooltip: why, command: commandIds.switchEnvironment };
    }
    const title = env === undefined ? 'Connect to environment…' : `${env} (not configured)`;
    return { title, tooltip: 'Add the environment that this query goes to.', command: commandIds.connect };
  }
}

function tooltipOf(form: string): string {
  return `Copy this request as ${form}, with its headers and without the token`;
}
