import { describe, expect, test } from 'vitest';
import { dayOf, formatDay } from './day.ts';
import { firstWeekday, isoWeek, monthGrid, startOfWeek } from './week.ts';

test('weeks begin on the day that the region begins them on', () => {
  expect(firstWeekday('fr-FR')).toBe(1);
  expect(firstWeekday('en-US')).toBe(7);
  expect(firstWeekday('ar-EG')).toBe(6);
});

test('startOfWeek goes back to the first day, or stays on it', () => {
  expect(formatDay(startOfWeek(dayOf(2026, 11, 29), 1))).toBe('2026-11-23');
  expect(formatDay(startOfWeek(dayOf(2026, 11, 29), 7))).toBe('2026-11-29');
  expect(formatDay(startOfWeek(dayOf(2026, 11, 27), 6))).toBe('2026-11-21');
});

describe('monthGrid', () => {
  test('shows the whole weeks that hold the month', () => {
    const weeks = monthGrid({ year: 2026, month: 11 }, 1);
    expect(weeks).toHaveLength(6);
    expect(formatDay(weeks[0]![0]!)).toBe('2026-10-26');
    expect(formatDay(weeks[5]![6]!)).toBe('2026-12-06');
  });

  test('needs only four weeks for a February that begins with a week', () => {
    expect(monthGrid({ year: 2027, month: 2 }, 1)).toHaveLength(4);
  });
});

test('isoWeek follows the year of the Thursday', () => {
  expect(isoWeek(dayOf(2026, 11, 23))).toBe(48);
  expect(isoWeek(dayOf(2026, 12, 31))).toBe(53);
  expect(isoWeek(dayOf(2027, 1, 1))).toBe(53);
  expect(isoWeek(dayOf(2027, 1, 4))).toBe(1);
});
