// The few classes of VS Code's API that the language providers build their answers from.

export class Range {
  readonly start: unknown;
  readonly end: unknown;

  constructor(start: unknown, end: unknown, endLine?: number, endCharacter?: number) {
    const numbers = endLine !== undefined && endCharacter !== undefined;
    this.start = numbers ? { line: start, character: end } : start;
    this.end = numbers ? { line: endLine, character: endCharacter } : end;
  }
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: unknown,
  ) {}
}

export class FoldingRange {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly kind: unknown,
  ) {}
}

export class DocumentSymbol {
  constructor(
    readonly name: string,
    readonly detail: string,
    readonly kind: number,
    readonly range: Range,
    readonly selectionRange: Range,
  ) {}
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const FoldingRangeKind = { Region: 3 };
export const SymbolKind = { Function: 11 };
export const window: { activeTextEditor?: unknown } = {};
/** The commands that were run. */
export const ran: string[] = [];
export const commands = { executeCommand: (command: string) => void ran.push(command) };

export class CompletionItem {
  insertText: unknown;
  range: unknown;

  constructor(
    readonly label: unknown,
    readonly kind: unknown,
  ) {}
}

export class CompletionList {
  constructor(
    readonly items: readonly CompletionItem[],
    readonly isIncomplete: boolean,
  ) {}
}

export class MarkdownString {
  constructor(readonly value: string) {}
}

export class SnippetString {
  constructor(readonly value: string) {}
}

export const CompletionItemKind = {};
