import { expect, test } from 'vitest';
import { dayOf, formatDay } from './day.ts';
import { addressOf, placeOf, rangeOf, turned, type Place } from './view.ts';

const day = dayOf(2026, 11, 30);

test('addresses lead back to their places', () => {
  const place: Place = { page: 'agenda', view: 'month', day };
  expect(addressOf(place)).toBe('#/month/2026-11-30');
  expect(placeOf('#/month/2026-11-30', { page: 'connect' })).toEqual(place);
  expect(placeOf('#/connect', place)).toEqual({ page: 'connect' });
});

test('an address that names nothing leads home', () => {
  const home: Place = { page: 'agenda', view: 'week', day };
  expect(placeOf('', home)).toEqual(home);
  expect(placeOf('#/week/2026-02-30', home)).toEqual(home);
  expect(placeOf('#/year/2026-02-03', home)).toEqual(home);
});

test('a view shows the days it is named for', () => {
  expect(rangeOf('week', day, 7)).toEqual({ first: dayOf(2026, 11, 29), count: 7 });
  expect(rangeOf('month', day, 1)).toEqual({ first: dayOf(2026, 10, 26), count: 42 });
});

test('turning a month goes to its first day, so that no month is skipped', () => {
  expect(formatDay(turned('month', dayOf(2027, 1, 31), 1))).toBe('2027-02-01');
});
