/**
 * Every request that the client makes, one function each.
 */

import { api, bodyOf } from './client.ts';
import type { components } from './schema.d.ts';
import type {
  AppPasswordBody,
  CalendarBody,
  EventBody,
  EventChangeBody,
  EventRefBody,
  InstanceBody,
  NewAppPasswordBody,
  NewEventBody,
  SessionBody,
} from './types.ts';

/** Which event, and the version of it that the person saw. */
export interface EventVersion {
  calendar: string;
  object: string;
  etag: string;
}

export function signIn(login: string, password: string): Promise<SessionBody> {
  return bodyOf(api.POST('/session', { body: { login, password } }));
}

export function currentSession(): Promise<SessionBody> {
  return bodyOf(api.GET('/session'));
}

export async function signOut(): Promise<void> {
  await bodyOf(api.DELETE('/session'));
}

export async function listCalendars(): Promise<CalendarBody[]> {
  return (await bodyOf(api.GET('/calendars'))).calendars;
}

export function createCalendar(body: components['schemas']['NewCalendar']): Promise<CalendarBody> {
  return bodyOf(api.POST('/calendars', { body }));
}

export function changeCalendar(
  calendar: string,
  body: components['schemas']['CalendarChange'],
): Promise<CalendarBody> {
  return bodyOf(api.PATCH('/calendars/{calendar}', { params: { path: { calendar } }, body }));
}

export async function removeCalendar(calendar: string): Promise<void> {
  await bodyOf(api.DELETE('/calendars/{calendar}', { params: { path: { calendar } } }));
}

/** What happens in a window; days and times without a zone are meant in `timeZone`. */
export async function listInstances(
  { from, to }: { from: string; to: string },
  timeZone: string,
): Promise<InstanceBody[]> {
  const query = { from, to, time_zone: timeZone };
  return (await bodyOf(api.GET('/instances', { params: { query } }))).instances;
}

export function readEvent(calendar: string, object: string): Promise<EventBody> {
  return bodyOf(api.GET('/calendars/{calendar}/events/{object}', { params: { path: { calendar, object } } }));
}

export function createEvent(calendar: string, body: NewEventBody): Promise<EventRefBody> {
  return bodyOf(api.POST('/calendars/{calendar}/events', { params: { path: { calendar } }, body }));
}

export function changeEvent(event: EventVersion, body: EventChangeBody): Promise<EventRefBody> {
  return bodyOf(api.PATCH('/calendars/{calendar}/events/{object}', { params: paramsOf(event), body }));
}

/** Removes an event, or the one instance of it that `recurrenceId` (in iCalendar's basic form) names. */
export async function removeEvent(event: EventVersion, recurrenceId: string | null): Promise<void> {
  const query = recurrenceId === null ? {} : { recurrence_id: recurrenceId };
  await bodyOf(
    api.DELETE('/calendars/{calendar}/events/{object}', { params: { ...paramsOf(event), query } }),
  );
}

export async function listAppPasswords(): Promise<AppPasswordBody[]> {
  return (await bodyOf(api.GET('/app-passwords'))).app_passwords;
}

export function createAppPassword(label: string): Promise<NewAppPasswordBody> {
  return bodyOf(api.POST('/app-passwords', { body: { label } }));
}

export async function removeAppPassword(id: string): Promise<void> {
  await bodyOf(api.DELETE('/app-passwords/{id}', { params: { path: { id } } }));
}

function paramsOf({ calendar, object, etag }: EventVersion) {
  return { path: { calendar, object }, header: { 'If-Match': etag } };
}
