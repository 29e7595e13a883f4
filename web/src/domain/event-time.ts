/**
 * The API's four ways to write a time, and moves that keep the way an event's time was written.
 */

import type { EventTime } from '../api/types.ts';
import { addDays, formatDay, MS_PER_DAY, parseDay } from './day.ts';
import {
  dayOfWall,
  formatInstant,
  formatWall,
  instantOf,
  parseInstant,
  parseWall,
  wallOf,
  type Instant,
  type Wall,
} from './zone.ts';

/** A time that cannot be read: the API's answer breaks its own contract. */
export class UnreadableTime extends Error {}

/**
 * What a clock in `zone` shows at this time. Dates begin at midnight, and floating times are the same everywhere. A zone that
 * the browser does not know is read as `zone`, which is the best that can be shown.
 */
export function wallIn(zone: string, time: EventTime): Wall {
  if ('date' in time) return (readable(parseDay(time.date), time.date) * MS_PER_DAY) as Wall;
  if ('utc' in time) return wallOf(readable(parseInstant(time.utc), time.utc), zone);
  const local = readable(parseWall(time.local), time.local);
  if (time.time_zone === null || time.time_zone === zone) return local;
  return wallOf(instantOf(local, time.time_zone), zone);
}

/** The time that a clock in `zone` shows as `wall`, written in the way that `model` is written. */
export function timeLike(model: EventTime, wall: Wall, zone: string): EventTime {
  if ('date' in model) return { date: formatDay(dayOfWall(wall)) };
  if ('utc' in model) return { utc: formatInstant(instantOf(wall, zone)) };
  if (model.time_zone === null || model.time_zone === zone)
    return { local: formatWall(wall), time_zone: model.time_zone };
  return { local: formatWall(wallOf(instantOf(wall, zone), model.time_zone)), time_zone: model.time_zone };
}

/** `time` later by `delta` milliseconds of its own clock (whole days for a date), written as it was. */
export function shift(time: EventTime, delta: number): EventTime {
  if ('date' in time) {
    const day = readable(parseDay(time.date), time.date);
    return { date: formatDay(addDays(day, Math.round(delta / MS_PER_DAY))) };
  }
  if ('utc' in time) {
    return { utc: formatInstant((readable(parseInstant(time.utc), time.utc) + delta) as Instant) };
  }
  const local = readable(parseWall(time.local), time.local);
  return { local: formatWall((local + delta) as Wall), time_zone: time.time_zone };
}

/** Milliseconds from `from` to `to` as the clock they are both written in counts them; null where they are written differently. */
export function clockDifference(from: EventTime, to: EventTime): number | null {
  if (frameOf(from) !== frameOf(to)) return null;
  return faceOf(to) - faceOf(from);
}

/** The RECURRENCE-ID form of a time (RFC 5545 §3.3.4, §3.3.5), such as `20261123T093000`; the zone stays unsaid. */
export function basicForm(time: EventTime): string {
  const text =
    'date' in time
      ? time.date
      : 'utc' in time
        ? formatInstant(readable(parseInstant(time.utc), time.utc))
        : time.local;
  return text.replaceAll(/[-:]/g, '');
}

/** Whether two times are the same and written the same. */
export function sameTime(a: EventTime, b: EventTime): boolean {
  return clockDifference(a, b) === 0;
}

function frameOf(time: EventTime): string {
  if ('date' in time) return 'date';
  if ('utc' in time) return 'utc';
  return time.time_zone === null ? 'floating' : `zone:${time.time_zone}`;
}

function faceOf(time: EventTime): number {
  if ('date' in time) return readable(parseDay(time.date), time.date) * MS_PER_DAY;
  if ('utc' in time) return readable(parseInstant(time.utc), time.utc);
  return readable(parseWall(time.local), time.local);
}

function readable<T>(parsed: T | null, text: string): T {
  if (parsed === null) throw new UnreadableTime(`cannot read the time "${text}"`);
  return parsed;
}
