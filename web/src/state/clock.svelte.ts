/** The present moment, told to the views twice a minute. */

import { dayOfWall, wallOf, type Instant } from '../domain/zone.ts';
import { session } from './session.svelte.ts';

const TICK_MS = 30_000;

class Clock {
  #instant = $state(Date.now() as Instant);

  /** What the shown zone's clock says. */
  wall = $derived(wallOf(this.#instant, session.zone));

  /** Today's date in the shown zone. */
  today = $derived(dayOfWall(this.wall));

  constructor() {
    setInterval(() => (this.#instant = Date.now() as Instant), TICK_MS);
  }
}

export const clock = new Clock();
