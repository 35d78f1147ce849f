export { MalformedChunkError, packChunk, unpackChunk } from '../core/results/rowChunkCodec';
