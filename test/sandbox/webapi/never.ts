/** Ends a switch over a union: every case has been taken, and the compiler knows it. */
export function never(left: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(left)}`);
}
