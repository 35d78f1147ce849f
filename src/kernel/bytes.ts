// Sixteen bytes at a time. All memory behind the bytes of a batch is zeros for a while, and zero ends everything that is
// looked for here: nothing is read that is not there.

/** Whether `length` bytes at two addresses are the same. */
export function same(one: usize, other: usize, length: i32): bool {
  const last = length - 16;
  if (last < 0) {
    const alike = i8x16.bitmask(i8x16.eq(v128.load(one), v128.load(other)));
    return (~alike & ((1 << length) - 1)) === 0;
  }
  // From the end, where names that begin alike differ; some of the first sixteen may be looked at twice.
  for (let i = last; i > 0; i -= 16) {
    if (v128.any_true(v128.xor(v128.load(one + i), v128.load(other + i)))) return false;
  }
  return !v128.any_true(v128.xor(v128.load(one), v128.load(other)));
}
