/**
 * Changes that this page makes, one after the other. Somebody who drags an event twice in a row acts on what the first drag will
 * have made of it; the second must neither overtake the first nor take it for a change by somebody else.
 */

import type { EventVersion } from '../api/requests.ts';

export class OwnChanges {
  #last: Promise<unknown> = Promise.resolve();
  /** What a change of ours put in the place of a version; by `keyOf`. */
  readonly #replaced = new Map<string, EventVersion>();

  /** Runs a change once those before it have ended, well or badly. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(change, change);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** Notes that our change of one version made another. */
  note(before: EventVersion, after: EventVersion): void {
    if (keyOf(before) !== keyOf(after)) this.#replaced.set(keyOf(before), after);
  }

  /** The version that our own changes have made of the given one; a version that somebody else made is never among them. */
  newest(seen: EventVersion): EventVersion {
    let version = seen;
    for (let next = this.#replaced.get(keyOf(seen)); next; next = this.#replaced.get(keyOf(next)))
      version = next;
    return version;
  }
}

function keyOf({ calendar, object, etag }: EventVersion): string {
  return JSON.stringify([calendar, object, etag]);
}
