export * from './model';
export { bodyText } from './body';
export { blockAt, fileEnvironment, parseQueryFile, queryFileSteps } from './parse';
export { reparseQueryFile, type Reparsed } from './reparse';
export { resolveBlock } from './resolve';
export { requestInRange } from './selection';
export { blockRequest, blockTitle } from './outline';
export { errorRange } from './errorPosition';
