/** Bytes of a result's rows that stay in memory; others go to a file. */
export const spillLimit = { bytes: 512_000_000 };

/** Whether the disk takes no more of what lies in files that are open already. */
export const disk = { full: false };
