/**
 * The instances of the days in view, and every change the person makes to them.
 */

import { ApiFailure } from '../api/failure.ts';
import * as requests from '../api/requests.ts';
import type { EventChangeBody, InstanceBody, NewEventBody } from '../api/types.ts';
import { addDays, type Day } from '../domain/day.ts';
import { basicForm } from '../domain/event-time.ts';
import { forInstance, forSeries, type Scope } from '../domain/draft.ts';
import { itemAt, itemOf, type AgendaItem } from '../domain/item.ts';
import type { DayRange } from '../domain/view.ts';
import { formatInstant, instantOf, wallAt } from '../domain/zone.ts';
import { calendars } from './calendars.svelte.ts';
import { OwnChanges } from './own-changes.ts';
import { session } from './session.svelte.ts';

/** How many ranges of days are kept to be shown at once when somebody turns back to them. */
const KEPT_RANGES = 16;

class Agenda {
  #range = $state.raw<DayRange | null>(null);
  #instances = $state.raw<InstanceBody[]>([]);
  /** Items as the person has just moved them, until the server's word arrives; by key. */
  #moving = $state.raw<ReadonlyMap<string, AgendaItem>>(new Map());
  readonly #own = new OwnChanges();
  #asked = 0;
  /** What earlier looks at other days found, until anything changes; by `keyOf`. */
  readonly #kept = new Map<string, InstanceBody[]>();

  /** Whether the days in view have never arrived yet. */
  loading = $state(false);
  /** Why the days in view may be out of date; null when they are not. */
  failure = $state<unknown>(null);

  #items = $derived(this.#instances.map((instance) => itemOf(instance, session.zone)));

  /** What the views show. */
  items = $derived(
    this.#items
      .filter((item) => calendars.isShown(item.calendar) && calendars.named(item.calendar))
      .map((item) => this.#whereMoved(item)),
  );

  /** Turns to other days. */
  async show(range: DayRange): Promise<void> {
    if (this.#range?.first === range.first && this.#range.count === range.count) return;
    this.#range = range;
    this.#instances = this.#kept.get(keyOf(range)) ?? this.#instances;
    this.loading = !this.#kept.has(keyOf(range));
    await this.#fetch();
  }

  /** Fetches the days in view anew, because something may have changed; other days will be fetched when they are turned to. */
  async refresh(): Promise<void> {
    this.#kept.clear();
    await this.#fetch();
  }

  /** Keeps showing what is known until the answer arrives, and where none does. */
  async #fetch(): Promise<void> {
    const range = this.#range;
    if (!range) return;
    const turn = ++this.#asked;
    try {
      const instances = await requests.listInstances(windowOf(range), session.zone);
      if (turn !== this.#asked) return;
      this.#instances = instances;
      this.#keep(range, instances);
      this.failure = null;
    } catch (thrown) {
      session.noteFailure(thrown);
      if (turn === this.#asked) this.failure = thrown;
    }
    if (turn === this.#asked) this.loading = false;
  }

  /** The newest known state of an item; undefined when it is gone. */
  find(key: string): AgendaItem | undefined {
    return this.#items.find((item) => item.key === key);
  }

  /** @throws ApiFailure */
  async create(calendar: string, body: NewEventBody): Promise<void> {
    await this.#changing(() => requests.createEvent(calendar, body));
  }

  /**
   * Changes an item or its whole series, of the version that the person saw.
   *
   * @throws ApiFailure, of kind `conflict` after the newer version was fetched
   * @throws RuleCannotFollow
   */
  async change(item: AgendaItem, body: EventChangeBody, scope: Scope): Promise<void> {
    await this.#changing(async () => {
      const told = scope === 'this' ? forInstance(body, item) : await toldOfSeries(body, item);
      const seen = this.#own.newest(item);
      this.#own.note(seen, await requests.changeEvent(seen, told));
    });
  }

  /** @throws ApiFailure */
  async remove(item: AgendaItem, scope: Scope): Promise<void> {
    const one = scope === 'this' && item.recurrenceId ? basicForm(item.recurrenceId) : null;
    await this.#changing(() => requests.removeEvent(this.#own.newest(item), one));
  }

  /** Shows an item as it was moved, until it is released. */
  hold(moved: AgendaItem): void {
    this.#moving = new Map([...this.#moving, [moved.key, moved]]);
  }

  /** Shows an item again as the server has it, unless it has been moved again meanwhile. */
  release(moved: AgendaItem): void {
    this.#moving = new Map([...this.#moving].filter(([, held]) => held !== moved));
  }

  #whereMoved(item: AgendaItem): AgendaItem {
    const moved = this.#moving.get(item.key);
    return moved ? { ...itemAt(item, moved), start: moved.start, end: moved.end } : item;
  }

  #keep(range: DayRange, instances: InstanceBody[]): void {
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= KEPT_RANGES) this.#kept.delete(oldest);
    this.#kept.set(keyOf(range), instances);
  }

  /** Runs a change in its turn, then fetches what has become of the days in view, whichever way it went. */
  async #changing(change: () => Promise<unknown>): Promise<void> {
    try {
      await this.#own.inTurn(change);
    } catch (thrown) {
      session.noteFailure(thrown);
      if (isOutdated(thrown)) await this.refresh();
      throw thrown;
    }
    await this.refresh();
  }
}

/** Whether the failure says that what the person saw is no longer so. */
function isOutdated(thrown: unknown): boolean {
  return thrown instanceof ApiFailure && (thrown.kind === 'conflict' || thrown.kind === 'missing');
}

/** Only a new time must be told in the series' own terms. */
async function toldOfSeries(body: EventChangeBody, item: AgendaItem): Promise<EventChangeBody> {
  if (!item.recurring || !body.start) return body;
  return forSeries(body, item, await requests.readEvent(item.calendar, item.object));
}

function keyOf({ first, count }: DayRange): string {
  return `${first}+${count}`;
}

/** The window to ask for: from the first midnight to the one after the last day. */
function windowOf({ first, count }: DayRange): { from: string; to: string } {
  return { from: midnight(first), to: midnight(addDays(first, count)) };
}

function midnight(day: Day): string {
  return formatInstant(instantOf(wallAt(day, 0), session.zone));
}

export const agenda = new Agenda();
