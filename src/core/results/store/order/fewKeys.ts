import type { Pairs } from './radix';

/** Above so many different keys, digits are the better way. */
const mostKeys = 1024;
const slots = 4 * mostKeys;

/**
 * Sorts items by keys of which few are different, as the beginnings of names are: each item goes straight to its
 * place. Equal ones keep their order. `undefined` where there are too many different keys.
 */
export function sortByFewKeys(keys: Uint32Array, items: Uint32Array): Pairs | undefined {
  const slotKeys = new Uint32Array(slots);
  const counts = new Uint32Array(slots);
  const slotOf = new Uint16Array(keys.length);
  const used: number[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    let slot = Math.imul(key, 0x9e3779b1) >>> 20;
    while (counts[slot] !== 0 && slotKeys[slot] !== key) slot = (slot + 1) & (slots - 1);
    if (counts[slot] === 0) {
      if (used.length === mostKeys) return undefined;
      used.push(slot);
      slotKeys[slot] = key;
    }
    counts[slot] = (counts[slot] ?? 0) + 1;
    slotOf[i] = slot;
  }
  used.sort((a, b) => (slotKeys[a] ?? 0) - (slotKeys[b] ?? 0));
  let place = 0;
  for (const slot of used) {
    const count = counts[slot] ?? 0;
    counts[slot] = place;
    place += count;
  }
  return dealOut(keys, items, slotOf, counts);
}

function dealOut(keys: Uint32Array, items: Uint32Array, slotOf: Uint16Array, places: Uint32Array): Pairs {
  const toKeys = new Uint32Array(keys.length);
  const toItems = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const slot = slotOf[i] ?? 0;
    const at = places[slot] ?? 0;
    places[slot] = at + 1;
    toKeys[at] = keys[i] ?? 0;
    toItems[at] = items[i] ?? 0;
  }
  return { keys: toKeys, items: toItems };
}
