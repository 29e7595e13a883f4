/**
 * Weeks and month grids, which begin on the day that the reader's region begins its weeks on.
 */

import {
  addDays,
  dayOf,
  daysFrom,
  weekdayOf,
  yearMonthOf,
  type Day,
  type Weekday,
  type YearMonth,
} from './day.ts';

interface WeekInfo {
  firstDay: number;
}

/** Browsers have shipped the week data of a locale as a method and as a property; some have neither. */
type LocaleWithWeek = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** The weekday that weeks begin on in a BCP 47 locale; Monday (ISO 8601) where the browser cannot tell. */
export function firstWeekday(locale: string): Weekday {
  const asked = new Intl.Locale(locale) as LocaleWithWeek;
  const info = asked.getWeekInfo?.() ?? asked.weekInfo;
  return (info?.firstDay ?? 1) as Weekday;
}

/** The first day of the week that `day` lies in. */
export function startOfWeek(day: Day, first: Weekday): Day {
  return addDays(day, -((weekdayOf(day) - first + 7) % 7));
}

/** The seven days of the week that `day` lies in. */
export function weekOf(day: Day, first: Weekday): Day[] {
  return daysFrom(startOfWeek(day, first), 7);
}

/** The whole weeks, four to six, that show every day of the month. */
export function monthGrid({ year, month }: YearMonth, first: Weekday): Day[][] {
  const last = dayOf(year, month + 1, 0);
  const weeks: Day[][] = [];
  for (let start = startOfWeek(dayOf(year, month, 1), first); start <= last; start = addDays(start, 7)) {
    weeks.push(daysFrom(start, 7));
  }
  return weeks;
}

/** The ISO 8601 week number: week 1 holds the year's first Thursday. */
export function isoWeek(day: Day): number {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const newYear = dayOf(yearMonthOf(thursday).year, 1, 1);
  return Math.floor((thursday - newYear) / 7) + 1;
}
