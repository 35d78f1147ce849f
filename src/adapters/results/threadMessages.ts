import type { PackedBody } from '../../core/base/http';
import type { Problem } from '../../core/base/problem';
import type { EngineNews, JobName, Jobs } from '../../core/results/engine';
import type { QuestionName, Questions } from '../../core/results/questions';

/** What the host tells the thread that keeps the rows. `result` names one of its results, `id` what is to be answered. */
export type ToThread =
  | { readonly type: 'open'; readonly result: number; readonly pushedRows: number; readonly bodies: string }
  | { readonly type: 'close'; readonly result: number; readonly keepBodies: boolean }
  | { readonly type: 'giveUp' | 'resume'; readonly result: number }
  /** Of a job that is not to go on. */
  | { readonly type: 'stop'; readonly result: number; readonly id: number }
  | ThreadRequest;

/** What is answered by exactly one `done` or `failed`. */
export type ThreadRequest =
  | {
      readonly type: 'add';
      readonly result: number;
      readonly id: number;
      readonly body: Uint8Array;
      readonly packed?: PackedBody;
    }
  | { readonly type: 'keep'; readonly result: number; readonly id: number; readonly body: Uint8Array }
  | {
      readonly type: 'restore';
      readonly result: number;
      readonly id: number;
      readonly pages: number;
    }
  | {
      readonly type: 'ask';
      readonly result: number;
      readonly id: number;
      readonly name: QuestionName;
      readonly ask: Questions[QuestionName]['ask'];
    }
  | {
      readonly type: 'work';
      readonly result: number;
      readonly id: number;
      readonly name: JobName;
      readonly ask: Jobs[JobName]['ask'];
    };

export type FromThread =
  | { readonly type: 'news'; readonly result: number; readonly news: EngineNews }
  | { readonly type: 'progress'; readonly id: number; readonly rows: number }
  | { readonly type: 'done'; readonly id: number; readonly answer: unknown }
  /** `message`: of a fault of the program. */
  | { readonly type: 'failed'; readonly id: number; readonly problem?: Problem; readonly message?: string };

/** One end of the way between host and thread. Memory in `moved` is given away. */
export interface ThreadPort<Out, In> {
  post(message: Out, moved: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: In) => void): void;
}

/** The memory that an answer consists of: it is moved, not copied. */
export function memoryOf(answer: unknown): ArrayBuffer[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).filter((one) => one instanceof ArrayBuffer);
}
