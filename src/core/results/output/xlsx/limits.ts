/** What a worksheet takes ("Excel specifications and limits"): characters of a cell, in UTF-16 code units, … */
export const longestXlsxText = 32_767;
/** … rows, one of which holds the headings, … */
export const mostXlsxRows = 1_048_576;
/** … and columns. */
export const mostXlsxColumns = 16_384;
