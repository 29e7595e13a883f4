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
import type { Span } from '../domain/gesture.ts';
import type { DayRange } from '../domain/view.ts';
import { formatInstant, instantOf, wallAt } from '../domain/zone.ts';
import { calendars } from './calendars.svelte.ts';
import { session } from './session.svelte.ts';

class Agenda {
  #range = $state.raw<DayRange | null>(null);
  #instances = $state.raw<InstanceBody[]>([]);
  /** Items shown where the person has just put them, until the server's word arrives; by key. */
  #moving = $state.raw<ReadonlyMap<string, Span>>(new Map());
  #asked = 0;

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
    this.loading = true;
    await this.refresh();
  }

  /** Fetches the days in view anew; keeps showing the old ones until then, and where that fails. */
  async refresh(): Promise<void> {
    const range = this.#range;
    if (!range) return;
    const turn = ++this.#asked;
    try {
      const instances = await requests.listInstances(
        instantText(range.first, -1),
        instantText(range.first, range.count + 1),
      );
      if (turn !== this.#asked) return;
      this.#instances = instances;
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
      const told = scope === 'this' ? forInstance(body, item) : await this.#toldOfSeries(body, item);
      await requests.changeEvent(item, told);
    });
  }

  /** Shows an item at another time until it is released. */
  hold(item: AgendaItem, span: Span): void {
    this.#moving = new Map([...this.#moving, [item.key, span]]);
  }

  release(item: AgendaItem): void {
    this.#moving = new Map([...this.#moving].filter(([key]) => key !== item.key));
  }

  /** @throws ApiFailure */
  async remove(item: AgendaItem, scope: Scope): Promise<void> {
    const one = scope === 'this' && item.recurrenceId ? basicForm(item.recurrenceId) : null;
    await this.#changing(() => requests.removeEvent(item, one));
  }

  #whereMoved(item: AgendaItem): AgendaItem {
    const span = this.#moving.get(item.key);
    return span ? itemAt(item, span.startWall, span.endWall) : item;
  }

  async #toldOfSeries(body: EventChangeBody, item: AgendaItem): Promise<EventChangeBody> {
    if (!item.recurring || !body.start) return body;
    return forSeries(body, item, await requests.readEvent(item.calendar, item.object));
  }

  /** Runs a change, then fetches what has become of the days in view, whichever way it went. */
  async #changing(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } catch (thrown) {
      session.noteFailure(thrown);
      if (thrown instanceof ApiFailure && (thrown.kind === 'conflict' || thrown.kind === 'missing'))
        await this.refresh();
      throw thrown;
    }
    await this.refresh();
  }
}

/** The instant of a midnight `offset` days from `first`, as the API reads it. */
function instantText(first: Day, offset: number): string {
  return formatInstant(instantOf(wallAt(addDays(first, offset), 0), session.zone));
}

export const agenda = new Agenda();
