/**
 * The candidates that a misspelt name may stand for, nearest first: by letters changed, left out, added or swapped,
 * upper and lower case alike. None where nothing comes near.
 */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = name.toLowerCase();
  if (wanted === '') return [];
  const furthest = wanted.length <= 3 ? 1 : wanted.length <= 7 ? 2 : 3;
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > furthest) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), furthest);
    if (distance <= furthest) found.push({ name: candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  // The same letters in another case, or one letter amiss: hardly what is spelt yet another way.
  const nearest = found[0]?.distance ?? 0;
  const meant = nearest > 1 ? found : found.filter(({ distance }) => distance === nearest);
  return [...new Set(meant.map((one) => one.name))].slice(0, most);
}

/** Optimal string alignment; more than `furthest` where it gets that far. */
function editDistance(a: string, b: string, furthest: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > furthest) return best;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"` */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** A name as a message shows it. */
export function shown(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 59)}…"` : `"${name}"`;
}
