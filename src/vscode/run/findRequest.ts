import * as vscode from 'vscode';
import { randomUUID } from 'node:crypto';
import { ProblemError } from '../../core/base/problem';
import {
  blockAt,
  parseQueryFile,
  requestInRange,
  resolveBlock,
  type FileProblem,
  type QueryBlock,
  type QueryFile,
  type QueryRequest,
  type ResolvedBlock,
} from '../../core/queryfile';

/** Where in a document to look: the line of a code lens, a block that ran before, or (nothing) selection and cursor. */
export interface RequestPlace {
  readonly line?: number;
  /** Name of a block, or `#n` for the n-th, from 1. */
  readonly block?: string;
}

/** Where a query stands: an editor, or a document alone where nothing is to come into view. */
export type QuerySource =
  vscode.TextEditor | { readonly document: vscode.TextDocument; readonly selection?: undefined };

/** A request found in a document, and what names its place there. */
export interface FoundRequest {
  readonly request: QueryRequest;
  /** Same block, same name, also after an edit elsewhere in the file; `undefined` for a selection. */
  readonly block?: string;
}

const context = { guid: () => randomUUID(), now: () => Date.now() };

/**
 * The request at a place, in the selection, or at the cursor. Throws `bad-input`, in an editor with the
 * cursor put where the fault is.
 */
export function findRequest(source: QuerySource, place: RequestPlace): FoundRequest {
  const { document, selection } = source;
  const file = parseQueryFile(document.getText());
  const atCursor = place.line === undefined && place.block === undefined;
  if (atCursor && selection?.isEmpty === false) {
    const { start, end } = selection;
    const range = { start: document.offsetAt(start), end: document.offsetAt(end) };
    return { request: requestOf(source, requestInRange(file, range, context)) };
  }
  const block = blockOf(source, file, place);
  if (block === undefined) throw place.block === undefined ? nothingToRun() : notThere(place.block);
  return {
    request: requestOf(source, resolveBlock(file, block, context)),
    block: block.name?.name ?? `#${file.blocks.indexOf(block) + 1}`,
  };
}

/** Name of the block that is meant, where the document has none of this name. */
export function missingBlock(document: vscode.TextDocument, { block }: RequestPlace): string | undefined {
  return block === undefined || blockNamed(parseQueryFile(document.getText()), block) ? undefined : block;
}

function blockNamed(file: QueryFile, name: string): QueryBlock | undefined {
  const named = file.blocks.find((block) => block.name?.name === name);
  return named ?? file.blocks[Number(name.replace(/^#/, '')) - 1];
}

function blockOf(
  { document, selection }: QuerySource,
  file: QueryFile,
  place: RequestPlace,
): QueryBlock | undefined {
  if (place.block !== undefined) return blockNamed(file, place.block);
  const position = place.line === undefined ? selection?.active : new vscode.Position(place.line, 0);
  return position && blockAt(file, document.offsetAt(position));
}

function requestOf(source: QuerySource, resolved: ResolvedBlock | undefined): QueryRequest {
  if (resolved === undefined) throw nothingToRun();
  if (resolved.kind === 'request') return resolved.request;
  const [first] = resolved.problems;
  if (first === undefined) throw nothingToRun();
  if (source.selection !== undefined) reveal(source, first);
  throw new ProblemError({ kind: 'bad-input', title: first.message, remedy: first.remedy });
}

function reveal(editor: vscode.TextEditor, problem: FileProblem): void {
  const { document } = editor;
  const range = new vscode.Range(document.positionAt(problem.start), document.positionAt(problem.end));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function notThere(block: string): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: `The file has no query "${block}" any more.`,
    remedy: 'Put the cursor into the query and run it under the name that it has now.',
  });
}

function nothingToRun(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'There is no query at the cursor.',
    remedy: 'Write one, such as accounts?$select=name, or put the cursor into a query.',
  });
}
