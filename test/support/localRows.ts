import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { serveRows } from '../../src/adapters/results/rowsThread';
import type { RowsThreadHandle } from '../../src/adapters/results/threadClient';
import type { FromThread, ToThread } from '../../src/adapters/results/threadMessages';
import { WorkerEngines } from '../../src/adapters/results/workerEngines';

/** What keeps rows, on this thread: messages go the way that they go between threads, and are moved as they are there. */
export class LocalRows {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'rows-'));
  readonly engines = new WorkerEngines(() => this.#start());
  #files = 0;
  #end: ((reason: string) => void) | undefined;

  newFile(): string {
    return path.join(this.folder, `${++this.#files}.json`);
  }

  /** The thread ends as it does when memory runs out. */
  crash(): void {
    this.#end?.('Worker terminated due to reaching memory limit');
  }

  dispose(): void {
    this.engines.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #start(): RowsThreadHandle {
    const { port1: host, port2: thread } = new MessageChannel();
    serveRows({
      post: (message, moved) => thread.postMessage(message, [...moved]),
      onMessage: (listener) => void thread.on('message', (message: ToThread) => listener(message)),
    });
    thread.unref();
    const ended: ((reason: string) => void)[] = [];
    this.#end = (reason) => {
      host.close();
      for (const listener of ended) listener(reason);
    };
    return {
      post: (message, moved) => host.postMessage(message, [...moved]),
      onMessage: (listener) => {
        host.on('message', (message: FromThread) => listener(message));
        host.unref();
      },
      onEnd: (listener) => void ended.push(listener),
      end: () => host.close(),
    };
  }
}
