import { takeAll } from '../../base/steps';
import type { ExpandItem, QueryOption, Span } from '../../odata';
import { blockRequest, blockTitle, type FileVariable, type Range } from '../../queryfile';
import type { LanguageBlock, LanguageDocument } from '../document';

/** An entry of the outline. `selection` lies in `range`, and both lie in the range of the entry above. */
export interface DocumentSymbol {
  readonly kind: 'block' | 'variable' | 'option' | 'expand';
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  /** What is selected when one goes there. */
  readonly selection: Range;
  readonly children: readonly DocumentSymbol[];
}

/** Blocks with their options, those of `$expand` inside of them, and variables, in the order of the document. */
export function documentSymbols(document: LanguageDocument): readonly DocumentSymbol[] {
  return takeAll(documentSymbolSteps(document));
}

/** The same block by block, so that a long document can be read in short stretches. */
export function* documentSymbolSteps(document: LanguageDocument): Generator<void, readonly DocumentSymbol[]> {
  const symbols = document.file.variables.map((variable) => variableSymbol(variable));
  for (const block of document.blocks) {
    symbols.push(blockSymbol(block));
    yield;
  }
  return symbols.toSorted((a, b) => a.range.start - b.range.start);
}

function variableSymbol({ start, end, name, value }: FileVariable): DocumentSymbol {
  return {
    kind: 'variable',
    name: `@${name.name}`,
    detail: short(value),
    range: { start, end },
    selection: { start: name.start, end: name.end },
    children: [],
  };
}

function blockSymbol(block: LanguageBlock): DocumentSymbol {
  const { query } = block;
  const { start, end } = query.range;
  const inside = query.name && query.name.start >= start && query.name.end <= end;
  const { start: from, end: to } = (inside ? query.name : undefined) ?? query.requestRange;
  return {
    kind: 'block',
    name: blockTitle(query),
    detail: query.name === undefined ? '' : blockRequest(query),
    range: { start, end },
    selection: { start: from, end: to },
    children: optionSymbols(block, block.url.options, query.range),
  };
}

function optionSymbols(
  block: LanguageBlock,
  options: readonly QueryOption[],
  around: Range,
): DocumentSymbol[] {
  return options.flatMap((option) => {
    const detail = short(option.value?.text ?? '');
    const symbol = symbolOf(block, 'option', option.name.name, detail, option, option.name, around);
    if (!symbol) return [];
    const items = option.kind === 'expand' ? option.items : [];
    return [{ ...symbol, children: items.flatMap((item) => itemSymbols(block, item, symbol.range)) }];
  });
}

function itemSymbols(block: LanguageBlock, item: ExpandItem, around: Range): DocumentSymbol[] {
  const name = item.path.map((part) => part.name).join('/');
  const symbol = symbolOf(block, 'expand', name, '', item, item.path.at(-1) ?? item, around);
  return symbol ? [{ ...symbol, children: optionSymbols(block, item.options, symbol.range) }] : [];
}

/** Undefined for what has no name, or stands in a variable's value. */
function symbolOf(
  block: LanguageBlock,
  kind: DocumentSymbol['kind'],
  name: string,
  detail: string,
  span: Span,
  selected: Span,
  around: Range,
): DocumentSymbol | undefined {
  const { map } = block.target;
  const range = map.rangeToDocument(span.start, span.end);
  const selection = map.rangeToDocument(selected.start, selected.end);
  const nested = range.start >= around.start && range.end <= around.end && range.end > range.start;
  if (name === '' || !nested || selection.start < range.start || selection.end > range.end) return undefined;
  return { kind, name, detail, range, selection, children: [] };
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
