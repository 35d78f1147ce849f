import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/core/base/retryAfter';

const now = Date.parse('2026-11-21T00:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['7', 7000],
    [' 0 ', 0],
    ['1.2', 1200],
    ['Sat, 21 Nov 2026 00:00:20 GMT', 20_000],
    ['Fri, 20 Nov 2026 23:59:00 GMT', 0],
  ])('of %j is %d ms', (value, ms) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBe(ms);
  });

  it.each(['', 'soon', '-5', '1.2.3', '99999999999'])('says nothing usable as %j', (value) => {
    expect(retryAfterMs({ 'retry-after': value }, now)).toBeUndefined();
  });

  it('may be missing', () => {
    expect(retryAfterMs({}, now)).toBeUndefined();
  });
});
