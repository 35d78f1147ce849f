// What is wrong with a batch.
import { badRequest } from './refusal';
import type { Refusal } from './refusal';

export const batchWithoutBoundary = (): Refusal =>
  badRequest("The content type of a batch request must be 'multipart/mixed' with a boundary.");

export const batchTooLarge = (most: number): Refusal =>
  badRequest(`The number of requests in the batch is larger than ${most}.`);

export const readInChangeSet = (): Refusal =>
  badRequest('A GET request is not allowed in a change set: it holds only requests that change rows.');
