/**
 * What the person does to events: opening the form, saving it, and moving things about in the grid. The one place that knows
 * when to ask about a series and what to say about a conflict.
 */

import { ApiFailure } from '../api/failure.ts';
import { readEvent } from '../api/requests.ts';
import type { EventChangeBody } from '../api/types.ts';
import {
  changeOf,
  concernsSeries,
  creationOf,
  draftOf,
  newDraft,
  RuleCannotFollow,
  type Draft,
  type Picked,
  type Scope,
} from '../domain/draft.ts';
import type { Span } from '../domain/gesture.ts';
import { itemMovedTo, type AgendaItem } from '../domain/item.ts';
import { agenda } from './agenda.svelte.ts';
import { calendars } from './calendars.svelte.ts';
import { notices } from './notices.svelte.ts';
import { question } from './question.svelte.ts';
import { session } from './session.svelte.ts';

/** A form that is open. */
export type OpenForm =
  | { kind: 'new'; before: Draft }
  | { kind: 'edit'; before: Draft; item: AgendaItem; recurrenceRule: string | null; readOnly: boolean };

/** How an attempt to save ended. */
export type SaveOutcome = 'saved' | 'backed-out';

const LAST_CALENDAR_KEY = 'teamagenda.last-calendar';

class Editing {
  form = $state.raw<OpenForm | null>(null);

  /** Opens an empty form for a stretch picked in the grid. */
  begin(picked: Picked): void {
    const calendar = preferredCalendar();
    if (!calendar)
      return notices.say('failed', 'Add a calendar first; there is none that events can be put into.');
    this.form = { kind: 'new', before: newDraft(picked, calendar) };
  }

  /** Opens the form for an event; of a series, its rule is fetched first. */
  async open(item: AgendaItem): Promise<void> {
    try {
      this.form = await formFor(item);
    } catch (thrown) {
      session.noteFailure(thrown);
      notices.tell(thrown);
      if (thrown instanceof ApiFailure && thrown.kind === 'missing') await agenda.refresh();
    }
  }

  close(): void {
    this.form = null;
  }

  /** @throws ApiFailure, RuleCannotFollow: the form stays open with what was typed */
  async save(form: OpenForm, draft: Draft): Promise<SaveOutcome> {
    if (form.kind === 'new') await agenda.create(draft.calendar, creationOf(draft, session.zone));
    else if (!(await saveChange(form.item, changeOf(form.before, draft, form.item, session.zone))))
      return 'backed-out';
    localStorage.setItem(LAST_CALENDAR_KEY, draft.calendar);
    this.close();
    return 'saved';
  }

  /** The same form against the newest state of its event; null where the event is gone. */
  async newest(
    form: Extract<OpenForm, { kind: 'edit' }>,
  ): Promise<Extract<OpenForm, { kind: 'edit' }> | null> {
    const item = agenda.find(form.item.key);
    return item ? formFor(item) : null;
  }

  /** @throws ApiFailure */
  async remove(item: AgendaItem): Promise<SaveOutcome> {
    const scope = await scopeOfRemoval(item);
    if (!scope) return 'backed-out';
    await agenda.remove(item, scope);
    this.close();
    notices.say('done', `Deleted “${item.title || 'Untitled'}”.`);
    return 'saved';
  }

  /** Puts an item at another time, as dragged. */
  async move(item: AgendaItem, to: Span): Promise<void> {
    if (to.startWall === item.startWall && to.endWall === item.endWall) return;
    const moved = itemMovedTo(item, to, session.zone);
    const body = { start: moved.start, end: moved.end };
    agenda.hold(moved);
    try {
      const scope = await scopeOfChange(item, body);
      if (scope) await agenda.change(item, body, scope);
    } catch (thrown) {
      notices.say('failed', wordsForMove(thrown, item));
    } finally {
      agenda.release(moved);
    }
  }
}

async function formFor(item: AgendaItem): Promise<Extract<OpenForm, { kind: 'edit' }>> {
  const event = item.recurring ? await readEvent(item.calendar, item.object) : null;
  const recurrenceRule = event?.recurrence_rule ?? null;
  const readOnly = calendars.named(item.calendar)?.readOnly ?? true;
  return { kind: 'edit', before: draftOf(item, recurrenceRule), item, recurrenceRule, readOnly };
}

/** Whether the change was made; false where the person backed out. */
async function saveChange(item: AgendaItem, change: EventChangeBody): Promise<boolean> {
  if (Object.keys(change).length === 0) return true;
  const scope = await scopeOfChange(item, change);
  if (scope) await agenda.change(item, change, scope);
  return scope !== null;
}

/** Which part of a series a change is for, asked where it could be either; null where the person backs out. */
async function scopeOfChange(item: AgendaItem, change: EventChangeBody): Promise<Scope | null> {
  if (!item.recurring || concernsSeries(change)) return 'series';
  return question.ask<Scope>('This event repeats', 'Change only this one, or every one of the series?', [
    { label: 'Only this one', value: 'this', look: 'primary' },
    { label: 'Whole series', value: 'series' },
  ]);
}

async function scopeOfRemoval(item: AgendaItem): Promise<Scope | null> {
  const name = item.title || 'Untitled';
  if (!item.recurring) {
    return question.ask<Scope>('Delete this event?', `“${name}” will be removed from every device.`, [
      { label: 'Delete', value: 'series', look: 'danger' },
    ]);
  }
  return question.ask<Scope>(
    'Delete a repeating event?',
    `“${name}” repeats. Delete only this one, or the whole series?`,
    [
      { label: 'Only this one', value: 'this', look: 'danger' },
      { label: 'Whole series', value: 'series', look: 'danger' },
    ],
  );
}

/** What to say about a save that failed. */
export function wordsForSave(thrown: unknown): string {
  if (thrown instanceof RuleCannotFollow) {
    return 'The series repeats on days that its rule names, so it cannot be moved to another day as a whole. Change only this one.';
  }
  return thrown instanceof ApiFailure
    ? thrown.message
    : 'Something went wrong in this page. Nothing was saved.';
}

function wordsForMove(thrown: unknown, item: AgendaItem): string {
  const name = item.title || 'the event';
  if (thrown instanceof ApiFailure && thrown.kind === 'conflict') {
    return `Somebody changed “${name}” in the meantime. You now see the newer version; move it again if you still want to.`;
  }
  return `“${name}” was not moved. ${wordsForSave(thrown)}`;
}

/** The calendar that was last put into, or the first that can be. */
function preferredCalendar(): string | null {
  const last = localStorage.getItem(LAST_CALENDAR_KEY);
  const kept = calendars.writable.find(({ name }) => name === last && calendars.isShown(name));
  return (
    (kept ?? calendars.writable.find(({ name }) => calendars.isShown(name)) ?? calendars.writable[0])?.name ??
    null
  );
}

export const editing = new Editing();
