/** A long work that stops now and then, after a few milliseconds at most. */
export type Steps<R> = Generator<void, R, void>;

export interface Breathing {
  /** Resolves when whatever waited meanwhile was done. */
  readonly breathe: () => Promise<void>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A stretch of work takes about so many milliseconds: a window that is asked for meanwhile waits no longer. */
const stretch = 12;

interface Turn {
  overtaken: boolean;
}

/** Takes the steps of a work, with pauses. */
export async function takeSteps<R>(steps: Steps<R>, breathing: Breathing): Promise<R> {
  const turn: Turn = { overtaken: false };
  const done = await inStretches(steps, breathing, turn);
  if (done === undefined) throw new Error('Nothing overtakes a work of its own.');
  return done.result;
}

/**
 * Does one work at a time: a newer one ends the one before it, whose answer is then the newer one's. What nobody
 * waits for any more is not worked out to its end.
 */
export class NewestOnly<R> {
  readonly #breathing: Breathing;
  #turn: Turn | undefined;
  #newest: Promise<R> | undefined;

  constructor(breathing: Breathing) {
    this.#breathing = breathing;
  }

  async run(steps: Steps<R>): Promise<R> {
    if (this.#turn !== undefined) this.#turn.overtaken = true;
    const turn: Turn = { overtaken: false };
    this.#turn = turn;
    const mine = this.#whole(steps, turn);
    this.#newest = mine;
    return mine;
  }

  async #whole(steps: Steps<R>, turn: Turn): Promise<R> {
    const done = await inStretches(steps, this.#breathing, turn);
    if (done !== undefined) return done.result;
    if (this.#newest === undefined) throw new Error('A work was overtaken by none.');
    return this.#newest;
  }
}

/** `undefined` where it was overtaken. */
async function inStretches<R>(
  steps: Steps<R>,
  { breathe, now }: Breathing,
  turn: Turn,
): Promise<{ readonly result: R } | undefined> {
  for (;;) {
    const until = now() + stretch;
    do {
      const step = steps.next();
      if (step.done === true) return { result: step.value };
    } while (now() < until);
    await breathe();
    if (turn.overtaken) return undefined;
  }
}
