import { expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';

test('waits double each time, up to half a minute', () => {
  expect([0, 1, 2, 6, 50].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000, 30_000, 30_000]);
});

test('spreads over the upper half', () => {
  expect(backoffMs(3, 0)).toBe(2000);
});
