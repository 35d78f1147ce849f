/** How many different ones there are of which some were counted (Chao, 1984). @param counts of each that was seen */
export function estimateDifferent(counts: Iterable<number>): number {
  let [seen, once, twice] = [0, 0, 0];
  for (const count of counts) {
    if (count > 0) seen++;
    if (count === 1) once++;
    else if (count === 2) twice++;
  }
  return seen + (once * (once - 1)) / (2 * (twice + 1));
}
