export * from './ast';
export { parseFilter, parseODataUrl, parseQueryOptions } from './parse';
export type { ParsedExpression, ParsedOptions } from './parse';
export { encodeRequestTarget } from './encode';
