/** What events in the grids are called by screen readers and by people who speak to their computer. */

import type { AgendaItem } from '../../domain/item.ts';
import { calendars } from '../../state/calendars.svelte.ts';
import { words } from '../../state/region.ts';

export const UNTITLED = 'Untitled';

/** Everything about an event, beginning with what blocks show: title, times, place. */
export function labelOf(item: AgendaItem): string {
  const days = words.days(item.firstDay, item.lastDay);
  return [item.title || UNTITLED, words.times(item), item.location, days, ...natureOf(item)]
    .filter(Boolean)
    .join(', ');
}

/** Everything about an event, beginning with what the lines of a month show: the hour, if it has one, and the title. */
export function lineLabelOf(item: AgendaItem): string {
  const start = item.wide ? '' : words.time(item.startWall);
  return [start, item.title || UNTITLED, words.when(item), item.location, ...natureOf(item)]
    .filter(Boolean)
    .join(', ');
}

/** What the look of an event tells by colour and icons. */
function natureOf(item: AgendaItem): (string | false | undefined)[] {
  return [
    calendars.named(item.calendar)?.title,
    item.recurring && 'repeats',
    item.isPrivate && 'private',
    item.isTentative && 'tentative',
    item.isCancelled && 'cancelled',
  ];
}

/** Whether the person may move it. */
export function isMovable(item: AgendaItem): boolean {
  return calendars.named(item.calendar)?.readOnly === false;
}
