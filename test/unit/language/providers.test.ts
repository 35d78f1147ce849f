import { describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { Emitter } from '../../../src/core/base/event';
import { BlockLenses } from '../../../src/vscode/language/codeLenses';
import { ParsedDocuments } from '../../../src/vscode/language/parsedDocuments';
import type { BlockAddress } from '../../../src/vscode/language/services';
import { BlockFolding, BlockSymbols } from '../../../src/vscode/language/structure';

vi.mock('vscode', () => import('./fakeVscode'));

/** As much of a document as the providers look at. */
function documentOf(text: string, version = 1): vscode.TextDocument {
  const lines = text.split('\n');
  return {
    uri: { toString: () => 'file:///q.odata' },
    version,
    getText: () => text,
    positionAt(offset: number) {
      let rest = offset;
      let line = 0;
      while (rest > (lines[line]?.length ?? 0)) rest -= (lines[line++]?.length ?? 0) + 1;
      return { line, character: rest };
    },
  } as unknown as vscode.TextDocument;
}

const text = `@base = https://a.crm.dynamics.com/api/data/v9.2

### Big accounts
# @env prod
GET accounts
  ?$top=1

###
{{base}}/contacts`;

function lensesOf(environmentFor: (block: BlockAddress) => string | undefined) {
  const changes = new Emitter<void>();
  const lenses = new BlockLenses(new ParsedDocuments(), {
    environmentFor,
    onDidChangeEnvironment: changes.event,
  });
  return { lenses, changes };
}

describe('code lenses', () => {
  it('run the block that they stand above, and name its environment', () => {
    const asked: BlockAddress[] = [];
    const { lenses } = lensesOf((block) => (asked.push(block), block.env ?? 'dev'));
    const shown = lenses.provideCodeLenses(documentOf(text));
    expect(shown.map(({ range, command }) => [range.start.line, command?.title, command?.command])).toEqual([
      [2, '$(play)\u00a0Run', 'dataverseWorkbench.runQuery'],
      [2, 'prod', 'dataverseWorkbench.switchEnvironment'],
      [8, '$(play)\u00a0Run', 'dataverseWorkbench.runQuery'],
      [8, 'dev', 'dataverseWorkbench.switchEnvironment'],
    ]);
    // The line of the request: the block is found from there.
    expect(shown[0]?.command?.arguments).toEqual([{ uri: 'file:///q.odata', line: 4 }]);
    expect(asked).toEqual([
      { env: 'prod', target: 'accounts?$top=1' },
      { target: 'https://a.crm.dynamics.com/api/data/v9.2/contacts' },
    ]);
  });

  it('offer to connect where no environment is known', () => {
    const { lenses } = lensesOf(() => undefined);
    const shown = lenses.provideCodeLenses(documentOf(text));
    expect([shown[1]?.command?.title, shown[3]?.command?.title]).toEqual([
      'prod (not configured)',
      'Connect to environment…',
    ]);
    expect(shown[3]?.command?.command).toBe('dataverseWorkbench.connect');
  });

  it('refresh when the environment changes, and no more once disposed', () => {
    const { lenses, changes } = lensesOf(() => 'dev');
    let refreshed = 0;
    lenses.onDidChangeCodeLenses(() => refreshed++);
    changes.fire();
    expect(refreshed).toBe(1);
    lenses.dispose();
    changes.fire();
    expect(refreshed).toBe(1);
  });
});

describe('structure', () => {
  it('folds each block of several lines', () => {
    const folds = new BlockFolding(new ParsedDocuments()).provideFoldingRanges(documentOf(text));
    expect(folds.map(({ start, end }) => [start, end])).toEqual([
      [2, 5],
      [7, 8],
    ]);
  });

  it('lists the blocks by name, else by request', () => {
    const symbols = new BlockSymbols(new ParsedDocuments()).provideDocumentSymbols(documentOf(text));
    expect(symbols.map(({ name, detail }) => [name, detail])).toEqual([
      ['Big accounts', 'GET accounts'],
      ['GET {{base}}/contacts', ''],
    ]);
    expect(symbols[0]?.selectionRange.start).toMatchObject({ line: 2, character: 4 });
  });

  it('reads each version once', () => {
    const documents = new ParsedDocuments();
    const document = documentOf(text);
    const first = documents.get(document);
    expect(documents.get(document)).toBe(first);
    Object.assign(document, { version: 2 });
    expect(documents.get(document)).not.toBe(first);
  });
});
