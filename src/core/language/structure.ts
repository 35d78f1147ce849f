export { documentSymbols, documentSymbolSteps, type DocumentSymbol } from './structure/symbols';
export { foldingRanges, foldingSteps, type Folding } from './structure/folding';
export { selectionRanges } from './structure/selection';
