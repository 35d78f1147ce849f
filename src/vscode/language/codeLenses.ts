import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/event';
import { resolveBlock, type QueryBlock, type QueryFile } from '../../core/queryfile';
import { commandIds } from '../platform/commands';
import { DisposableOwner } from '../platform/disposables';
import type { ParsedDocuments } from './parsedDocuments';
import type { LanguageServices } from './services';

/** Above each block, on top of its name: run it, and where it goes. */
export class BlockLenses extends DisposableOwner implements vscode.CodeLensProvider, Disposable {
  readonly #documents: ParsedDocuments;
  readonly #services: LanguageServices;
  readonly #changed = this.register(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: ParsedDocuments, services: LanguageServices) {
    super();
    this.#documents = documents;
    this.#services = services;
    this.register(services.onDidChangeEnvironment(() => this.#changed.fire()));
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const file = this.#documents.get(document);
    return file.blocks.flatMap((block) => {
      const line = block.name === undefined ? block.line : document.positionAt(block.name.start).line;
      const range = new vscode.Range(line, 0, line, 0);
      return [
        new vscode.CodeLens(range, runCommand(document.uri, block)),
        new vscode.CodeLens(range, this.#environmentCommand(file, block)),
      ];
    });
  }

  #environmentCommand(file: QueryFile, block: QueryBlock): vscode.Command {
    const env = block.env?.name;
    const target = targetOf(file, block);
    const name = this.#services.environmentFor(env === undefined ? { target } : { target, env });
    if (name !== undefined) {
      const why =
        env === undefined ? 'The environment that this query goes to.' : `The file names it: # @env ${env}.`;
      return { title: name, tooltip: why, command: commandIds.switchEnvironment };
    }
    const title = env === undefined ? 'Connect to environment…' : `${env} (not configured)`;
    return { title, tooltip: 'Add the environment that this query goes to.', command: commandIds.connect };
  }
}

// Where a query goes does not hang on a new GUID or on the time.
const fixed = { guid: () => '00000000-0000-0000-0000-000000000000', now: () => 0 };

/** With its variables, since they may hold the address: `{{base}}/accounts`. */
function targetOf(file: QueryFile, block: QueryBlock): string {
  if (!block.target.includes('{{')) return block.target;
  const resolved = resolveBlock(file, block, fixed);
  return resolved.kind === 'request' ? resolved.request.target : block.target;
}

function runCommand(uri: vscode.Uri, block: QueryBlock): vscode.Command {
  return {
    // A plain space behind an icon is lost in a lens.
    title: '$(play)\u00a0Run',
    tooltip: 'Run this query',
    command: commandIds.runQuery,
    arguments: [{ uri: uri.toString(), line: block.line }],
  };
}
