import { expect, test } from 'vitest';
import type { EventTime, InstanceBody } from '../api/types.ts';
import { dayOf, formatDay } from './day.ts';
import { itemOf, partsOn } from './item.ts';

const PARIS = 'Europe/Paris';

function instance(start: EventTime, end: EventTime): InstanceBody {
  return {
    calendar: 'work',
    object: 'a.ics',
    etag: '"1"',
    uid: 'a',
    recurring: false,
    override: false,
    start,
    end,
    start_utc: '',
    end_utc: '',
    all_day: 'date' in start,
  };
}

const paris = (local: string) => ({ local, time_zone: PARIS });

test('an event until midnight does not touch the next day', () => {
  const item = itemOf(instance(paris('2026-11-23T22:00:00'), paris('2026-11-24T00:00:00')), PARIS);
  expect(formatDay(item.lastDay)).toBe('2026-11-23');
});

test('an all-day event ends on the day before its open end', () => {
  const item = itemOf(instance({ date: '2026-11-24' }, { date: '2026-11-27' }), PARIS);
  expect([formatDay(item.firstDay), formatDay(item.lastDay)]).toEqual(['2026-11-24', '2026-11-26']);
  expect(item.wide).toBe(true);
});

test('an event over midnight has a part on either day', () => {
  const item = itemOf(instance(paris('2026-11-27T22:00:00'), paris('2026-11-28T03:00:00')), PARIS);
  expect(partsOn(dayOf(2026, 11, 27), [item])).toMatchObject([{ start: 1320, end: 1440 }]);
  expect(partsOn(dayOf(2026, 11, 28), [item])).toMatchObject([{ start: 0, end: 180 }]);
});

test('an event of a day and more is drawn as a bar', () => {
  const item = itemOf(instance(paris('2026-11-23T10:00:00'), paris('2026-11-24T10:00:00')), PARIS);
  expect(item.wide).toBe(true);
  expect(partsOn(dayOf(2026, 11, 23), [item])).toEqual([]);
});

test('an event in the repeated hour never ends before it starts', () => {
  // 00:50 UTC is 02:50 summer time, 01:10 UTC is 02:10 winter time.
  const item = itemOf(instance({ utc: '2026-10-25T00:50:00Z' }, { utc: '2026-10-25T01:10:00Z' }), PARIS);
  expect(item.endWall).toBe(item.startWall);
});

test('instances of one series have different keys', () => {
  const one = { ...instance(paris('2026-11-23T09:00:00'), paris('2026-11-23T10:00:00')), recurring: true };
  const first = itemOf({ ...one, recurrence_id: paris('2026-11-23T09:00:00') }, PARIS);
  const second = itemOf({ ...one, recurrence_id: paris('2026-11-24T09:00:00') }, PARIS);
  expect(first.key).not.toBe(second.key);
});
