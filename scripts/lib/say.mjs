// What scripts tell the person who waits: on standard error, so that standard output stays for results.

/** @param {string} text One line, without its end. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** @param {number} since From `performance.now()`. */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
