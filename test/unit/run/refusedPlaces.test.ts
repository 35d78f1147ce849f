import { describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { Emitter } from '../../../src/core/base/event';
import type { Problem } from '../../../src/core/base/problem';
import { parseQueryFile, resolveBlock, type QueryRequest } from '../../../src/core/queryfile';
import { RefusedPlaces } from '../../../src/vscode/run/refusedPlaces';

const faked = vi.hoisted(() => ({ shown: [] as unknown[], change: undefined as unknown }));

vi.mock('vscode', async () => {
  const { Emitter: Source } = await import('../../../src/core/base/event');
  const change = new Source<unknown>();
  faked.change = change;
  return {
    Range: class {
      constructor(
        readonly start: number,
        readonly end: number,
      ) {}
    },
    Diagnostic: class {
      constructor(readonly range: { start: number; end: number }) {}
    },
    DiagnosticSeverity: {},
    languages: {
      createDiagnosticCollection: () => ({
        set: (_uri: unknown, marks: readonly { range: { start: number; end: number } }[]) => {
          faked.shown = marks.map(({ range }) => [range.start, range.end]);
        },
        delete: () => (faked.shown = []),
        dispose: () => undefined,
      }),
    },
    workspace: { onDidChangeTextDocument: change.event, onDidCloseTextDocument: new Source().event },
  };
});

const text = 'accounts?$select=nam\n';
const problem: Problem = {
  kind: 'service-refused',
  title: 'Refused.',
  remedy: 'Mend it.',
  details: "Could not find a property named 'nam' on type 'account'.",
};

/** Places are offsets here. */
function documentOf(version: number): vscode.TextDocument {
  const uri = { toString: () => 'file:///q.odata' };
  return {
    uri,
    version,
    isClosed: false,
    positionAt: (offset: number) => offset,
  } as unknown as vscode.TextDocument;
}

function request(): QueryRequest {
  const file = parseQueryFile(text);
  const [block] = file.blocks;
  const resolved = block && resolveBlock(file, block, { guid: () => '', now: () => 0 });
  if (resolved?.kind !== 'request') throw new Error('The block cannot be read.');
  return resolved.request;
}

describe('the place that a server refused', () => {
  it('is underlined until its block is edited', () => {
    const places = new RefusedPlaces();
    const document = documentOf(3);
    const place = text.indexOf('nam');
    places.mark('q', document, 3, request(), problem);
    expect(faked.shown).toEqual([[place, place + 3]]);
    const edit = (rangeOffset: number): void =>
      (faked.change as Emitter<unknown>).fire({
        document,
        contentChanges: [{ rangeOffset, rangeLength: 0, text: 'x' }],
      });
    edit(place + 1);
    expect(faked.shown).toEqual([]);
    places.dispose();
  });

  it('is not underlined in a document that was edited while the answer was on its way', () => {
    faked.shown = [];
    const places = new RefusedPlaces();
    places.mark('q', documentOf(4), 3, request(), problem);
    expect(faked.shown).toEqual([]);
    places.dispose();
  });
});
