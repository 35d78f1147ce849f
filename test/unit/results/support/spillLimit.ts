/** Bytes of a result's rows that stay in memory; others go to a file. */
export const spillLimit = { bytes: 512_000_000 };
