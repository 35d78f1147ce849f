import * as vscode from 'vscode';
import { ProblemError } from '../../core/base/problem';
import { addToFilter, askForFormatted, filterOf, setSelect } from '../../core/followup/blockEdits';
import { conditionOf } from '../../core/followup/condition';
import { destinationOf, rowTypeOf, type EnvironmentKnowledge } from '../../core/followup/destination';
import type { FollowedCell, FollowTarget, FollowUps, ResultOrigin } from '../../core/followup/ports';
import { columnAt, noCondition } from '../../core/followup/resultType';
import { LanguageDocument, type LanguageBlock } from '../../core/language/document';
import type { TextEdit } from '../../core/language/model';
import type { ResultColumn } from '../../core/results/model';
import type { ColumnFilter } from '../../core/results/view';
import { columnOf, openQuery } from '../platform/openDocuments';

/** What is known of an environment by its name; `undefined` where it was removed. */
export type KnowledgeOf = (environment: string) => EnvironmentKnowledge | undefined;

/** What can be done next with a result: new queries beside it, pages in the browser, edits of the query's file. */
export class EditorFollowUps implements FollowUps {
  readonly #knowledgeOf: KnowledgeOf;

  constructor(knowledgeOf: KnowledgeOf) {
    this.#knowledgeOf = knowledgeOf;
  }

  async follow(origin: ResultOrigin, cell: FollowedCell, to: FollowTarget): Promise<void> {
    const destination = destinationOf(origin, cell, to, this.#knowledge(origin));
    if (destination.kind === 'browser') {
      await vscode.env.openExternal(vscode.Uri.parse(destination.url, true));
      return;
    }
    const content = destination.text;
    const document = await vscode.workspace.openTextDocument({ language: 'odata', content });
    // Where the query stands: the results have the other column.
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(origin.uri) ?? vscode.ViewColumn.One,
      preview: false,
    });
  }

  async addToFilter(
    origin: ResultOrigin,
    columns: readonly ResultColumn[],
    filters: readonly ColumnFilter[],
  ): Promise<void> {
    const { schema } = this.#knowledge(origin);
    const type = schema && rowTypeOf(origin, schema);
    const conditions = filters.map(({ column, test }) => {
      const found = columns[column];
      const condition = found && conditionOf(columnAt(type, found, schema), test);
      if (condition === undefined) throw noCondition(found ? [found.name] : []);
      return condition;
    });
    await edit(origin, (document, block) => addToFilter(document, block, conditions));
  }

  async setSelect(origin: ResultOrigin, columns: readonly ResultColumn[]): Promise<void> {
    const names = columns.map(({ name }) => name);
    await edit(origin, (document, block) => setSelect(document, block, names));
  }

  async askForFormatted(origin: ResultOrigin): Promise<void> {
    await edit(origin, (_, block) => askForFormatted(block));
  }

  async showFilter(origin: ResultOrigin): Promise<void> {
    const { document, block } = await queryOf(origin);
    const editor = await shown(document, origin);
    const filter = filterOf(block);
    if (!filter) return;
    const range = new vscode.Range(document.positionAt(filter.start), document.positionAt(filter.end));
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range);
  }

  #knowledge({ environment }: ResultOrigin): EnvironmentKnowledge {
    const known = this.#knowledgeOf(environment);
    if (known) return known;
    throw new ProblemError({
      kind: 'bad-input',
      title: `The environment ${environment} is no longer there.`,
      remedy: 'Connect to it again, then run the query again.',
    });
  }
}

/** Changes the query in its file, and shows it: undoing it is up to the editor. */
async function edit(
  origin: ResultOrigin,
  change: (document: LanguageDocument, block: LanguageBlock) => readonly TextEdit[],
): Promise<void> {
  const { document, read, block } = await queryOf(origin);
  const edits = change(read, block);
  const editor = await shown(document, origin);
  const [first] = edits;
  if (!first) return;
  await editor.edit((builder) => {
    for (const { start, end, text } of edits) {
      builder.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    }
  });
  editor.revealRange(new vscode.Range(document.positionAt(first.start), document.positionAt(first.start)));
}

interface OpenQuery {
  readonly document: vscode.TextDocument;
  readonly read: LanguageDocument;
  readonly block: LanguageBlock;
}

async function queryOf(origin: ResultOrigin): Promise<OpenQuery> {
  const document = await openQuery(origin.uri);
  const read = LanguageDocument.read(document.getText());
  const block = blockOf(read, origin);
  if (!block) throw gone();
  return { document, read, block };
}

async function shown(document: vscode.TextDocument, { uri }: ResultOrigin): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(document, { viewColumn: columnOf(uri) ?? vscode.ViewColumn.One });
}

function blockOf({ blocks }: LanguageDocument, { block, target }: ResultOrigin): LanguageBlock | undefined {
  if (block === undefined) return blocks.find((one) => one.target.text === target);
  const named = blocks.find(({ query }) => query.name?.name === block);
  return named ?? blocks[Number(block.replace(/^#/, '')) - 1];
}

function gone(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'The query of these rows is no longer in its file.',
    remedy: 'Run the query anew from where it is now.',
  });
}
