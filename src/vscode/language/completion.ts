import * as vscode from 'vscode';
import { complete } from '../../core/language/completion';
import type { Completion, CompletionKind } from '../../core/language/model';
import type { Range } from '../../core/queryfile';
import { DisposableOwner } from '../platform/disposables';
import type { LanguageContext } from './context';
import type { ListMaker } from './earlyCompletion';
import { toMarkdown, toOffsets, toRange, toTextEdit } from './places';
import { SuggestAgain } from './suggestAgain';

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  entitySet: vscode.CompletionItemKind.Class,
  singleton: vscode.CompletionItemKind.Class,
  column: vscode.CompletionItemKind.Field,
  lookup: vscode.CompletionItemKind.Reference,
  navigation: vscode.CompletionItemKind.Interface,
  collection: vscode.CompletionItemKind.Interface,
  function: vscode.CompletionItemKind.Function,
  action: vscode.CompletionItemKind.Event,
  parameter: vscode.CompletionItemKind.Property,
  option: vscode.CompletionItemKind.Keyword,
  operator: vscode.CompletionItemKind.Operator,
  keyword: vscode.CompletionItemKind.Keyword,
  value: vscode.CompletionItemKind.Value,
  choice: vscode.CompletionItemKind.EnumMember,
  type: vscode.CompletionItemKind.Struct,
  variable: vscode.CompletionItemKind.Variable,
  method: vscode.CompletionItemKind.Method,
  header: vscode.CompletionItemKind.Property,
  snippet: vscode.CompletionItemKind.Snippet,
  environment: vscode.CompletionItemKind.Module,
  alias: vscode.CompletionItemKind.Variable,
};

const suggestNext: vscode.Command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };

/**
 * Whole lists: VS Code filters them while one types, and nothing is asked anew; but while the schema or labels are on their
 * way, each key asks again, so that whoever types at once after connecting sees them come.
 */
export class OdataCompletion extends DisposableOwner implements ListMaker {
  readonly #context: LanguageContext;
  readonly #documentation = new WeakMap<vscode.CompletionItem, string>();
  readonly #again: SuggestAgain;

  constructor(context: LanguageContext) {
    super();
    this.#context = context;
    this.#again = this.register(new SuggestAgain(context.services.onDidChangeSchema));
  }

  listAt(document: vscode.TextDocument, position: vscode.Position, asked: number): vscode.CompletionList {
    const [read, offset, knowledge] = this.#context.at(document, position);
    const found = complete(read, offset, knowledge);
    const isLearning = this.#context.isLearningAt(document, position);
    this.#again.asked(document, position, isLearning && knowledge.schema === undefined);
    const ranges = new Ranges(document, position, document.version === asked);
    return new vscode.CompletionList(
      found.map((completion) => this.#toItem(document, completion, ranges)),
      isLearning,
    );
  }

  /** What is told of one item, once it is looked at: with that of hundreds the list would be slower to come. */
  resolve(item: vscode.CompletionItem): vscode.CompletionItem {
    const documentation = this.#documentation.get(item);
    if (documentation !== undefined) item.documentation = toMarkdown(documentation);
    return item;
  }

  #toItem(document: vscode.TextDocument, completion: Completion, ranges: Ranges): vscode.CompletionItem {
    const { label, kind, detail, documentation, edits } = completion;
    const shown = detail === undefined ? label : { label, description: detail };
    const item = new vscode.CompletionItem(shown, kinds[kind]);
    item.insertText =
      completion.snippet === true ? new vscode.SnippetString(completion.insertText) : completion.insertText;
    const range = ranges.of(completion);
    if (range !== undefined) item.range = range;
    item.sortText = completion.sortText;
    if (completion.filterText !== undefined) item.filterText = completion.filterText;
    if (documentation !== undefined) this.#documentation.set(item, documentation);
    if (edits !== undefined) item.additionalTextEdits = edits.map((edit) => toTextEdit(document, edit));
    if (completion.suggestNext === true) item.command = suggestNext;
    return item;
  }
}

/**
 * Hundreds of items of one list share their range. It goes on behind the cursor: what is chosen takes the place of the
 * whole name, in its middle too. But where more was typed since the list was asked for, it ends at the cursor: VS Code counts
 * what stands behind the place that it asked about, and adds itself what was typed there.
 */
class Ranges {
  readonly #document: vscode.TextDocument;
  readonly #made = new Map<string, vscode.Range>();
  readonly #end: number;
  /** The word that ends at the cursor: VS Code takes it by itself, and need not be sent it with each item. */
  readonly #usual: Range | undefined;

  constructor(document: vscode.TextDocument, position: vscode.Position, isCurrent: boolean) {
    this.#document = document;
    const cursor = document.offsetAt(position);
    this.#end = isCurrent ? Infinity : cursor;
    const word = isCurrent ? document.getWordRangeAtPosition(position) : undefined;
    const usual = word ? toOffsets(document, word) : { start: cursor, end: cursor };
    if (isCurrent && usual.end === cursor) this.#usual = usual;
  }

  of({ range: { start, end } }: Completion): vscode.Range | undefined {
    if (start === this.#usual?.start && end === this.#usual.end) return undefined;
    const key = `${start} ${end}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = toRange(this.#document, { start, end: Math.min(end, this.#end) });
    this.#made.set(key, made);
    return made;
  }
}
