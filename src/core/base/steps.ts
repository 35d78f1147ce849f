/** Takes all steps of a work that can be done in stretches, and gives what it results in. */
export function takeAll<R>(steps: Iterator<unknown, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
