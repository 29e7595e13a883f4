import { describe, expect, test } from 'vitest';
import { addMonths, dayOf, formatDay, parseDay, weekdayOf } from './day.ts';

test('parseDay and formatDay are inverse', () => {
  expect(formatDay(parseDay('2026-11-23')!)).toBe('2026-11-23');
  expect(formatDay(parseDay('1969-12-31')!)).toBe('1969-12-31');
});

test('parseDay refuses dates that no calendar has', () => {
  expect(parseDay('2026-02-30')).toBeNull();
  expect(parseDay('2026-2-3')).toBeNull();
  expect(parseDay('')).toBeNull();
});

test('weekdayOf counts from Monday, before 1970 too', () => {
  expect(weekdayOf(dayOf(2026, 11, 23))).toBe(1);
  expect(weekdayOf(dayOf(2026, 11, 29))).toBe(7);
  expect(weekdayOf(dayOf(1969, 7, 20))).toBe(7);
});

describe('addMonths', () => {
  test('keeps the day of the month', () => {
    expect(formatDay(addMonths(dayOf(2026, 12, 15), 1))).toBe('2027-01-15');
  });

  test('takes the last day of a shorter month', () => {
    expect(formatDay(addMonths(dayOf(2027, 1, 31), 1))).toBe('2027-02-28');
    expect(formatDay(addMonths(dayOf(2028, 3, 31), -1))).toBe('2028-02-29');
  });
});
