// The decoder's inner loops over many bytes at a time, compiled to WebAssembly by AssemblyScript. What they do is told
// where the same is done without them: see `RowKernel`.
export { findCodes } from './codes';
export { readRows } from './rows';
