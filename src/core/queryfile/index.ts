export * from './model';
export { blockAt, parseQueryFile } from './parse';
export { resolveBlock } from './resolve';
export { requestInRange } from './selection';
export { blockRequest, blockTitle } from './outline';
