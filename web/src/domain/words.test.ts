import { describe, expect, test } from 'vitest';
import { dayOf } from './day.ts';
import { ago, regionOf, Words } from './words.ts';
import { wallAt } from './zone.ts';

const day = dayOf(2026, 11, 23);

test('words are English, customs those of the first language', () => {
  expect(regionOf(['fr-FR', 'en-US'])).toEqual({ words: 'en-US', customs: 'fr-FR' });
  expect(regionOf(['de'])).toEqual({ words: 'en-GB', customs: 'de' });
  expect(regionOf([])).toEqual({ words: 'en-GB', customs: 'en-GB' });
});

test('hours are twelve or twenty-four by custom', () => {
  expect(new Words(regionOf(['fr-FR'])).time(wallAt(day, 21 * 60 + 5))).toBe('21:05');
  expect(new Words(regionOf(['en-US'])).time(wallAt(day, 21 * 60 + 5)).replace(/\s/u, ' ')).toBe('9:05 PM');
  expect(new Words(regionOf(['fr-FR'])).time(wallAt(day, 0))).toBe('00:00');
});

test('hour lines leave full hours of twelve without minutes', () => {
  expect(new Words(regionOf(['fr-FR'])).hour(9)).toBe('09:00');
  expect(new Words(regionOf(['en-US'])).hour(11).replace(/\s/u, ' ')).toBe('11 AM');
});

describe('when', () => {
  const words = new Words({ words: 'en-GB', customs: 'en-GB' });

  test('says one day once', () => {
    const item = {
      startWall: wallAt(day, 570),
      endWall: wallAt(day, 615),
      firstDay: day,
      lastDay: day,
      allDay: false,
    };
    expect(words.when(item)).toMatch(/^09:30 – 10:15, Monday,? 23 November 2026$/);
  });

  test('says whole days without hours', () => {
    const item = {
      startWall: wallAt(day, 0),
      endWall: wallAt(day, 1440),
      firstDay: day,
      lastDay: day,
      allDay: true,
    };
    expect(words.when(item)).toMatch(/^all day, Monday,? 23 November 2026$/);
  });
});

test('ago speaks as people do', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  expect(ago(now - 30_000, now)).toBe('just now');
  expect(ago(now - 3_600_000, now)).toBe('an hour ago');
  expect(ago(now - 26 * 3_600_000, now)).toBe('yesterday');
  expect(ago(now - 72 * 3_600_000, now)).toBe('3 days ago');
});
