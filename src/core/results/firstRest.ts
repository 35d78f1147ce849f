/**
 * Milliseconds for which reading rests once the first rows of a result are on their way to the window. They are mostly
 * laid out and painted by then, by threads that share the processors with the one that reads and with what optimizes
 * its code: on two processors these rows were seen only when all of a large page was read.
 */
export const firstRest = 20;
