export * from './model';
export { blockAt, parseQueryFile, requestInRange } from './parse';
export { methodOf, resolveBlock } from './resolve';
