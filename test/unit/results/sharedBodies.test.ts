import { expect, it } from 'vitest';
import { SharedBodies } from '../../../src/vscode/results/sharedBodies';

it('hands the memory of a body out again once it was given back, and never before', () => {
  const memory = new SharedBodies();
  const first = memory.take(1000);
  const second = memory.take(1000);
  expect(second.buffer).not.toBe(first.buffer);
  memory.give(first.subarray(0, 900));
  expect(memory.take(1100).buffer).toBe(first.buffer);
  expect(memory.take(1100).buffer).not.toBe(first.buffer);
});

it('gives memory that threads share, as much as was asked for, and keeps no block that is too small', () => {
  const memory = new SharedBodies();
  const small = memory.take(1000);
  memory.give(small);
  const large = memory.take(100_000);
  expect(large.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(large.length).toBeGreaterThanOrEqual(100_000);
  expect(memory.take(1000).buffer).not.toBe(small.buffer);
});

it('takes nothing back that was not its own', () => {
  const memory = new SharedBodies();
  const other = new Uint8Array(5000);
  memory.give(other);
  expect(memory.take(1000).buffer).not.toBe(other.buffer);
});
