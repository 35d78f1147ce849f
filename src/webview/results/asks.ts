import { cancelledError, ProblemError } from '../../core/base/problem';
import type { QuestionName, Questions } from '../../core/results/questions';
import type { AnswerMessage, AskMessage } from '../../protocol/resultsMessages';

interface Waiting {
  readonly answer: (answer: AnswerMessage['answer']) => void;
  readonly fail: (error: ProblemError) => void;
}

/** Puts questions about the rows to the host, each with a number, and hands on what is answered. */
export class Asks {
  readonly #post: (message: AskMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #run = 0;
  #last = 0;

  constructor(post: (message: AskMessage) => void) {
    this.#post = post;
  }

  /** Questions about the rows of another run are not answered any more: they end as cancelled. */
  begin(run: number): void {
    this.#run = run;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const one of waiting) one.fail(cancelledError());
  }

  /** @throws ProblemError why there is no answer; kind `cancelled` where a new run began meanwhile */
  ask<N extends QuestionName>(name: N, ask: Questions[N]['ask']): Promise<Questions[N]['answer']> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        // An answer has the shape that belongs to its question; the number tells which one that was.
        answer: (answer) => resolve(answer),
        fail: reject,
      });
      this.#post({ type: 'ask', run: this.#run, id, name, ask });
    });
  }

  receive({ run, id, answer, problem }: AnswerMessage): void {
    const waiting = run === this.#run ? this.#waiting.get(id) : undefined;
    if (!waiting) return;
    this.#waiting.delete(id);
    if (problem) waiting.fail(new ProblemError(problem));
    else waiting.answer(answer);
  }
}
