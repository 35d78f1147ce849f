import { expect, it } from 'vitest';
import { PassedMemory } from '../../../src/adapters/http/passedMemory';

const piece = (bytes: number): Uint8Array => new Uint8Array(bytes).fill(7);

it('gives the memory of a piece back once the next one lies elsewhere', () => {
  const memory = new PassedMemory();
  const [first, second] = [piece(100), piece(100)];
  memory.passed(first.subarray(0, 50));
  memory.passed(first.subarray(50));
  expect(first.length).toBe(100);
  memory.passed(second);
  expect([first.length, second.length]).toEqual([0, 100]);
});

it('leaves memory alone that holds something else beside the piece', () => {
  const memory = new PassedMemory();
  const [shared, whole, last] = [piece(100), piece(100), piece(100)];
  memory.passedAlone(shared.subarray(1));
  memory.passedAlone(whole);
  memory.passedAlone(shared.subarray(0, 1));
  memory.passedAlone(last);
  expect([shared.length, whole.length, last.length]).toEqual([100, 0, 100]);
});

it('leaves memory alone that threads share', () => {
  const memory = new PassedMemory();
  const shared = new Uint8Array(new SharedArrayBuffer(100));
  memory.passed(shared);
  memory.passed(piece(1));
  expect(shared.length).toBe(100);
});
