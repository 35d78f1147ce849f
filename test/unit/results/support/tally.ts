/** How often what happened, to be told after many seeds. */
const counts = new Map<string, number>();

export function tally(what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

export function tallied(): string {
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${count}\t${what}`)
    .join('\n');
}
