/** Moving events with the keyboard: Alt and an arrow moves, with Shift it changes the end. */

import { MS_PER_DAY, MS_PER_MINUTE } from '../../domain/day';
import { movedSpan, SNAP_MINUTES, type Span } from '../../domain/gesture';
import type { AgendaItem } from '../../domain/item';
import type { Wall } from '../../domain/zone';

/** Where the key puts the item; null for a key that means nothing here. */
export function spanForKey(event: KeyboardEvent, item: AgendaItem): Span | null {
  if (!event.altKey) return null;
  const delta = deltaOf(event.key, item);
  if (delta === null) return null;
  if (!event.shiftKey) return movedSpan(item, delta);
  const endWall = (item.endWall + delta) as Wall;
  return endWall > item.startWall ? { startWall: item.startWall, endWall } : null;
}

function deltaOf(key: string, item: AgendaItem): number | null {
  const step = SNAP_MINUTES * MS_PER_MINUTE;
  switch (key) {
    case 'ArrowLeft':
      return -MS_PER_DAY;
    case 'ArrowRight':
      return MS_PER_DAY;
    case 'ArrowUp':
      return item.allDay ? null : -step;
    case 'ArrowDown':
      return item.allDay ? null : step;
    default:
      return null;
  }
}
