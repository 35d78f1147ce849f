import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { Emitter } from '../../../src/core/base/event';
import { LanguageContext } from '../../../src/vscode/language/context';
import { OdataDiagnostics } from '../../../src/vscode/language/diagnostics';
import { OdataQuickFixes } from '../../../src/vscode/language/quickFixes';

const shown = vi.hoisted(() => new Map<string, readonly vscode.Diagnostic[]>());

vi.mock('vscode', async () => {
  const { Emitter: Source } = await import('../../../src/core/base/event');
  class Kind {
    constructor(readonly value: string) {}
    append(part: string): Kind {
      return new Kind(`${this.value}.${part}`);
    }
    intersects({ value }: Kind): boolean {
      return value.startsWith(this.value) || this.value.startsWith(value);
    }
  }
  class Range {
    constructor(
      readonly start: number,
      readonly end: number,
    ) {}
    isEqual({ start, end }: Range): boolean {
      return start === this.start && end === this.end;
    }
  }
  return {
    Range,
    Diagnostic: class {
      constructor(
        readonly range: Range,
        readonly message: string,
      ) {}
    },
    DiagnosticSeverity: {},
    DiagnosticTag: {},
    Uri: { parse: (text: string) => text },
    CodeActionKind: { QuickFix: new Kind('quickfix'), SourceFixAll: new Kind('source.fixAll') },
    CodeActionTriggerKind: { Invoke: 1, Automatic: 2 },
    CodeAction: class {
      constructor(readonly title: string) {}
    },
    WorkspaceEdit: class {
      readonly edits: unknown[] = [];
      replace(_uri: unknown, { start, end }: Range, text: string): void {
        this.edits.push([start, end, text]);
      }
    },
    languages: {
      createDiagnosticCollection: () => ({
        set: (uri: unknown, found: readonly vscode.Diagnostic[]) => void shown.set(String(uri), found),
        delete: (uri: unknown) => void shown.delete(String(uri)),
        dispose: () => shown.clear(),
      }),
    },
    workspace: {
      textDocuments: [],
      onDidOpenTextDocument: new Source().event,
      onDidChangeTextDocument: new Source().event,
      onDidCloseTextDocument: new Source().event,
    },
  };
});

/** Places are offsets here. */
function documentOf(text: string, more: object = {}): vscode.TextDocument {
  return {
    uri: { scheme: 'file', toString: () => 'file:///q.odata' },
    languageId: 'odata',
    isClosed: false,
    version: 1,
    getText: () => text,
    positionAt: (offset: number) => offset,
    ...more,
  } as unknown as vscode.TextDocument;
}

const never = new Emitter<never>().event;
const diagnostics = new OdataDiagnostics(
  new LanguageContext({
    environmentFor: () => undefined,
    onDidChangeEnvironment: never,
    knowledgeOf: () => ({ now: 0 }),
    isLearning: () => false,
    tablePage: () => Promise.resolve(undefined),
    onDidChangeKnowledge: never,
    onDidChangeSchema: never,
  }),
);
const fixes = new OdataQuickFixes(diagnostics);

const query = 'GET $metadata\nAccept: application/json\n';

async function actions(document: vscode.TextDocument, how: 'save' | 'asked' | 'cursor') {
  const { SourceFixAll } = (await import('vscode')).CodeActionKind;
  const context = {
    diagnostics: shown.get('file:///q.odata') ?? [],
    triggerKind: how === 'asked' ? 1 : 2,
    ...(how === 'save' ? { only: SourceFixAll } : {}),
  } as unknown as vscode.CodeActionContext;
  const found = await fixes.provideCodeActions(document, {} as vscode.Range, context);
  return found.map(({ edit }) => (edit as unknown as { edits: unknown[] }).edits);
}

const fixAt = (start: number): unknown[] => [[start, start + 'application/json'.length, 'application/xml']];

describe('quick fixes', () => {
  afterEach(() => shown.clear());

  it('go where the text stands now, also right behind a key', async () => {
    const document = documentOf(query);
    const place = query.indexOf('application');
    expect(await actions(document, 'save')).toEqual([fixAt(place)]);
    expect(await actions(document, 'cursor')).toEqual([fixAt(place)]);
    const above = '# written since\n';
    Object.assign(document, { version: 2, getText: () => above + query });
    // What is shown is of the text before: nobody waits for a lamp, and it must not point elsewhere.
    expect(await actions(document, 'cursor')).toEqual([]);
    expect(await actions(document, 'save')).toEqual([fixAt(above.length + place)]);
    expect(await actions(document, 'asked')).toEqual([fixAt(above.length + place)]);
  });

  it('are none for the other side of a diff, nor for what is closed', async () => {
    const old = { scheme: 'git', toString: () => 'git:/q.odata' };
    expect(await actions(documentOf(query, { uri: old, version: 7 }), 'save')).toEqual([]);
    expect(await actions(documentOf(query, { isClosed: true, version: 8 }), 'save')).toEqual([]);
    expect(shown.size).toBe(0);
  });
});
