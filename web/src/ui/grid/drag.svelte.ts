/**
 * Pointers on the grids: a press on an event or on empty ground becomes a drag once it is meant as one, and otherwise stays a
 * click. A mouse means it by moving, a finger by resting, so that a finger that moves at once scrolls the page.
 */

import { spanOf, type Gesture, type Span } from '../../domain/gesture.ts';
import type { AgendaItem } from '../../domain/item.ts';
import type { Wall } from '../../domain/zone.ts';

/** Pixels that a mouse moves before its press is a drag. */
const MOUSE_SLOP = 4;

/** Pixels that a finger may tremble while it rests. */
const TOUCH_SLOP = 10;

/** Milliseconds that a finger rests before its press is a drag. */
const REST_MS = 320;

/** Pixels from the edge of the scrolling ground within which a drag scrolls it. */
const EDGE = 36;

/** What a press is on. */
export interface Press {
  gesture: Gesture;
  /** The event dragged; null for a new one. */
  item: AgendaItem | null;
  /** The time under a point of the screen. */
  wallAt: (x: number, y: number) => Wall;
  /** Called when a drag ends with a stretch. */
  ondrop: (span: Span) => void;
  /** Called when the press was a click after all; events have their own click handlers and leave it out. */
  onclick?: (wall: Wall) => void;
}

interface Point {
  x: number;
  y: number;
}

/** One pointer's drag on one grid. */
export class Drag {
  /** The stretch that would result if the pointer were lifted now; null while nothing is dragged. */
  span = $state.raw<Span | null>(null);
  /** The event being dragged. */
  item = $state.raw<AgendaItem | null>(null);

  #press: Press | null = null;
  #from: Point = { x: 0, y: 0 };
  #rest: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | null = null;
  #justDropped = false;

  /** Begins a press; call on pointerdown. */
  press(event: PointerEvent, press: Press): void {
    if (event.button !== 0 || this.#press) return;
    this.#press = press;
    this.#from = { x: event.clientX, y: event.clientY };
    if (event.pointerType !== 'mouse') this.#rest = setTimeout(() => this.#begin(this.#from), REST_MS);
    this.#listen(event);
  }

  /** Whether the click that the browser reports now is only the end of a drag. */
  get swallowsClick(): boolean {
    return this.#justDropped;
  }

  /**
   * Attach to the scrolling ground: once a finger drags, it must not scroll. The listener has to stand before the finger comes
   * down, or browsers no longer ask it.
   */
  holdStill = (ground: HTMLElement) => {
    const hold = (event: TouchEvent) => void (this.span && event.cancelable && event.preventDefault());
    ground.addEventListener('touchmove', hold, { passive: false });
    return () => ground.removeEventListener('touchmove', hold);
  };

  #listen({ pointerId, pointerType, target }: PointerEvent): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const mine = (handler: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === pointerId) handler(event);
    };
    addEventListener(
      'pointermove',
      mine((event) => this.#moved(event, pointerType, target)),
      { signal },
    );
    addEventListener(
      'pointerup',
      mine((event) => this.#lifted(event)),
      { signal },
    );
    addEventListener(
      'pointercancel',
      mine(() => this.#end()),
      { signal },
    );
    addEventListener('keydown', (event) => event.key === 'Escape' && this.#end(), { signal });
  }

  #moved({ clientX: x, clientY: y }: PointerEvent, pointerType: string, target: EventTarget | null): void {
    const distance = Math.hypot(x - this.#from.x, y - this.#from.y);
    if (this.span) {
      scrollAtEdge(target, y);
      this.#update({ x, y });
    } else if (pointerType === 'mouse') {
      if (distance > MOUSE_SLOP) this.#begin({ x, y });
    } else if (distance > TOUCH_SLOP) {
      this.#end();
    }
  }

  #begin(point: Point): void {
    this.item = this.#press?.item ?? null;
    this.#update(point);
  }

  #update({ x, y }: Point): void {
    if (this.#press) this.span = spanOf(this.#press.gesture, this.#press.wallAt(x, y));
  }

  #lifted({ clientX, clientY }: PointerEvent): void {
    const { span } = this;
    const press = this.#press;
    this.#end();
    if (span) {
      this.#justDropped = true;
      setTimeout(() => (this.#justDropped = false));
      press?.ondrop(span);
    } else {
      press?.onclick?.(press.wallAt(clientX, clientY));
    }
  }

  #end(): void {
    clearTimeout(this.#rest);
    this.#listening?.abort();
    this.#press = null;
    this.span = null;
    this.item = null;
  }
}

function scrollAtEdge(target: EventTarget | null, y: number): void {
  const ground = target instanceof Element ? target.closest('[data-scrolls]') : null;
  if (!ground) return;
  const { top, bottom } = ground.getBoundingClientRect();
  if (y < top + EDGE) ground.scrollBy(0, y - top - EDGE);
  if (y > bottom - EDGE) ground.scrollBy(0, y - bottom + EDGE);
}
