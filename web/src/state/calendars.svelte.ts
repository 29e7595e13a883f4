/**
 * The member's calendars, and which of them this browser shows.
 */

import * as requests from '../api/requests.ts';
import type { CalendarBody } from '../api/types.ts';
import { colourOf } from '../domain/colour.ts';

/** A calendar as the views use it. */
export interface Calendar {
  name: string;
  title: string;
  colour: string;
  readOnly: boolean;
  davPath: string;
}

const HIDDEN_KEY = 'teamagenda.hidden-calendars';

class Calendars {
  list = $state.raw<Calendar[]>([]);
  loaded = $state(false);
  #hidden = $state.raw(new Set(readHidden()));
  #byName = $derived(new Map(this.list.map((calendar) => [calendar.name, calendar])));

  /** Those that events can be put into. */
  writable = $derived(this.list.filter((calendar) => !calendar.readOnly));

  /** @throws ApiFailure */
  async refresh(): Promise<void> {
    const bodies = await requests.listCalendars();
    this.list = bodies.filter(takesEvents).sort(byOrder).map(calendarOf);
    this.loaded = true;
  }

  named(name: string): Calendar | undefined {
    return this.#byName.get(name);
  }

  colour(name: string): string {
    return this.named(name)?.colour ?? colourOf({ name });
  }

  isShown(name: string): boolean {
    return !this.#hidden.has(name);
  }

  show(name: string): void {
    this.#setHidden([...this.#hidden].filter((hidden) => hidden !== name));
  }

  hide(name: string): void {
    this.#setHidden([...this.#hidden, name]);
  }

  /** @throws ApiFailure */
  async add(title: string, colour: string): Promise<void> {
    await requests.createCalendar({ display_name: title, color: colour });
    await this.refresh();
  }

  /** @throws ApiFailure */
  async change(name: string, title: string, colour: string): Promise<void> {
    await requests.changeCalendar(name, { display_name: title, color: colour });
    await this.refresh();
  }

  /** @throws ApiFailure */
  async remove(name: string): Promise<void> {
    await requests.removeCalendar(name);
    await this.refresh();
  }

  #setHidden(names: string[]): void {
    this.#hidden = new Set(names);
    localStorage.setItem(HIDDEN_KEY, JSON.stringify(names));
  }
}

function takesEvents({ components }: CalendarBody): boolean {
  return components.includes('VEVENT');
}

/** Where calendars without an order of their own stand. */
const LAST = Number.MAX_SAFE_INTEGER;

function byOrder(a: CalendarBody, b: CalendarBody): number {
  return (a.order ?? LAST) - (b.order ?? LAST) || titleOf(a).localeCompare(titleOf(b));
}

function titleOf({ display_name, name }: CalendarBody): string {
  return display_name?.trim() || name;
}

function calendarOf(body: CalendarBody): Calendar {
  return {
    name: body.name,
    title: titleOf(body),
    colour: colourOf(body),
    readOnly: body.read_only,
    davPath: body.dav_path,
  };
}

/** What an earlier visit kept; nothing where that cannot be read. */
function readHidden(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(HIDDEN_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

export const calendars = new Calendars();
