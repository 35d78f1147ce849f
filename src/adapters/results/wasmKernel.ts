import type { MakeRowKernel, RowKernel } from '../../core/results/decode/rowKernel';
import { memoryBytes } from '../../core/results/decode/rowLayout';

const wasmPage = 65_536;

/** What src/kernel exports: `mayOpen` is 0 or 1. */
interface Exports {
  readonly readRows: (...words: readonly number[]) => number;
  readonly findCodes: RowKernel['findCodes'];
}

/**
 * Compiles the kernel, which takes a millisecond. Where the machine refuses it, as one without wide registers does,
 * there is none; each result needs memory of its own, and where that is refused has none.
 * @param code what src/kernel was compiled to
 */
export function wasmKernels(code: Uint8Array<ArrayBuffer>): MakeRowKernel {
  const module = orNothing(() => new WebAssembly.Module(code));
  return () => module && orNothing(() => wasmKernel(module));
}

function orNothing<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function wasmKernel(module: WebAssembly.Module): RowKernel {
  const pages = memoryBytes / wasmPage;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  // Its functions are those that src/kernel/index.ts exports: the code is compiled from there.
  const { readRows, findCodes } = exports as unknown as Exports;
  const bytes = Buffer.from(memory.buffer);
  return {
    memory: memory.buffer,
    // Unlike `set`, which copies shared memory word by word, it copies as fast as the machine can.
    copy: (body, start, end, to) => void bytes.fill(body.subarray(start, end), to, to + end - start),
    readRows: (start, at, limit, first, rows, body, mayOpen) =>
      readRows(start, at, limit, first, rows, body, mayOpen ? 1 : 0),
    findCodes,
  };
}
