/**
 * What a drag in the time grid means, step by step, apart from any pointer: stretches on the shown clock.
 */

import { MS_PER_DAY, MS_PER_MINUTE, type Day } from './day.ts';
import { addMinutes, dayOfWall, minuteOfWall, wallAt, type Wall } from './zone.ts';

/** Minutes that drags snap to. */
export const SNAP_MINUTES = 15;

/** Minutes of an event that a single click makes. */
export const CLICK_MINUTES = 60;

/** Late in the evening, the last hour that still ends on the same day. */
const LAST_SUGGESTED_HOUR = 22;

/** A stretch of the shown clock. */
export interface Span {
  startWall: Wall;
  endWall: Wall;
}

/** A drag under way, by what it began on. */
export type Gesture =
  | { kind: 'create'; anchor: Wall }
  | { kind: 'create-days'; anchor: Wall }
  | { kind: 'move'; span: Span; grabbed: Wall }
  | { kind: 'resize-start'; span: Span }
  | { kind: 'resize-end'; span: Span };

/** The nearest snap line at or before `wall`. */
export function snapDown(wall: Wall): Wall {
  const step = SNAP_MINUTES * MS_PER_MINUTE;
  return (Math.floor(wall / step) * step) as Wall;
}

/** The stretch that a drag makes with the pointer at `pointer`. */
export function spanOf(gesture: Gesture, pointer: Wall): Span {
  switch (gesture.kind) {
    case 'create':
      return createdSpan(gesture.anchor, pointer);
    case 'create-days':
      return createdDays(gesture.anchor, pointer);
    case 'move':
      return movedSpan(gesture.span, snapNear((pointer - gesture.grabbed) as Wall));
    case 'resize-start':
      return { ...gesture.span, startWall: atMost(snapNear(pointer), gesture.span.endWall) };
    case 'resize-end':
      return { ...gesture.span, endWall: atLeast(snapNear(pointer), gesture.span.startWall) };
  }
}

/** The hour that a click makes: from the half hour clicked in. */
export function clickedSpan(wall: Wall): Span {
  const half = 30 * MS_PER_MINUTE;
  const startWall = (Math.floor(wall / half) * half) as Wall;
  return { startWall, endWall: addMinutes(startWall, CLICK_MINUTES) };
}

/** The hour that a new event on a day gets unasked: the next full hour today, nine o'clock on any other day. */
export function suggestedSpan(day: Day, now: Wall): Span {
  const nextHour = Math.min(Math.floor(minuteOfWall(now) / 60) + 1, LAST_SUGGESTED_HOUR);
  const startWall = wallAt(day, (dayOfWall(now) === day ? nextHour : 9) * 60);
  return { startWall, endWall: addMinutes(startWall, CLICK_MINUTES) };
}

/** A span moved by milliseconds of the clock. */
export function movedSpan({ startWall, endWall }: Span, delta: number): Span {
  return { startWall: (startWall + delta) as Wall, endWall: (endWall + delta) as Wall };
}

/** A new stretch stays within the day that it was begun on, whichever way it is drawn. */
function createdSpan(anchor: Wall, pointer: Wall): Span {
  const step = SNAP_MINUTES * MS_PER_MINUTE;
  const midnight = wallAt(dayOfWall(anchor), 0);
  const within = Math.min(Math.max(pointer, midnight), midnight + MS_PER_DAY - 1) as Wall;
  const startWall = snapDown(Math.min(anchor, within) as Wall);
  const endWall = (snapDown(Math.max(anchor, within) as Wall) + step) as Wall;
  return { startWall, endWall };
}

/** Whole days from one point to the other, both included. */
function createdDays(anchor: Wall, pointer: Wall): Span {
  const startWall = wallAt(dayOfWall(Math.min(anchor, pointer) as Wall), 0);
  const endWall = (wallAt(dayOfWall(Math.max(anchor, pointer) as Wall), 0) + MS_PER_DAY) as Wall;
  return { startWall, endWall };
}

function snapNear(wall: Wall): Wall {
  const step = SNAP_MINUTES * MS_PER_MINUTE;
  return (Math.round(wall / step) * step) as Wall;
}

function atMost(start: Wall, end: Wall): Wall {
  return Math.min(start, end - SNAP_MINUTES * MS_PER_MINUTE) as Wall;
}

function atLeast(end: Wall, start: Wall): Wall {
  return Math.max(end, start + SNAP_MINUTES * MS_PER_MINUTE) as Wall;
}
