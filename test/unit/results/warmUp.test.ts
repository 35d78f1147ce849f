import { expect, it } from 'vitest';
import { warmUp } from '../../../src/adapters/results/warmUp';

it('reads its page again and again, in steps between which a thread can turn to what it is asked', () => {
  expect(Array.from(warmUp()).length).toBeGreaterThanOrEqual(18);
});
