// Entry of the thread that indexes a downloaded schema, so that the extension host never waits for it.
import { parentPort, workerData } from 'node:worker_threads';
import { runIndexJob, type IndexJob } from './indexJob';

/** The only one who starts this thread is `workerIndexer`, which is typed. */
const outcome = runIndexJob(workerData as IndexJob);
const moved = outcome.kind === 'in-memory' ? [outcome.document.buffer, outcome.index.numbers.buffer] : [];
parentPort?.postMessage(
  outcome,
  moved.filter((one) => one instanceof ArrayBuffer),
);
