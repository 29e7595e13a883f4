/**
 * One above the other: the lanes in which bars of whole days lie in a week's row.
 */

import type { Day } from './day.ts';

/** A run of days, both ends included. */
export interface DayRun {
  firstDay: Day;
  lastDay: Day;
}

/** A bar in a row of days: `offset` days from the row's first, `length` days long, in lane `lane` from the top. */
export interface Bar<T> {
  item: T;
  offset: number;
  length: number;
  lane: number;
  /** Whether the run began before this row. */
  continues: boolean;
  /** Whether the run goes on after this row. */
  continued: boolean;
}

/** Lays the runs that touch the row `first`..`first + count` into the fewest lanes, longer runs higher. */
export function barsOf<T extends DayRun>(runs: readonly T[], first: Day, count: number): Bar<T>[] {
  const last = first + count - 1;
  const laneEnds: number[] = [];
  return runs
    .filter((run) => run.firstDay <= last && run.lastDay >= first)
    .sort((a, b) => a.firstDay - b.firstDay || b.lastDay - a.lastDay)
    .map((item) => {
      const start = Math.max(item.firstDay, first);
      const end = Math.min(item.lastDay, last);
      const free = laneEnds.findIndex((laneEnd) => laneEnd < start);
      const lane = free === -1 ? laneEnds.length : free;
      laneEnds[lane] = end;
      return {
        item,
        offset: start - first,
        length: end - start + 1,
        lane,
        continues: item.firstDay < first,
        continued: item.lastDay > last,
      };
    });
}
