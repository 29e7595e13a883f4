/**
 * Between instants and the clocks on people's walls, with nothing but the browser's own time zone data.
 */

import { MS_PER_DAY, MS_PER_MINUTE, type Day } from './day.ts';

declare const wallBrand: unique symbol;
declare const instantBrand: unique symbol;

/**
 * A local date and time, zone unsaid: the milliseconds since 1970-01-01T00:00 as that clock counts them. Two of them can be
 * subtracted for the difference that people read off the clock, which across a change to summer time is not the time elapsed.
 */
export type Wall = number & { readonly [wallBrand]: true };

/** An instant: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };

export function wallAt(day: Day, minute: number): Wall {
  return (day * MS_PER_DAY + minute * MS_PER_MINUTE) as Wall;
}

export function addMinutes(wall: Wall, minutes: number): Wall {
  return (wall + minutes * MS_PER_MINUTE) as Wall;
}

export function dayOfWall(wall: Wall): Day {
  return Math.floor(wall / MS_PER_DAY) as Day;
}

/** Minutes since that day's midnight, with fractions for seconds. */
export function minuteOfWall(wall: Wall): number {
  return (wall - dayOfWall(wall) * MS_PER_DAY) / MS_PER_MINUTE;
}

/** Reads `2026-11-23T09:30` or `2026-11-23T09:30:00`; null for anything else. */
export function parseWall(text: string): Wall | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? null : (wall as Wall);
}

/** `2026-11-23T09:30:00`. */
export function formatWall(wall: Wall): string {
  return new Date(wall).toISOString().slice(0, 19);
}

/** Reads an RFC 3339 instant; null for anything else. */
export function parseInstant(text: string): Instant | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : (instant as Instant);
}

/** `2026-11-23T08:30:00Z`. */
export function formatInstant(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** The zone of the device. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether the browser knows this IANA zone. */
export function isKnownZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** What the clocks of a zone show at an instant. */
export function wallOf(instant: Instant, zone: string): Wall {
  const field: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of formatterOf(zone).formatToParts(instant)) field[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second) as Wall;
}

/**
 * The instant at which the clocks of a zone show `wall`. Where they show it twice, the first; where they skip it, what the
 * offset before the gap makes of it (RFC 5545 §3.3.5).
 */
export function instantOf(wall: Wall, zone: string): Instant {
  const before = offsetAt((wall - MS_PER_DAY) as Instant, zone);
  const after = offsetAt((wall + MS_PER_DAY) as Instant, zone);
  const early = (wall - before) as Instant;
  const late = (wall - after) as Instant;
  if (wallOf(early, zone) === wall) return early;
  return wallOf(late, zone) === wall ? late : early;
}

/** Milliseconds by which the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(instant: Instant, zone: string): number {
  return wallOf(instant, zone) - Math.floor(instant / 1000) * 1000;
}
