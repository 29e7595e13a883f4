/** What screen readers say of an event in a grid. */

import type { AgendaItem } from '../../domain/item';
import { calendars } from '../../state/calendars.svelte';
import { words } from '../../state/region';

export const UNTITLED = 'Untitled';

export function labelOf(item: AgendaItem): string {
  return [
    item.title || UNTITLED,
    words.when(item),
    item.location,
    calendars.named(item.calendar)?.title,
    item.recurring && 'repeats',
    item.isPrivate && 'private',
    item.isTentative && 'tentative',
    item.isCancelled && 'cancelled',
  ]
    .filter(Boolean)
    .join(', ');
}

/** Whether the person may move it. */
export function isMovable(item: AgendaItem): boolean {
  return calendars.named(item.calendar)?.readOnly === false;
}
