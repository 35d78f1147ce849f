/** Query functions and those of the same parameters that say the opposite. */
const pairs: readonly (readonly [string, string])[] = [
  ['Between', 'NotBetween'],
  ['ContainValues', 'DoesNotContainValues'],
  ['EqualBusinessId', 'NotEqualBusinessId'],
  ['EqualUserId', 'NotEqualUserId'],
  ['In', 'NotIn'],
  ['Under', 'NotUnder'],
];

/** The other half of a pair; for the rows of the last days, weeks, … those that are older. */
export function negativeOf(name: string): string | undefined {
  for (const [positive, negative] of pairs) {
    if (name === positive) return negative;
    if (name === negative) return positive;
  }
  const unit = /^LastX(Hours|Days|Weeks|Months|Years)$/.exec(name)?.[1];
  if (unit !== undefined) return `OlderThanX${unit}`;
  return name === 'Last7Days' ? 'OlderThanXDays' : undefined;
}
