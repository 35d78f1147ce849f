// Entry of the thread that keeps the rows of all results.
import { parentPort } from 'node:worker_threads';
import code from 'row-kernel';
import type { MakeRowKernel } from '../../core/results/decode/rowKernel';
import { breathe } from './keptRows';
import { serveRows } from './rowsThread';
import type { FromThread, ThreadPort, ToThread } from './threadMessages';
import { warmUp } from './warmUp';
import { wasmKernels } from './wasmKernel';

const port = parentPort;
if (port) {
  let waiting = true;
  const makeKernel = wasmKernels(code);
  const thread: ThreadPort<FromThread, ToThread> = {
    post: (message, moved) => port.postMessage(message, [...moved]),
    // The only ones who start this thread are typed: see `workerEngines.ts`.
    onMessage: (listener) =>
      void port.on('message', (message: ToThread) => {
        if (message.type !== 'open') waiting = false;
        listener(message);
      }),
  };
  serveRows(thread, makeKernel);
  void warmUpWhile(() => waiting, makeKernel);
}

/** Until there is something to do: while the first page is on its way. */
async function warmUpWhile(idle: () => boolean, makeKernel: MakeRowKernel): Promise<void> {
  for (const _ of warmUp(makeKernel)) {
    await breathe();
    if (!idle()) return;
  }
}
