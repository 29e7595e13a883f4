import { describe, expect, test } from 'vitest';
import { basicForm, clockDifference, shift, timeLike, wallIn } from './event-time.ts';
import { formatWall, parseWall, type Wall } from './zone.ts';

const wall = (text: string) => parseWall(text) as Wall;

describe('wallIn', () => {
  test('shows a zoned time on the clock of the shown zone', () => {
    const boston = { local: '2026-11-25T09:30:00', time_zone: 'America/New_York' };
    expect(formatWall(wallIn('Europe/Paris', boston))).toBe('2026-11-25T15:30:00');
  });

  test('leaves floating times and dates as they are everywhere', () => {
    expect(formatWall(wallIn('Asia/Tokyo', { local: '2026-11-25T09:30:00', time_zone: null }))).toBe(
      '2026-11-25T09:30:00',
    );
    expect(formatWall(wallIn('Asia/Tokyo', { date: '2026-11-25' }))).toBe('2026-11-25T00:00:00');
  });
});

describe('timeLike', () => {
  test('writes a time in the zone of the event it belongs to', () => {
    const model = { local: '2026-11-25T09:30:00', time_zone: 'America/New_York' };
    const moved = timeLike(model, wall('2026-11-25T16:00'), 'Europe/Paris');
    expect(moved).toEqual({ local: '2026-11-25T10:00:00', time_zone: 'America/New_York' });
  });

  test('keeps UTC, floating and dates what they are', () => {
    const at = wall('2026-11-25T16:00');
    expect(timeLike({ utc: '2026-01-01T00:00:00Z' }, at, 'Europe/Paris')).toEqual({
      utc: '2026-11-25T15:00:00Z',
    });
    expect(timeLike({ local: '', time_zone: null }, at, 'Europe/Paris')).toEqual({
      local: '2026-11-25T16:00:00',
      time_zone: null,
    });
    expect(timeLike({ date: '2026-01-01' }, at, 'Europe/Paris')).toEqual({ date: '2026-11-25' });
  });
});

test('shift moves by the clock of the time itself, over a change of offset too', () => {
  const before = { local: '2026-10-24T09:00:00', time_zone: 'Europe/Paris' };
  expect(shift(before, 86_400_000)).toEqual({ local: '2026-10-25T09:00:00', time_zone: 'Europe/Paris' });
  expect(shift({ date: '2026-02-28' }, 86_400_000)).toEqual({ date: '2026-03-01' });
});

test('clockDifference is null between times written differently', () => {
  expect(
    clockDifference({ date: '2026-11-25' }, { local: '2026-11-25T09:00:00', time_zone: null }),
  ).toBeNull();
});

test('basicForm is the form of RECURRENCE-ID', () => {
  expect(basicForm({ date: '2026-11-25' })).toBe('20261125');
  expect(basicForm({ local: '2026-11-25T09:30:00', time_zone: 'Europe/Paris' })).toBe('20261125T093000');
  expect(basicForm({ utc: '2026-11-25T08:30:00Z' })).toBe('20261125T083000Z');
});
