// Entry of the thread that keeps the rows of all results.
import { parentPort } from 'node:worker_threads';
import { breathe } from './keptRows';
import { serveRows } from './rowsThread';
import type { ToThread } from './threadMessages';
import { warmUp } from './warmUp';

const port = parentPort;
if (port) {
  let waiting = true;
  serveRows({
    post: (message, moved) => port.postMessage(message, [...moved]),
    // The only ones who start this thread are typed: see `workerEngines.ts`.
    onMessage: (listener) =>
      void port.on('message', (message: ToThread) => {
        if (message.type !== 'open') waiting = false;
        listener(message);
      }),
  });
  void warmUpWhile(() => waiting);
}

/** Until there is something to do: while the first page is on its way. */
async function warmUpWhile(idle: () => boolean): Promise<void> {
  for (const _ of warmUp()) {
    await breathe();
    if (!idle()) return;
  }
}
