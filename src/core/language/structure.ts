export { documentSymbols, type DocumentSymbol } from './structure/symbols';
export { foldingRanges, type Folding } from './structure/folding';
export { selectionRanges } from './structure/selection';
