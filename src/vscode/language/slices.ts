/** So long at a stretch: others wait for the extension host, too, and the collector of garbage may take three times as long. */
export const sliceMs = 4;

/** Takes steps until they are done, with room for others in between. `undefined` where `isOver` says that nobody waits. */
export async function inSlices<T, R>(
  steps: Iterator<T, R>,
  onStep: (value: T) => void,
  isOver: () => boolean,
): Promise<R | undefined> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep(step.value);
    if (performance.now() - start < sliceMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (isOver()) return undefined;
    start = performance.now();
  }
}
