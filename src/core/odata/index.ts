export * from './ast';
export { parseFilter, parseODataUrl, parseQueryOptions } from './parse';
export { encodeRequestTarget } from './encode';
