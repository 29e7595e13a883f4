import { describe, expect, test } from 'vitest';
import {
  formatInstant,
  formatWall,
  instantOf,
  parseInstant,
  parseWall,
  wallOf,
  type Instant,
  type Wall,
} from './zone.ts';

/** 2026: Paris goes to summer time on 29 March at 02:00, and back on 25 October at 03:00. */
const PARIS = 'Europe/Paris';

function instant(local: string, zone: string): string {
  return formatInstant(instantOf(parseWall(local) as Wall, zone));
}

function wall(utc: string, zone: string): string {
  return formatWall(wallOf(parseInstant(utc) as Instant, zone));
}

describe('instantOf', () => {
  test('uses the offset of that day', () => {
    expect(instant('2026-01-15T09:00', PARIS)).toBe('2026-01-15T08:00:00Z');
    expect(instant('2026-07-15T09:00', PARIS)).toBe('2026-07-15T07:00:00Z');
  });

  test('reads a skipped local time with the offset before the gap', () => {
    expect(instant('2026-03-29T02:30', PARIS)).toBe('2026-03-29T01:30:00Z');
  });

  test('reads a repeated local time as the first of the two', () => {
    expect(instant('2026-10-25T02:30', PARIS)).toBe('2026-10-25T00:30:00Z');
  });

  test('is right in the first and the last minute around a change', () => {
    expect(instant('2026-03-29T01:59', PARIS)).toBe('2026-03-29T00:59:00Z');
    expect(instant('2026-03-29T03:00', PARIS)).toBe('2026-03-29T01:00:00Z');
    expect(instant('2026-10-25T03:00', PARIS)).toBe('2026-10-25T02:00:00Z');
  });

  test('knows the half hours of Lord Howe Island', () => {
    expect(instant('2026-01-15T09:00', 'Australia/Lord_Howe')).toBe('2026-01-14T22:00:00Z');
    expect(instant('2026-07-15T09:00', 'Australia/Lord_Howe')).toBe('2026-07-14T22:30:00Z');
  });

  test('knows a midnight that does not exist', () => {
    // In Beirut, 29 March 2026 begins at 01:00; the offset before, +02:00, makes 00:00 the same instant.
    expect(instant('2026-03-29T00:00', 'Asia/Beirut')).toBe('2026-03-28T22:00:00Z');
    expect(wall('2026-03-28T22:00:00Z', 'Asia/Beirut')).toBe('2026-03-29T01:00:00');
  });
});

describe('wallOf', () => {
  test('shows midnight as hour 0 of the new day', () => {
    expect(wall('2026-11-22T23:00:00Z', PARIS)).toBe('2026-11-23T00:00:00');
  });

  test('shows an hour twice in autumn', () => {
    expect(wall('2026-10-25T00:30:00Z', PARIS)).toBe('2026-10-25T02:30:00');
    expect(wall('2026-10-25T01:30:00Z', PARIS)).toBe('2026-10-25T02:30:00');
  });
});

test('parseWall refuses what is no local date and time', () => {
  expect(parseWall('2026-11-23')).toBeNull();
  expect(parseWall('2026-13-01T09:00')).toBeNull();
  expect(parseWall('2026-11-23T09:30:00Z')).toBeNull();
});
