/**
 * An instance as the views draw it: its times on the clock of the zone that the agenda is shown in.
 */

import type { EventTime, InstanceBody } from '../api/types.ts';
import { basicForm, timeLike, wallIn } from './event-time.ts';
import type { Span } from './gesture.ts';
import { addDays, MINUTES_PER_DAY, MS_PER_DAY, type Day } from './day.ts';
import { dayOfWall, wallAt, type Wall } from './zone.ts';

/** What the views show and the gestures move. */
export interface AgendaItem {
  /** Unlike every other instance's, and the same after a refetch. */
  key: string;
  calendar: string;
  object: string;
  etag: string;
  /** Which instance of a series this is; null for an event that does not recur. */
  recurrenceId: EventTime | null;
  recurring: boolean;
  /** Whether this instance differs from its series. */
  override: boolean;
  title: string;
  location: string;
  description: string;
  /** As written, for moves that keep the way of writing. */
  start: EventTime;
  end: EventTime;
  allDay: boolean;
  /** On the shown zone's clock; of an all-day event, midnight, the end being the midnight after its last day. */
  startWall: Wall;
  endWall: Wall;
  firstDay: Day;
  /** The last day it touches. */
  lastDay: Day;
  /** Whether it is drawn as a bar across days: all-day, or a day long and longer. */
  wide: boolean;
  isPrivate: boolean;
  isCancelled: boolean;
  isTentative: boolean;
  /** Whether it leaves its time free. */
  isFree: boolean;
}

/** The part of an item that lies on one day, in minutes since that day's midnight. */
export interface DayPart {
  item: AgendaItem;
  start: number;
  end: number;
}

/** Reads an instance for a zone. */
export function itemOf(instance: InstanceBody, zone: string): AgendaItem {
  const startWall = wallIn(zone, instance.start);
  // A repeated hour can set an end before its start on the clock's face; such an event is drawn as a moment.
  const endWall = Math.max(wallIn(zone, instance.end), startWall) as Wall;
  const recurrenceId = instance.recurrence_id ?? null;
  return {
    key: [instance.calendar, instance.object, recurrenceId ? basicForm(recurrenceId) : ''].join('/'),
    calendar: instance.calendar,
    object: instance.object,
    etag: instance.etag,
    recurrenceId,
    recurring: instance.recurring,
    override: instance.override,
    title: instance.summary ?? '',
    location: instance.location ?? '',
    description: instance.description ?? '',
    start: instance.start,
    end: instance.end,
    allDay: instance.all_day,
    startWall,
    endWall,
    firstDay: dayOfWall(startWall),
    lastDay: lastDayOf(startWall, endWall),
    wide: instance.all_day || endWall - startWall >= MS_PER_DAY,
    isPrivate: isNot(instance.classification, 'PUBLIC'),
    isCancelled: is(instance.status, 'CANCELLED'),
    isTentative: is(instance.status, 'TENTATIVE'),
    isFree: is(instance.transparency, 'TRANSPARENT'),
  };
}

/** The same item at another time of the shown clock, as it looks while a drag is under way. */
export function itemAt(item: AgendaItem, { startWall, endWall }: Span): AgendaItem {
  return {
    ...item,
    startWall,
    endWall,
    firstDay: dayOfWall(startWall),
    lastDay: lastDayOf(startWall, endWall),
    wide: item.allDay || endWall - startWall >= MS_PER_DAY,
  };
}

/** The same item moved for good: its times too, each written as it was. One that did not move is left as it stands. */
export function itemMovedTo(item: AgendaItem, span: Span, zone: string): AgendaItem {
  return {
    ...itemAt(item, span),
    start: span.startWall === item.startWall ? item.start : timeLike(item.start, span.startWall, zone),
    end: span.endWall === item.endWall ? item.end : timeLike(item.end, span.endWall, zone),
  };
}

/** The parts of timed items that lie on a day, in order of their start. */
export function partsOn(day: Day, items: readonly AgendaItem[]): DayPart[] {
  const midnight = wallAt(day, 0);
  return items
    .filter((item) => !item.wide && item.firstDay <= day && item.lastDay >= day)
    .map((item) => ({
      item,
      start: Math.max(0, (item.startWall - midnight) / 60_000),
      end: Math.min(MINUTES_PER_DAY, (item.endWall - midnight) / 60_000),
    }))
    .sort((a, b) => a.start - b.start || b.end - a.end || byKey(a.item, b.item));
}

/** The items that touch a day, bars first, then by time. */
export function itemsOn(day: Day, items: readonly AgendaItem[]): AgendaItem[] {
  return items
    .filter((item) => item.firstDay <= day && item.lastDay >= day)
    .sort((a, b) => Number(b.wide) - Number(a.wide) || a.startWall - b.startWall || byKey(a, b));
}

/** An end at midnight belongs to the day before, unless the event is a mere moment. */
function lastDayOf(startWall: Wall, endWall: Wall): Day {
  const day = dayOfWall(endWall);
  return endWall > startWall && endWall === wallAt(day, 0) ? addDays(day, -1) : day;
}

function byKey(a: AgendaItem, b: AgendaItem): number {
  return a.key < b.key ? -1 : 1;
}

function is(word: string | null | undefined, wanted: string): boolean {
  return word?.toUpperCase() === wanted;
}

function isNot(word: string | null | undefined, usual: string): boolean {
  return word != null && !is(word, usual);
}
