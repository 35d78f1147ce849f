import * as vscode from 'vscode';
import { complete } from '../../core/language/completion';
import type { Completion, CompletionKind } from '../../core/language/model';
import type { LanguageContext } from './context';
import type { ListMaker } from './earlyCompletion';
import { toMarkdown, toRange, toTextEdit } from './places';

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
export class OdataCompletion implements ListMaker {
  readonly #context: LanguageContext;

  constructor(context: LanguageContext) {
    this.#context = context;
  }

  listAt(document: vscode.TextDocument, position: vscode.Position, asked: number): vscode.CompletionList {
    const found = complete(...this.#context.at(document, position));
    const end = document.version === asked ? Infinity : document.offsetAt(position);
    const ranges = new Ranges(document, end);
    return new vscode.CompletionList(
      found.map((completion) => toItem(document, completion, ranges)),
      this.#context.isLearningAt(document, position),
    );
  }
}

/**
 * Hundreds of items of one list share their range. It goes on behind the cursor: what is chosen takes the place of the
 * whole name, in its middle too. But not behind `end`: VS Code counts what stands behind the place that it asked about, and
 * adds itself what was typed there since.
 */
class Ranges {
  readonly #made = new Map<string, vscode.Range>();

  constructor(
    private readonly document: vscode.TextDocument,
    private readonly end: number,
  ) {}

  of({ range }: Completion): vscode.Range {
    const key = `${range.start} ${range.end}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = toRange(this.document, { start: range.start, end: Math.min(range.end, this.end) });
    this.#made.set(key, made);
    return made;
  }
}

function toItem(
  document: vscode.TextDocument,
  completion: Completion,
  ranges: Ranges,
): vscode.CompletionItem {
  const { label, kind, detail, documentation, edits } = completion;
  const shown = detail === undefined ? label : { label, description: detail };
  const item = new vscode.CompletionItem(shown, kinds[kind]);
  item.insertText =
    completion.snippet === true ? new vscode.SnippetString(completion.insertText) : completion.insertText;
  item.range = ranges.of(completion);
  item.sortText = completion.sortText;
  if (completion.filterText !== undefined) item.filterText = completion.filterText;
  if (documentation !== undefined) item.documentation = toMarkdown(documentation);
  if (edits !== undefined) item.additionalTextEdits = edits.map((edit) => toTextEdit(document, edit));
  if (completion.suggestNext === true) item.command = suggestNext;
  return item;
}
