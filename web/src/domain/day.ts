/**
 * Civil dates as whole numbers, so that calendar arithmetic is integer arithmetic and no zone can creep in.
 */

declare const dayBrand: unique symbol;

/** A civil date: days since 1970-01-01. */
export type Day = number & { readonly [dayBrand]: true };

/** Days of the week as ISO 8601 counts them: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A month of a year; `month` counts from 1. */
export interface YearMonth {
  year: number;
  month: number;
}

export const MS_PER_MINUTE = 60_000;
export const MS_PER_DAY = 86_400_000;
export const MINUTES_PER_DAY = 1440;

/** The date `days` after (or, negative, before) `day`. */
export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}

/** `count` dates from `first` on. */
export function daysFrom(first: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, i) => addDays(first, i));
}

/** The date of year, month (from 1) and day of the month; values out of range carry over, as in `Date.UTC`. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  return Math.round(Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY) as Day;
}

/** Reads `2026-11-23`; null for anything that is no date of the calendar, such as `2026-02-30`. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return formatDay(day) === text ? day : null;
}

/** `2026-11-23`. */
export function formatDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function weekdayOf(day: Day): Weekday {
  // 1970-01-01 was a Thursday, the fourth day of its week.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function yearMonthOf(day: Day): YearMonth {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 };
}

export function dayOfMonth(day: Day): number {
  return new Date(day * MS_PER_DAY).getUTCDate();
}

/** The same day of the month `months` later, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const { year, month } = yearMonthOf(day);
  const last = dayOfMonth(dayOf(year, month + months + 1, 0));
  return dayOf(year, month + months, Math.min(dayOfMonth(day), last));
}
