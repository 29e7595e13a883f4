/**
 * The ways to look at an agenda, the days each shows, and the address of each in the page.
 */

import {
  addDays,
  addMonths,
  dayOf,
  daysFrom,
  formatDay,
  parseDay,
  yearMonthOf,
  type Day,
  type Weekday,
} from './day.ts';
import { monthGrid, startOfWeek } from './week.ts';

export const VIEWS = ['day', 'week', 'month', 'list'] as const;

export type View = (typeof VIEWS)[number];

/** Days that the list shows from its first. */
const LIST_DAYS = 28;

/** Days shown, from `first` on. */
export interface DayRange {
  first: Day;
  count: number;
}

/** The days that a view shows when it is turned to `day`. */
export function rangeOf(view: View, day: Day, first: Weekday): DayRange {
  switch (view) {
    case 'day':
      return { first: day, count: 1 };
    case 'week':
      return { first: startOfWeek(day, first), count: 7 };
    case 'month': {
      const weeks = monthGrid(yearMonthOf(day), first);
      return { first: weeks[0]?.[0] ?? day, count: weeks.length * 7 };
    }
    case 'list':
      return { first: day, count: LIST_DAYS };
  }
}

/** The day to turn to for the next (`steps` 1) or the one before (-1). */
export function turned(view: View, day: Day, steps: number): Day {
  switch (view) {
    case 'day':
      return addDays(day, steps);
    case 'week':
      return addDays(day, 7 * steps);
    case 'month':
      return addMonths(dayOf(yearMonthOf(day).year, yearMonthOf(day).month, 1), steps);
    case 'list':
      return addDays(day, LIST_DAYS * steps);
  }
}

/** The days of a range. */
export function daysIn(range: DayRange): Day[] {
  return daysFrom(range.first, range.count);
}

/** A place in the client: the agenda in some view, or another page. */
export type Place = { page: 'agenda'; view: View; day: Day } | { page: 'connect' };

/** The address of a place: `#/week/2026-11-23`. */
export function addressOf(place: Place): string {
  return place.page === 'connect' ? '#/connect' : `#/${place.view}/${formatDay(place.day)}`;
}

/** The place that an address names, or the given one for an address that names none. */
export function placeOf(address: string, otherwise: Place): Place {
  const [, first = '', second = ''] = address.split('/');
  if (first === 'connect') return { page: 'connect' };
  const view = VIEWS.find((known) => known === first);
  const day = parseDay(second);
  return view && day !== null ? { page: 'agenda', view, day } : otherwise;
}
