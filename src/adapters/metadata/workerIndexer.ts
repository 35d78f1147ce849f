import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../core/base/problem';
import type { DocumentIndexer, IndexOutcome } from './indexJob';

/** Indexes in a thread of its own, which ends with the job. `script`: path of the worker's bundle. */
export function workerIndexer(script: string): DocumentIndexer {
  return (job) => {
    const document = ownMemory(job.document);
    const worker = new Worker(script, {
      workerData: { ...job, document },
      transferList: [document.buffer],
      // What this process was started with, a debugger or a test runner, is not for the thread.
      execArgv: [],
      env: {},
    });
    return new Promise<IndexOutcome>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (error) => reject(failed(error.message)));
      worker.once('exit', (code) => reject(failed(`The thread ended with ${code}.`)));
    });
  };
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
