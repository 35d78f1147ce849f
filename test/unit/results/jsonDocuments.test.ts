import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { RunSession } from '../../../src/vscode/results/runSession';

type Provider = Pick<vscode.TextDocumentContentProvider, 'provideTextDocumentContent'>;

const faked = vi.hoisted(() => ({
  open: new Map<string, { uri: vscode.Uri; text: string }>(),
  provider: undefined as Provider | undefined,
  changed: [] as ((uri: vscode.Uri) => void)[],
}));

vi.mock('vscode', () => ({
  Uri: { from: (parts: Record<string, string>) => ({ ...parts, toString: () => JSON.stringify(parts) }) },
  EventEmitter: class {
    readonly event = (listener: (uri: vscode.Uri) => void) => void faked.changed.push(listener);
    readonly dispose = () => undefined;
    fire(uri: vscode.Uri): void {
      for (const listener of faked.changed) listener(uri);
    }
  },
  workspace: {
    get textDocuments() {
      return [...faked.open.values()];
    },
    onDidCloseTextDocument: () => ({ dispose: () => undefined }),
    registerTextDocumentContentProvider: (_: string, provider: Provider) => {
      faked.provider = provider;
      return { dispose: () => undefined };
    },
    openTextDocument: async (uri: vscode.Uri) => faked.open.get(uri.toString()) ?? read(uri),
  },
  window: { showTextDocument: async () => undefined, showInformationMessage: async () => undefined },
}));

const { JsonDocuments } = await import('../../../src/vscode/results/jsonDocuments');

/** As VS Code does when a document is opened, brought back after a reload, or said to have changed. */
async function read(uri: vscode.Uri): Promise<{ uri: vscode.Uri; text: string }> {
  const text = await faked.provider?.provideTextDocumentContent(uri, undefined as never);
  const document = { uri, text: text ?? '' };
  faked.open.set(uri.toString(), document);
  return document;
}

function texts(): string[] {
  return [...faked.open.values()].map(({ text }) => text);
}

const session = {
  number: 1,
  run: { title: 'Accounts', key: 'file:///a.odata A' },
  documentKind: 'json',
  progress: { rows: 1 },
  status: () => ({ json: true }),
  document: async () => ({ pieces: ['{ "value": ', '[] }'], rows: 1 }),
} as unknown as RunSession;

beforeEach(() => {
  faked.open.clear();
  faked.changed.length = 0;
});

it('has its rows again in the document that a reload of the window left without them', async () => {
  await new JsonDocuments().open(session, 1);
  expect(texts()).toEqual(['{ "value": [] }']);

  faked.changed.length = 0;
  const after = new JsonDocuments();
  const [uri] = [...faked.open.values()].map((one) => one.uri);
  if (!uri) throw new Error('There is no document.');
  await read(uri);
  expect(JSON.parse(texts()[0] ?? '')).toMatch(/Choose JSON in the results pane/);

  after.onDidChange((changed) => void read(changed));
  await after.open(session, 1);
  await expect.poll(texts).toEqual(['{ "value": [] }']);
});
