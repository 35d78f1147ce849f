/** Compares as `Intl.Collator` does. */
export type Compare = (a: string, b: string) => number;

/**
 * The order of texts: that of the language, letters before case and accents. Digits are characters like others: `10`
 * comes before `9`, as in the order that the server sorts by.
 */
export interface Collation {
  /** All differences. */
  readonly compare: Compare;
  /** Letters alone, neither case nor accents. */
  readonly compareBase: Compare;
}

/** @param locale BCP 47; that of the machine without */
export function collationOf(locale: string | undefined): Collation {
  return {
    compare: new Intl.Collator(locale).compare,
    compareBase: new Intl.Collator(locale, { sensitivity: 'base' }).compare,
  };
}
