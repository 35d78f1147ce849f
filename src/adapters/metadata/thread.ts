import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../core/base/problem';
import type { TablesReader } from '../../core/metadata/labelService';
import type { DocumentIndexer, IndexJob, IndexOutcome } from './indexJob';
import type { TablesOutcome } from './tablesJob';

/** What the thread is given. Nothing in it is secret: it has no token, and asks nobody for anything. */
export type ThreadJob =
  ({ readonly kind: 'index' } & IndexJob) | { readonly kind: 'tables'; readonly body: Uint8Array };

/** Indexes documents in threads of their own. `script`: path of the thread's bundle. */
export function indexInThread(script: string): DocumentIndexer {
  return async (job) => {
    const document = ownMemory(job.document);
    return (await run(script, { ...job, kind: 'index', document }, document.buffer)) as IndexOutcome;
  };
}

/** Reads the definitions of all tables in threads of their own: a megabyte or more of JSON. */
export function readTablesInThread(script: string): TablesReader {
  return async (answer) => {
    const body = ownMemory(answer);
    const outcome = (await run(script, { kind: 'tables', body }, body.buffer)) as TablesOutcome;
    if (outcome.kind === 'refused') throw new ProblemError(outcome.problem);
    return outcome.tables;
  };
}

/** Each job has its thread, which ends with it, and answers with what `schemaWorker.ts` makes of such a job. */
function run(script: string, job: ThreadJob, moved: ArrayBuffer): Promise<unknown> {
  const worker = new Worker(script, {
    workerData: job,
    transferList: [moved],
    // What this process was started with, a debugger or a test runner, is not for the thread.
    execArgv: [],
    env: {},
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error) => reject(failed(error.message)));
    worker.once('exit', (code) => reject(failed(`The thread ended with ${code}.`)));
  });
}

/** Memory that is given away must hold nothing else. */
function ownMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}

function failed(details: string): ProblemError {
  return new ProblemError({
    kind: 'malformed-answer',
    title: 'The schema could not be read.',
    remedy: 'Refresh the metadata once more.',
    action: 'retry',
    details,
  });
}
