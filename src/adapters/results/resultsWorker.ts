// Entry of the thread that keeps the rows of all results.
import { parentPort } from 'node:worker_threads';
import { serveRows } from './rowsThread';
import type { ToThread } from './threadMessages';

const port = parentPort;
if (port) {
  serveRows({
    post: (message, moved) => port.postMessage(message, [...moved]),
    // The only ones who start this thread are typed: see `workerEngines.ts`.
    onMessage: (listener) => void port.on('message', (message: ToThread) => listener(message)),
  });
}
