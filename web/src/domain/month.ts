/**
 * The rows of a month's grid: which events each week shows, and how many found no room.
 */

import { MS_PER_DAY, type Day } from './day.ts';
import type { AgendaItem } from './item.ts';
import { barsOf, type Bar } from './lanes.ts';

/** A week of the grid. */
export interface WeekRow {
  days: Day[];
  bars: Bar<AgendaItem>[];
  /** For each day, how many events found no room. */
  more: number[];
}

/** Lays out one week in `room` lanes. A day that overflows gives up its last lane to the words that say so. */
export function weekRow(days: Day[], items: readonly AgendaItem[], room: number): WeekRow {
  const first = days[0];
  if (first === undefined) return { days, bars: [], more: [] };
  const all = barsOf(linesOf(items), first, days.length);
  const bars = all.filter((bar) => bar.lane < roomOf(bar, all, room));
  const more = days.map((_, column) => countAt(all, column) - countAt(bars, column));
  return { days, bars, more };
}

/** Weeks of seven days each. */
export function weeksOf(days: readonly Day[]): Day[][] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, i) => days.slice(7 * i, 7 * i + 7));
}

/** Bars first, then lines by time; what runs past midnight without being a day long stays on the day it begins. */
function linesOf(items: readonly AgendaItem[]): AgendaItem[] {
  return items
    .map((item) => (item.wide ? item : { ...item, lastDay: item.firstDay }))
    .sort((a, b) => Number(b.wide) - Number(a.wide) || a.startWall - b.startWall);
}

function roomOf(bar: Bar<AgendaItem>, all: readonly Bar<AgendaItem>[], room: number): number {
  const overflows = all.some((other) => other.lane >= room && overlap(bar, other));
  return overflows ? room - 1 : room;
}

function overlap(a: Bar<AgendaItem>, b: Bar<AgendaItem>): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

function countAt(bars: readonly Bar<AgendaItem>[], column: number): number {
  return bars.filter((bar) => bar.offset <= column && column < bar.offset + bar.length).length;
}

/** Milliseconds of the clock from the midnight that begins an item's last day to its end; a day for whole days. */
export function endWithinLastDay(item: AgendaItem): number {
  return item.endWall - item.lastDay * MS_PER_DAY;
}
