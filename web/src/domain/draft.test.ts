import { describe, expect, test } from 'vitest';
import type { EventBody, InstanceBody } from '../api/types.ts';
import {
  changeOf,
  creationOf,
  draftOf,
  forSeries,
  newDraft,
  problemsOf,
  RuleCannotFollow,
  withAllDay,
  withStart,
  type Draft,
} from './draft.ts';
import { itemOf } from './item.ts';
import { parseWall, type Wall } from './zone.ts';

const PARIS = 'Europe/Paris';
const wall = (text: string) => parseWall(text) as Wall;
const paris = (local: string) => ({ local, time_zone: PARIS });

const nine = newDraft(
  { startWall: wall('2026-11-23T09:00'), endWall: wall('2026-11-23T10:30'), allDay: false },
  'work',
);

const standUp: InstanceBody = {
  calendar: 'work',
  object: 'a.ics',
  etag: '"1"',
  uid: 'a',
  recurrence_id: paris('2026-11-23T09:15:00'),
  recurring: true,
  override: false,
  summary: 'Stand-up',
  start: paris('2026-11-23T09:15:00'),
  end: paris('2026-11-23T09:30:00'),
  start_utc: '2026-11-23T08:15:00Z',
  end_utc: '2026-11-23T08:30:00Z',
  all_day: false,
};

function series(recurrence_rule: string): EventBody {
  return {
    calendar: 'work',
    object: 'a.ics',
    etag: '"1"',
    uid: 'a',
    start: paris('2026-11-09T09:15:00'),
    end: paris('2026-11-09T09:30:00'),
    recurrence_rule,
    ics: '',
  };
}

describe('creationOf', () => {
  test('sends the local form with its zone, and only what was filled in', () => {
    expect(creationOf({ ...nine, title: ' Review ' }, PARIS)).toEqual({
      summary: 'Review',
      start: paris('2026-11-23T09:00:00'),
      end: paris('2026-11-23T10:30:00'),
    });
  });

  test('sends dates with an open end for whole days', () => {
    const body = creationOf(
      { ...nine, allDay: true, endDate: '2026-11-24', repeat: 'weekly', isPrivate: true },
      PARIS,
    );
    expect(body).toMatchObject({
      start: { date: '2026-11-23' },
      end: { date: '2026-11-25' },
      recurrence_rule: 'FREQ=WEEKLY',
      classification: 'PRIVATE',
    });
  });
});

describe('problemsOf', () => {
  const fields = (draft: Draft) => problemsOf(draft).map(({ field }) => field);

  test('finds none in an ordinary event, nor in a moment', () => {
    expect(fields(nine)).toEqual([]);
    expect(fields({ ...nine, endTime: '09:00' })).toEqual([]);
  });

  test('names the field that is wrong', () => {
    expect(fields({ ...nine, startDate: '' })).toEqual(['startDate']);
    expect(fields({ ...nine, startTime: '' })).toEqual(['startTime']);
    expect(fields({ ...nine, endTime: '08:00' })).toEqual(['endTime']);
    expect(fields({ ...nine, allDay: true, endDate: '2026-11-22' })).toEqual(['endDate']);
    expect(fields({ ...nine, calendar: '' })).toEqual(['calendar']);
  });
});

test('moving the start moves the end along', () => {
  expect(withStart(nine, '2026-11-24', '23:00')).toMatchObject({ endDate: '2026-11-25', endTime: '00:30' });
});

test('an emptied start leaves the end alone', () => {
  expect(withStart(nine, '', '09:00')).toMatchObject({
    startDate: '',
    endDate: '2026-11-23',
    endTime: '10:30',
  });
});

test('a day turned into hours ends after it starts', () => {
  const day = { ...nine, allDay: true, startTime: '09:00', endTime: '08:00' };
  expect(withAllDay(day, false)).toMatchObject({ startTime: '09:00', endTime: '10:00' });
});

describe('changeOf', () => {
  const item = itemOf(standUp, PARIS);
  const before = draftOf(item, 'FREQ=DAILY');

  test('is empty when nothing was changed', () => {
    expect(changeOf(before, { ...before }, item, PARIS)).toEqual({});
  });

  test('holds only what was changed', () => {
    expect(changeOf(before, { ...before, title: 'Daily' }, item, PARIS)).toEqual({ summary: 'Daily' });
    expect(changeOf(before, { ...before, repeat: 'none' }, item, PARIS)).toEqual({ recurrence_rule: null });
  });

  test('takes away what was emptied', () => {
    const full = { ...before, location: 'Room Curie', description: 'Notes', isPrivate: true };
    const emptied = { ...full, location: ' ', description: '', isPrivate: false };
    expect(changeOf(full, emptied, item, PARIS)).toEqual({
      location: null,
      description: null,
      classification: null,
    });
  });

  test('keeps the zone that the event was written in', () => {
    const fromTokyo = itemOf(standUp, 'Asia/Tokyo');
    const draft = draftOf(fromTokyo, null);
    expect(draft.startTime).toBe('17:15');
    const change = changeOf(draft, { ...draft, startTime: '17:00' }, fromTokyo, 'Asia/Tokyo');
    expect(change).toEqual({ start: paris('2026-11-23T09:00:00'), end: paris('2026-11-23T09:30:00') });
  });
});

describe('forSeries', () => {
  const item = itemOf(standUp, PARIS);
  const later = { start: paris('2026-11-24T09:45:00'), end: paris('2026-11-24T10:00:00') };

  test('moves the series by as much as the instance', () => {
    expect(forSeries(later, item, series('FREQ=DAILY'))).toEqual({
      start: paris('2026-11-10T09:45:00'),
      end: paris('2026-11-10T10:00:00'),
    });
  });

  test('moves the weekdays of the rule along', () => {
    expect(forSeries(later, item, series('FREQ=WEEKLY;BYDAY=MO')).recurrence_rule).toBe(
      'FREQ=WEEKLY;BYDAY=TU',
    );
  });

  test('refuses to move a series off the days that its rule names', () => {
    expect(() => forSeries(later, item, series('FREQ=MONTHLY;BYDAY=2MO'))).toThrow(RuleCannotFollow);
  });

  test('turned into whole days, still begins where the series began', () => {
    const whole = { start: { date: '2026-11-23' }, end: { date: '2026-11-24' } };
    expect(forSeries(whole, item, series('FREQ=DAILY'))).toEqual({
      start: { date: '2026-11-09' },
      end: { date: '2026-11-10' },
    });
  });
});
