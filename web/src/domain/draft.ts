/**
 * An event while it is being written: exactly what the form's fields hold, and what it asks of the API.
 */

import type { EventBody, EventChangeBody, EventTime, NewEventBody } from '../api/types.ts';
import { addDays, formatDay, MS_PER_DAY, parseDay } from './day.ts';
import { clockDifference, shift, timeLike } from './event-time.ts';
import { itemMovedTo, type AgendaItem } from './item.ts';
import { repeatOf, ruleOf, shiftRule, type Repeat } from './recurrence.ts';
import { addMinutes, dayOfWall, formatWall, parseWall, type Wall } from './zone.ts';

/** The form's fields, dates and times as `<input>` writes them. */
export interface Draft {
  title: string;
  allDay: boolean;
  startDate: string;
  startTime: string;
  /** Of an all-day event, its last day. */
  endDate: string;
  endTime: string;
  location: string;
  description: string;
  calendar: string;
  repeat: Repeat;
  isPrivate: boolean;
}

/** Which part of a series a change is meant for. */
export type Scope = 'this' | 'series';

/** A field that cannot be saved as it is, and why. */
export interface Problem {
  field: keyof Draft;
  message: string;
}

/** A stretch of time picked in the grid. */
export interface Picked {
  startWall: Wall;
  endWall: Wall;
  allDay: boolean;
}

/** An empty form for a stretch picked in the grid. */
export function newDraft({ startWall, endWall, allDay }: Picked, calendar: string): Draft {
  return {
    title: '',
    location: '',
    description: '',
    calendar,
    repeat: 'none',
    isPrivate: false,
    ...timeFields(startWall, endWall, allDay),
  };
}

/** The form filled with an event. */
export function draftOf(item: AgendaItem, recurrenceRule: string | null): Draft {
  return {
    title: item.title,
    location: item.location,
    description: item.description,
    calendar: item.calendar,
    repeat: repeatOf(recurrenceRule),
    isPrivate: item.isPrivate,
    ...timeFields(item.startWall, item.endWall, item.allDay),
  };
}

type TimeFields = Pick<Draft, 'allDay' | 'startDate' | 'startTime' | 'endDate' | 'endTime'>;

/** The time fields for a stretch; of an all-day one the end is open, and the form shows the last day. */
export function timeFields(startWall: Wall, endWall: Wall, allDay: boolean): TimeFields {
  const lastDay = allDay ? addDays(dayOfWall(endWall), -1) : dayOfWall(endWall);
  return {
    allDay,
    startDate: formatDay(dayOfWall(startWall)),
    startTime: allDay ? '09:00' : timeField(startWall),
    endDate: formatDay(Math.max(lastDay, dayOfWall(startWall)) as typeof lastDay),
    endTime: allDay ? '10:00' : timeField(endWall),
  };
}

function timeField(wall: Wall): string {
  return formatWall(wall).slice(11, 16);
}

/** The draft with its start moved: its end moves along, so that its length stays. */
export function withStart(draft: Draft, startDate: string, startTime: string): Draft {
  const moved = { ...draft, startDate, startTime };
  const before = stretchOf(draft);
  const start = wallField(startDate, draft.allDay ? '00:00' : startTime);
  if (!before || start === null) return moved;
  const end = (start + (before.endWall - before.startWall)) as Wall;
  const { endDate, endTime } = timeFields(start, end, draft.allDay);
  return { ...moved, endDate, endTime: draft.allDay ? draft.endTime : endTime };
}

/** What must be mended before the draft can be saved; the first for each field. */
export function problemsOf(draft: Draft): Problem[] {
  const problems: Problem[] = [];
  if (parseDay(draft.startDate) === null)
    problems.push({ field: 'startDate', message: 'Say on which day it starts.' });
  if (parseDay(draft.endDate) === null)
    problems.push({ field: 'endDate', message: 'Say on which day it ends.' });
  const stretch = stretchOf(draft);
  if (problems.length === 0 && !stretch)
    problems.push({ field: 'startTime', message: 'Say when it starts and ends.' });
  if (stretch && endsTooEarly(stretch)) {
    problems.push({ field: draft.allDay ? 'endDate' : 'endTime', message: 'It ends before it starts.' });
  }
  if (draft.calendar === '') problems.push({ field: 'calendar', message: 'Choose a calendar.' });
  return problems;
}

/** An event may be a mere moment, but not a mere part of a day where it is said to be whole. */
function endsTooEarly({ startWall, endWall, allDay }: Picked): boolean {
  return allDay ? endWall <= startWall : endWall < startWall;
}

/** The stretch that the fields name, the end open; null while they name none. */
export function stretchOf(draft: Draft): Picked | null {
  const startWall = wallField(draft.startDate, draft.allDay ? '00:00' : draft.startTime);
  const endWall = wallField(draft.endDate, draft.allDay ? '00:00' : draft.endTime);
  if (startWall === null || endWall === null) return null;
  return {
    startWall,
    endWall: draft.allDay ? ((endWall + MS_PER_DAY) as Wall) : endWall,
    allDay: draft.allDay,
  };
}

function wallField(date: string, time: string): Wall | null {
  return parseDay(date) === null ? null : parseWall(`${date}T${time.slice(0, 5)}`);
}

/** What asks the API for a new event. The draft must have no problems. */
export function creationOf(draft: Draft, zone: string): NewEventBody {
  const rule = draft.repeat === 'custom' ? null : ruleOf(draft.repeat);
  return {
    summary: draft.title.trim(),
    ...timesOf(draft, zone),
    ...(draft.location.trim() && { location: draft.location.trim() }),
    ...(draft.description.trim() && { description: draft.description.trim() }),
    ...(rule && { recurrence_rule: rule }),
    ...(draft.isPrivate && { classification: 'PRIVATE' }),
  };
}

/**
 * What asks the API to turn `before` into `after`, one instance or the whole of it: only the fields that differ, times as the
 * event writes its own.
 */
export function changeOf(before: Draft, after: Draft, item: AgendaItem, zone: string): EventChangeBody {
  return {
    ...(after.title !== before.title && { summary: textOrNone(after.title) }),
    ...(after.location !== before.location && { location: textOrNone(after.location) }),
    ...(after.description !== before.description && { description: textOrNone(after.description) }),
    ...(after.isPrivate !== before.isPrivate && { classification: after.isPrivate ? 'PRIVATE' : null }),
    ...(after.calendar !== before.calendar && { move_to_calendar: after.calendar }),
    ...(after.repeat !== before.repeat &&
      after.repeat !== 'custom' && { recurrence_rule: ruleOf(after.repeat) }),
    ...(!sameTimes(before, after) && timesLike(after, item, zone)),
  };
}

/** What is left empty is taken away from the event. */
function textOrNone(text: string): string | null {
  return text.trim() || null;
}

/** Whether the change is about what belongs to the whole of a series: its repetition or its calendar. */
export function concernsSeries(change: EventChangeBody): boolean {
  return change.recurrence_rule !== undefined || change.move_to_calendar !== undefined;
}

/** The change, told of one instance of a series. */
export function forInstance(change: EventChangeBody, item: AgendaItem): EventChangeBody {
  return item.recurrenceId ? { ...change, recurrence_id: item.recurrenceId } : change;
}

/** A series that cannot follow one of its instances to another day. */
export class RuleCannotFollow extends Error {}

/**
 * The change, told of the series that `item` is an instance of: the series is moved by as much as the instance was.
 *
 * @throws RuleCannotFollow where the rule names days that the move would leave
 */
export function forSeries(change: EventChangeBody, item: AgendaItem, series: EventBody): EventChangeBody {
  if (!change.start || !change.end) return change;
  const byStart = clockDifference(item.start, change.start);
  const byEnd = clockDifference(item.end, change.end);
  // Turning a timed series into an all-day one, or back, keeps the day that the series began on.
  if (byStart === null || byEnd === null) return { ...change, ...reframed(change, item, series) };
  const start = shift(series.start, byStart);
  return { ...change, start, end: shift(series.end, byEnd), ...ruleMoved(change, series, start) };
}

function ruleMoved(
  change: EventChangeBody,
  series: EventBody,
  start: EventTime,
): Pick<EventChangeBody, 'recurrence_rule'> {
  const rule = series.recurrence_rule;
  if (!rule || change.recurrence_rule !== undefined) return {};
  const moved = shiftRule(rule, civilDays(start) - civilDays(series.start));
  if (moved === null) throw new RuleCannotFollow('the rule names the days');
  return moved === rule ? {} : { recurrence_rule: moved };
}

function reframed(
  change: EventChangeBody,
  item: AgendaItem,
  series: EventBody,
): Pick<EventChangeBody, 'start' | 'end'> {
  const back = (civilDays(series.start) - civilDays(item.start)) * MS_PER_DAY;
  return {
    ...(change.start && { start: shift(change.start, back) }),
    ...(change.end && { end: shift(change.end, back) }),
  };
}

/** The civil day that a time is written on, in days. */
function civilDays(time: EventTime): number {
  const text = 'date' in time ? time.date : 'utc' in time ? time.utc : time.local;
  return parseDay(text.slice(0, 10)) ?? 0;
}

function sameTimes(a: Draft, b: Draft): boolean {
  const before = stretchOf(a);
  const after = stretchOf(b);
  return (
    before?.startWall === after?.startWall &&
    before?.endWall === after?.endWall &&
    before?.allDay === after?.allDay
  );
}

/** The times of a new event: dates, or the local form in the zone that the person writes in. */
function timesOf(draft: Draft, zone: string): { start: EventTime; end: EventTime } {
  const stretch = filled(draft);
  const model: EventTime = draft.allDay ? { date: draft.startDate } : { local: '', time_zone: zone };
  return { start: timeLike(model, stretch.startWall, zone), end: timeLike(model, stretch.endWall, zone) };
}

/** The times of an event that exists: each written as it was, unless it turns from dates to times or back. */
function timesLike(draft: Draft, item: AgendaItem, zone: string): { start: EventTime; end: EventTime } {
  if (draft.allDay !== item.allDay) return timesOf(draft, zone);
  const { start, end } = itemMovedTo(item, filled(draft), zone);
  return { start, end };
}

function filled(draft: Draft): Picked {
  const stretch = stretchOf(draft);
  if (!stretch) throw new Error('a draft with problems cannot be saved');
  return stretch;
}

/** The time fields when "all day" is switched: a timed event takes the hour it had, or the next morning's nine o'clock. */
export function withAllDay(draft: Draft, allDay: boolean): Draft {
  if (allDay || draft.startTime < draft.endTime || draft.startDate !== draft.endDate)
    return { ...draft, allDay };
  const start = parseWall(`${draft.startDate}T${draft.startTime}`);
  return start === null
    ? { ...draft, allDay }
    : { ...draft, ...timeFields(start, addMinutes(start, 60), false) };
}

/** Whether the fields say the same time, for a conflict that shows what became different. */
export function differences(mine: Draft, theirs: Draft): (keyof Draft)[] {
  return (Object.keys(mine) as (keyof Draft)[]).filter((field) => mine[field] !== theirs[field]);
}
