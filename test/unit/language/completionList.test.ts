import { describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { Emitter } from '../../../src/core/base/event';
import type { LanguageKnowledge } from '../../../src/core/language/model';
import { OdataCompletion } from '../../../src/vscode/language/completion';
import { LanguageContext } from '../../../src/vscode/language/context';
import { EarlyCompletion, type ListMaker } from '../../../src/vscode/language/earlyCompletion';
import type { LanguageServices } from '../../../src/vscode/language/services';
import { ran, Range, window } from './fakeVscode';
import { known } from './support/completionCases';

vi.mock('vscode', () => import('./fakeVscode'));

/** A document of one line that one can type into. */
class Line {
  version = 1;

  constructor(public text: string) {}

  getText = (): string => this.text;
  offsetAt = ({ character }: vscode.Position): number => character;
  positionAt = (character: number): vscode.Position => ({ line: 0, character }) as vscode.Position;

  getWordRangeAtPosition = ({ character }: vscode.Position): Range | undefined => {
    const before = /[\w$]*$/.exec(this.text.slice(0, character))?.[0].length ?? 0;
    const behind = /^\w*/.exec(this.text.slice(character))?.[0].length ?? 0;
    if (before + behind === 0) return undefined;
    return new Range(this.positionAt(character - before), this.positionAt(character + behind));
  };

  type(at: number, letters: string): void {
    this.text = this.text.slice(0, at) + letters + this.text.slice(at);
    this.version++;
  }

  get document(): vscode.TextDocument {
    return this as unknown as vscode.TextDocument;
  }
}

const never = new Emitter<void>().event;

function completionWhile(learning: { isLearning: boolean }): OdataCompletion {
  return new OdataCompletion(contextWith({ isLearning: () => learning.isLearning }));
}

function contextWith(services: Partial<LanguageServices>): LanguageContext {
  return new LanguageContext({
    environmentFor: () => 'dev',
    onDidChangeEnvironment: never,
    knowledgeOf: () => known,
    isLearning: () => false,
    tablePage: () => Promise.resolve(undefined),
    onDidChangeKnowledge: never,
    onDidChangeSchema: never,
    ...services,
  });
}

/** Where what is chosen goes, of the entry `label`. */
function placeOf(list: vscode.CompletionList | undefined, label: string): unknown[] {
  const item = list?.items.find(
    (one) => (typeof one.label === 'string' ? one.label : one.label.label) === label,
  );
  if (!(item?.range instanceof Range)) throw new Error(`The list has no ${label}.`);
  const { start, end } = item.range as vscode.Range;
  return [start.character, end.character];
}

const notCancelled = { isCancellationRequested: false } as vscode.CancellationToken;
const lambda = 'accounts?$filter=contact_customer_accounts/any(c:c/f)';
const behindLetter = lambda.indexOf('f)') + 1;

describe('a list of suggestions', () => {
  it('is asked for again at the next key as long as more is on its way to be known', () => {
    const learning = { isLearning: true };
    const completion = completionWhile(learning);
    const line = new Line('acc');
    const list = () => completion.listAt(line.document, line.positionAt(3), line.version);
    expect(list().isIncomplete).toBe(true);
    learning.isLearning = false;
    expect(list().isIncomplete).toBe(false);
    expect(list().items).not.toEqual([]);
  });

  it('replaces the whole word, behind the cursor too', () => {
    const line = new Line('accounts?$select=revenue');
    const list = completionWhile({ isLearning: false }).listAt(line.document, line.positionAt(20), 1);
    expect(placeOf(list, 'name')).toEqual([17, 24]);
  });

  it('leaves the word before the cursor to VS Code, which takes it by itself', () => {
    const completion = completionWhile({ isLearning: false });
    const itemsAt = (text: string, at: number) =>
      completion.listAt(new Line(text).document, new Line(text).positionAt(at), 1).items;
    for (const text of ['accounts?$select=reve', 'accounts?$select=']) {
      const items = itemsAt(text, text.length);
      expect(items).not.toEqual([]);
      expect(items.filter(({ range }) => range !== undefined)).toEqual([]);
    }
    expect(itemsAt('accounts?$select=revenue', 20).every(({ range }) => range !== undefined)).toBe(true);
  });

  it('tells more of an item once it is looked at', () => {
    const completion = completionWhile({ isLearning: false });
    const text = 'accounts?$filter=statecode eq ';
    const { items } = completion.listAt(new Line(text).document, new Line(text).positionAt(text.length), 1);
    const inactive = items.find(({ label }) => typeof label === 'object' && label.label === 'Inactive');
    expect(inactive?.documentation).toBeUndefined();
    const told = inactive && completion.resolve(inactive).documentation;
    expect(JSON.stringify(told)).toContain('used');
  });

  it('leaves alone what was typed since it was asked for', () => {
    const line = new Line(lambda);
    line.type(behindLetter, 'ull');
    const completion = completionWhile({ isLearning: false });
    // VS Code would take away as many characters more as the range goes on behind the place, here the bracket.
    expect(placeOf(completion.listAt(line.document, line.positionAt(behindLetter), 1), 'fullname')).toEqual([
      behindLetter - 1,
      behindLetter,
    ]);
  });
});

describe('a list that was asked for before there was a schema', () => {
  const text = 'acco';
  const schemaCame = new Emitter<void>();

  /** Asks behind the text, does something, and lets the schema come. Returns what was run then. */
  function ranAfter(
    act: (line: Line, editor: { document: unknown; selection: unknown }) => void,
    knowledge: LanguageKnowledge = {},
  ): string[] {
    const line = new Line(text);
    const completion = new OdataCompletion(
      contextWith({
        knowledgeOf: () => knowledge,
        isLearning: () => true,
        onDidChangeSchema: schemaCame.event,
      }),
    );
    const isEqual = ({ character }: vscode.Position): boolean => character === text.length;
    const editor = { document: line.document, selection: { active: { isEqual } } };
    window.activeTextEditor = editor;
    completion.listAt(line.document, line.positionAt(text.length), line.version);
    act(line, editor);
    ran.length = 0;
    schemaCame.fire();
    schemaCame.fire();
    completion.dispose();
    window.activeTextEditor = undefined;
    return [...ran];
  }

  it('opens again, once, when it comes', () => {
    expect(ranAfter(() => undefined)).toEqual(['editor.action.triggerSuggest']);
  });

  it('stays away from whoever has gone on', () => {
    expect(ranAfter((line) => line.type(4, 'u'))).toEqual([]);
    expect(ranAfter((_, editor) => (editor.selection = { active: { isEqual: () => false } }))).toEqual([]);
    expect(ranAfter((_, editor) => (editor.document = new Line(text).document))).toEqual([]);
  });

  it('stays as it is where a schema was there', () => {
    expect(ranAfter(() => undefined, known)).toEqual([]);
  });
});

describe('completion while the language is loaded', () => {
  function waiting() {
    let arrive: (maker: ListMaker) => void = () => undefined;
    const loads = { count: 0 };
    const early = new EarlyCompletion(() => {
      loads.count++;
      return new Promise((resolve) => (arrive = resolve));
    });
    const ask = (line: Line, at: number, cancel = notCancelled) =>
      early.provideCompletionItems(line.document, line.positionAt(at), cancel);
    return { early, ask, loads, arrive: () => arrive(completionWhile({ isLearning: false })) };
  }

  it('answers when it is there, about the text that was asked about', async () => {
    const { ask, arrive } = waiting();
    const line = new Line(lambda);
    const answer = ask(line, behindLetter);
    line.type(behindLetter, 'ull');
    arrive();
    expect(placeOf((await answer) ?? undefined, 'fullname')).toEqual([behindLetter - 1, behindLetter]);
  });

  it('answers without a wait from then on', async () => {
    const { ask, arrive, loads } = waiting();
    const line = new Line(lambda);
    const first = ask(line, behindLetter);
    arrive();
    await first;
    const answer = ask(line, behindLetter);
    expect(answer).not.toBeInstanceOf(Promise);
    expect(loads.count).toBe(1);
  });

  it('answers the first key without a wait, too, where it was loaded before', async () => {
    const { early, ask, arrive } = waiting();
    const loading = early.load();
    arrive();
    await loading;
    expect(ask(new Line('acc'), 3)).not.toBeInstanceOf(Promise);
  });

  it('answers nobody who has turned away meanwhile', async () => {
    const { ask, arrive } = waiting();
    const cancel = { isCancellationRequested: false } as { isCancellationRequested: boolean };
    const answer = ask(new Line('acc'), 3, cancel as vscode.CancellationToken);
    cancel.isCancellationRequested = true;
    arrive();
    expect(await answer).toBeUndefined();
  });
});
