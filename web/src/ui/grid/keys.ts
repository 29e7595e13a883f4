/** Moving events with the keyboard: Alt and an arrow moves, with Shift it changes the end. */

import { tick } from 'svelte';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../domain/day.ts';
import { movedSpan, SNAP_MINUTES, type Span } from '../../domain/gesture.ts';
import { itemAt, type AgendaItem } from '../../domain/item.ts';
import type { Wall } from '../../domain/zone.ts';
import { editing } from '../../state/editing.svelte.ts';
import { notices } from '../../state/notices.svelte.ts';
import { words } from '../../state/region.ts';
import { isMovable } from './label.ts';

/** What screen readers tell of these keys. */
export const MOVE_KEYS =
  'Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowUp Alt+Shift+ArrowDown';

/** Moves the item if the key asks for that, tells where it is now, and keeps the focus on it. */
export async function moveByKey(event: KeyboardEvent, item: AgendaItem): Promise<void> {
  const span = isMovable(item) ? spanForKey(event, item) : null;
  if (!span) return;
  event.preventDefault();
  const moved = editing.move(item, span);
  notices.whisper(words.when(itemAt(item, span)));
  await refocus(item);
  await moved;
  await refocus(item);
}

/** An event that changes its day is drawn anew, and the focus would be lost with the old one. */
async function refocus(item: AgendaItem): Promise<void> {
  await tick();
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>(`[data-item="${CSS.escape(item.key)}"]`)?.focus();
}

/** Where the key puts the item; null for a key that means nothing here. */
function spanForKey(event: KeyboardEvent, item: AgendaItem): Span | null {
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
