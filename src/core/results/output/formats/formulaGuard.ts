/**
 * What makes spreadsheets calculate a cell, at its beginning: `=`, `+`, `-`, `@`, also in full width, and tab and line
 * ends, which are skipped before one of them (OWASP, "CSV Injection").
 */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Those of them that are ASCII and no control characters. */
export const formulaStarts = '=+-@';
/** `-12.5`, `-$1,200.50`, `-1 200,50 €`, `-12 %`: a number with its separators, its currency or its percent sign. */
const plainNumber = /^[+-]?[\p{Sc}\s]*\d[\d.,'’\s]*[\p{Sc}%\s]*$/u;

/** @param isNumber whether the stored value is a number: as such it needs no guard, its label does */
export function isFormula(text: string, isNumber: boolean): boolean {
  return formulaStart.test(text) && !(isNumber && (plainNumber.test(text) || !Number.isNaN(Number(text))));
}

export function guarded(text: string): string {
  return `'${text}`;
}
