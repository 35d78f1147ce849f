import { describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { Emitter } from '../../../src/core/base/event';
import { BlockLenses } from '../../../src/vscode/language/codeLenses';
import { LanguageContext } from '../../../src/vscode/language/context';
import type { BlockAddress } from '../../../src/vscode/language/services';

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
  return { lenses: new BlockLenses(contextWith(environmentFor, changes)), changes };
}

function contextWith(
  environmentFor: (block: BlockAddress) => string | undefined,
  changes = new Emitter<void>(),
): LanguageContext {
  return new LanguageContext({
    environmentFor,
    onDidChangeEnvironment: changes.event,
    knowledgeOf: (environment) => (environment === undefined ? {} : { environments: [environment] }),
    isLearning: (environment) => environment === 'learning',
    tablePage: () => Promise.resolve(undefined),
    onDidChangeKnowledge: changes.event,
    onDidChangeSchema: changes.event,
  });
}

describe('code lenses', () => {
  it('run the block that they stand above, and name its environment', async () => {
    const asked: BlockAddress[] = [];
    const { lenses } = lensesOf((block) => (asked.push(block), block.env ?? 'dev'));
    const shown = await lenses.provideCodeLenses(documentOf(text));
    expect(shown.map(({ range, command }) => [range.start.line, command?.title, command?.command])).toEqual([
      [2, '$(play)\u00a0Run', 'dataverseWorkbench.runQuery'],
      [2, 'Copy as cURL', 'dataverseWorkbench.copyAsCurl'],
      [2, 'Copy as C#', 'dataverseWorkbench.copyAsCsharp'],
      [2, 'prod', 'dataverseWorkbench.switchEnvironment'],
      [8, '$(play)\u00a0Run', 'dataverseWorkbench.runQuery'],
      [8, 'Copy as cURL', 'dataverseWorkbench.copyAsCurl'],
      [8, 'Copy as C#', 'dataverseWorkbench.copyAsCsharp'],
      [8, 'dev', 'dataverseWorkbench.switchEnvironment'],
    ]);
    // The line of the request: the block is found from there.
    for (const at of [0, 1, 2]) {
      expect(shown[at]?.command?.arguments).toEqual([{ uri: 'file:///q.odata', line: 4 }]);
    }
    expect(asked).toEqual([
      { env: 'prod', target: 'accounts?$top=1' },
      { target: 'https://a.crm.dynamics.com/api/data/v9.2/contacts' },
    ]);
  });

  it('offer to connect where no environment is known', async () => {
    const { lenses } = lensesOf(() => undefined);
    const shown = await lenses.provideCodeLenses(documentOf(text));
    expect([shown[3]?.command?.title, shown[7]?.command?.title]).toEqual([
      'prod (not configured)',
      'Connect to environment…',
    ]);
    expect(shown[7]?.command?.command).toBe('dataverseWorkbench.connect');
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

describe('the context of a provider', () => {
  it('reads each version once, and takes over what a change left alone', () => {
    const context = contextWith(() => 'dev');
    const document = documentOf(text);
    const first = context.read(document);
    expect(context.read(document)).toBe(first);
    Object.assign(document, { version: 2, getText: () => `${text}?$top=1` });
    const second = context.read(document);
    expect(second).not.toBe(first);
    expect(second.blocks[0]?.content).toBe(first.blocks[0]?.content);
  });

  it('reads a long document in slices, once, and hands it over as it is then', async () => {
    const context = contextWith(() => 'dev');
    const blocks = (name: string): string => `### ${name}\nGET accounts\n  ?$top=1\n\n`.repeat(2000);
    const document = documentOf(blocks('Before'));
    const first = context.whenRead(document, (read) => read);
    expect(first).toBeInstanceOf(Promise);
    Object.assign(document, { version: 2, getText: () => blocks('After') });
    const [one, other] = await Promise.all([first, context.whenRead(document, (read) => read)]);
    expect(one).toBe(other);
    expect(one.blocks).toHaveLength(2000);
    expect(one.blocks[0]?.query.name?.name).toBe('After');
    expect(context.whenRead(document, (read) => read)).toBe(one);
  });

  it('knows of each block what is known of its environment', () => {
    const context = contextWith(({ env }) => env ?? 'dev');
    const [big, contacts] = context.read(documentOf(text)).blocks;
    expect(context.knowledgeOf(big).environments).toEqual(['prod']);
    expect(context.knowledgeOf(contacts).environments).toEqual(['dev']);
    expect(context.knowledgeOf(undefined).environments).toEqual(['dev']);
  });

  it('knows of each block whether more about its environment is on its way', () => {
    const context = contextWith(({ env }) => (env === 'prod' ? 'learning' : 'dev'));
    const document = { ...documentOf(text), offsetAt: ({ character }: vscode.Position) => character };
    const at = (part: string): boolean =>
      context.isLearningAt(document, { character: text.indexOf(part) } as vscode.Position);
    expect([at('?$top=1'), at('/contacts')]).toEqual([true, false]);
  });

  it('knows no names of a block that goes to an environment that is not configured', () => {
    const context = contextWith(({ env }) => (env === 'prod' ? undefined : 'dev'));
    const [big, contacts] = context.read(documentOf(text)).blocks;
    expect(context.knowledgeOf(big).environments).toBeUndefined();
    expect(context.knowledgeOf(contacts).environments).toEqual(['dev']);
  });
});
