export * from './model';
export { bodyText, mappedBody } from './body';
export { isSent } from './ownHeaders';
export { blockAt, parseQueryFile } from './parse';
export { resolveBlock } from './resolve';
export { requestInRange } from './selection';
export { blockRequest, blockTitle } from './outline';
export { errorRange } from './errorPosition';
