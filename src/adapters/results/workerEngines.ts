import { Worker } from 'node:worker_threads';
import type { EngineOptions, ResultEngine, ResultEngines } from '../../core/results/engine';
import { ThreadClient } from './threadClient';
import type { RowsThreadHandle } from './threadClient';
import { WorkerEngine } from './workerEngine';

/** Keeps the rows of all results on one thread, which is started when the first is opened. */
export class WorkerEngines implements ResultEngines {
  readonly #start: () => RowsThreadHandle;
  #client: ThreadClient | undefined;

  constructor(start: () => RowsThreadHandle) {
    this.#start = start;
  }

  open(options: EngineOptions): ResultEngine {
    this.#client ??= this.#connect();
    return new WorkerEngine(this.#client, this.#client.open(options));
  }

  dispose(): void {
    this.#client?.end();
    this.#client = undefined;
  }

  #connect(): ThreadClient {
    const client: ThreadClient = new ThreadClient(this.#start(), () => {
      if (this.#client === client) this.#client = undefined;
    });
    return client;
  }
}

/** `script`: path of the thread's bundle. */
export function rowsThread(script: string): RowsThreadHandle {
  const worker = new Worker(script, {
    // What this process was started with, a debugger or a test runner, is not for the thread.
    execArgv: [],
    env: {},
  });
  // Rows alone keep no process alive.
  worker.unref();
  return {
    post: (message, moved) => worker.postMessage(message, [...moved]),
    onMessage: (listener) => void worker.on('message', listener),
    onEnd: (listener) => {
      worker.once('error', (error) => listener(reasonOf(error)));
      worker.once('exit', (code) => listener(`The thread ended with ${code}.`));
    },
    end: () => void worker.terminate(),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
