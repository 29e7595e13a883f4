/**
 * Dates and times in words. The words are English, as all of the client's are; the order of day and month, twelve or
 * twenty-four hours, and the first day of the week follow the browser's region.
 */

import { addDays, dayOfMonth, MS_PER_DAY, yearMonthOf, type Day } from './day.ts';
import type { AgendaItem } from './item.ts';
import { wallAt, type Wall } from './zone.ts';

/** The reader's region: an English locale for words and a locale for customs. */
export interface Region {
  words: string;
  customs: string;
}

/** The region that a browser's list of preferred languages speaks of. */
export function regionOf(languages: readonly string[]): Region {
  return {
    words: languages.find((language) => /^en\b/i.test(language)) ?? 'en-GB',
    customs: languages[0] ?? 'en-GB',
  };
}

/** Writes dates and times for a region. */
export class Words {
  readonly #time: Intl.DateTimeFormat;
  readonly #formats: Record<
    'day' | 'shortDay' | 'weekday' | 'month' | 'date' | 'shortDate',
    Intl.DateTimeFormat
  >;

  constructor(region: Region) {
    const { hourCycle } = new Intl.DateTimeFormat(region.customs, { hour: 'numeric' }).resolvedOptions();
    const written = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(region.words, { ...options, timeZone: 'UTC' });
    this.#time = written({ hour: '2-digit', minute: '2-digit', hourCycle: hourCycle ?? 'h23' });
    this.#formats = {
      day: written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      shortDay: written({ weekday: 'short', day: 'numeric', month: 'short' }),
      weekday: written({ weekday: 'short' }),
      month: written({ month: 'long', year: 'numeric' }),
      date: written({ day: 'numeric', month: 'long', year: 'numeric' }),
      shortDate: written({ day: 'numeric', month: 'short' }),
    };
  }

  /** `09:30`, or `9:30 am` where people write that. */
  time(wall: Wall): string {
    return this.#time.format(wall).replace(/^0(?=\d:.*m$)/i, '');
  }

  /** `Monday 23 November 2026`. */
  day(day: Day): string {
    return this.#formats.day.format(day * MS_PER_DAY);
  }

  /** `Mon 23 November 2026`: what column heads are called, beginning with what they show. */
  head(day: Day): string {
    return `${this.weekday(day)} ${dayOfMonth(day)} ${this.month(day)}`;
  }

  /** `Mon 23 Nov`. */
  shortDay(day: Day): string {
    return this.#formats.shortDay.format(day * MS_PER_DAY);
  }

  /** `Mon`. */
  weekday(day: Day): string {
    return this.#formats.weekday.format(day * MS_PER_DAY);
  }

  /** `November 2026`. */
  month(day: Day): string {
    return this.#formats.month.format(day * MS_PER_DAY);
  }

  /** `23 – 29 November 2026`, last day included. */
  days(first: Day, last: Day): string {
    return this.#formats.date.formatRange(first * MS_PER_DAY, last * MS_PER_DAY);
  }

  /** `23 – 29 Nov`, last day included. */
  shortDays(first: Day, last: Day): string {
    return this.#formats.shortDate.formatRange(first * MS_PER_DAY, last * MS_PER_DAY);
  }

  /** The hour lines of the grid: `09:00`, or `9 am` where people write that. */
  hour(hour: number): string {
    return this.time(wallAt(0 as Day, hour * 60)).replace(/:00(?=\s*[ap]\.?m)/i, '');
  }

  /** When an item is, in full: `09:30 – 10:15, Monday, 23 November 2026`. */
  when(item: Pick<AgendaItem, 'startWall' | 'endWall' | 'firstDay' | 'lastDay' | 'allDay'>): string {
    const days =
      item.lastDay > item.firstDay
        ? `${this.day(item.firstDay)} to ${this.day(item.lastDay)}`
        : this.day(item.firstDay);
    return item.allDay ? `all day, ${days}` : `${this.times(item)}, ${days}`;
  }

  /** An item's times alone: `09:30 – 10:15`. */
  times(item: Pick<AgendaItem, 'startWall' | 'endWall'>): string {
    return `${this.time(item.startWall)} – ${this.time(item.endWall)}`;
  }
}

/** How long ago or ahead an instant is, in words: "just now", "3 days ago". */
export function ago(thenMs: number, nowMs: number): string {
  const minutes = Math.round((nowMs - thenMs) / 60_000);
  if (minutes < 2) return 'just now';
  if (minutes < 60) return `${minutes} minutes ago`;
  const hours = Math.round(minutes / 60);
  if (hours < 24) return hours === 1 ? 'an hour ago' : `${hours} hours ago`;
  const days = Math.round(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** Whether two days lie in the same month. */
export function sameMonth(a: Day, b: Day): boolean {
  const left = yearMonthOf(a);
  const right = yearMonthOf(b);
  return left.year === right.year && left.month === right.month;
}

/** The last day of a run of `count` days from `first`. */
export function lastOf(first: Day, count: number): Day {
  return addDays(first, count - 1);
}
