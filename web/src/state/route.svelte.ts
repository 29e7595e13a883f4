/**
 * Where in the client the reader is: the page's address after the hash, so that places can be bookmarked and the browser's
 * back button works, whatever server the files come from.
 */

import { dayOfWall, wallOf, type Instant } from '../domain/zone.ts';
import { addressOf, placeOf, type Place, type View } from '../domain/view.ts';
import type { Day } from '../domain/day.ts';
import { session } from './session.svelte.ts';

const VIEW_KEY = 'teamagenda.view';

/** Widths at which a week's seven columns become too narrow to read. */
const NARROW = '(max-width: 639px)';

class Route {
  place = $state<Place>(placeOf(location.hash, this.#home()));

  constructor() {
    addEventListener('hashchange', () => (this.place = placeOf(location.hash, this.#home())));
  }

  go(place: Place): void {
    if (place.page === 'agenda') localStorage.setItem(VIEW_KEY, place.view);
    location.hash = addressOf(place);
    this.place = place;
  }

  /** The agenda on today's date, in the view last used. */
  goHome(): void {
    this.go(this.#home());
  }

  #home(): Place {
    return { page: 'agenda', view: preferredView(), day: today() };
  }
}

/** Today's date in the shown zone. */
export function today(): Day {
  return dayOfWall(wallOf(Date.now() as Instant, session.zone));
}

function preferredView(): View {
  const kept = localStorage.getItem(VIEW_KEY);
  if (kept === 'day' || kept === 'week' || kept === 'month' || kept === 'list') return kept;
  return matchMedia(NARROW).matches ? 'day' : 'week';
}

export const route = new Route();
