// Entry of the thread that reads what is too large for the extension host: a downloaded schema, the list of all tables.
import { parentPort, workerData } from 'node:worker_threads';
import { runIndexJob } from './indexJob';
import { runTablesJob } from './tablesJob';
import type { ThreadJob } from './thread';

/** The only ones who start this thread are typed: see `thread.ts`. */
const job = workerData as ThreadJob;

if (job.kind === 'tables') {
  parentPort?.postMessage(runTablesJob(job.body));
} else {
  const outcome = runIndexJob(job);
  const moved = outcome.kind === 'in-memory' ? [outcome.document.buffer, outcome.index.numbers.buffer] : [];
  parentPort?.postMessage(
    outcome,
    moved.filter((one) => one instanceof ArrayBuffer),
  );
}
