/**
 * A stand-in for the server while the client is developed: the same JSON API over a team that lives in memory. Any login with
 * the password "demo" signs in. `POST /dev/elsewhere` makes a change as another device would.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import type { components } from '../src/api/schema.d.ts';
import type { EventTime } from '../src/api/types.ts';
import { basicForm, shift, wallIn } from '../src/domain/event-time.ts';
import {
  formatInstant,
  formatWall,
  instantOf,
  parseInstant,
  parseWall,
  type Wall,
} from '../src/domain/zone.ts';
import { demoTeam, type Stored } from './demo.ts';

type Schemas = components['schemas'];
type Handler = (ask: Ask) => unknown;

/** A request as the handlers see it. */
interface Ask {
  params: string[];
  query: URLSearchParams;
  body: Record<string, never>;
  ifMatch: string | null;
}

/** The policy that the real server sends; the preview sends it too, so that a break of it shows. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A refusal, thrown by handlers. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

const MEMBER: Schemas['Member'] = {
  login: 'ana',
  name: 'Ana Ruiz',
  emails: ['ana@example.org'],
  time_zone: process.env['MOCK_ZONE'] ?? 'Europe/Paris',
  admin: true,
};

const team = demoTeam(new Date());
const passwords: Schemas['AppPassword'][] = [
  {
    id: 'p1',
    label: "Ana's iPhone",
    created_utc: '2026-11-02T08:00:00Z',
    last_used_utc: '2026-11-23T07:12:00Z',
    last_client: 'iOS/19.1 (23B85) dataaccessd/1.0',
  },
];
const listeners = new Set<ServerResponse>();
let signedIn = false;
let counter = 100;

const routes: [string, RegExp, Handler][] = [
  ['GET', /^\/session$/, () => session()],
  ['POST', /^\/session$/, signIn],
  ['DELETE', /^\/session$/, () => ((signedIn = false), null)],
  ['GET', /^\/calendars$/, () => ({ calendars: team.calendars })],
  ['POST', /^\/calendars$/, createCalendar],
  ['PATCH', /^\/calendars\/([^/]+)$/, changeCalendar],
  ['DELETE', /^\/calendars\/([^/]+)$/, removeCalendar],
  ['GET', /^\/instances$/, listInstances],
  ['POST', /^\/calendars\/([^/]+)\/events$/, createEvent],
  ['GET', /^\/calendars\/([^/]+)\/events\/([^/]+)$/, ({ params }) => eventBody(stored(params))],
  ['PATCH', /^\/calendars\/([^/]+)\/events\/([^/]+)$/, changeEvent],
  ['DELETE', /^\/calendars\/([^/]+)\/events\/([^/]+)$/, removeEvent],
  ['GET', /^\/app-passwords$/, () => ({ app_passwords: passwords })],
  ['POST', /^\/app-passwords$/, createPassword],
  ['DELETE', /^\/app-passwords\/([^/]+)$/, removePassword],
];

/** The stand-in as a Vite plugin, for `vite dev` and `vite preview`. */
export function mockServer(): Plugin {
  return {
    name: 'teamagenda-mock',
    configureServer: ({ middlewares }) => void middlewares.use(answer),
    configurePreviewServer: ({ middlewares }) => {
      middlewares.use(
        (_request, response, next) => (response.setHeader('Content-Security-Policy', POLICY), next()),
      );
      middlewares.use(answer);
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  const url = new URL(request.url ?? '/', 'http://mock');
  if (url.pathname === '/dev/elsewhere') return elsewhere(response);
  if (!url.pathname.startsWith('/api/v1/')) return next();
  if (url.pathname === '/api/v1/changes') return listen(request, response);
  void handle(request, url).then(
    (body) =>
      send(
        response,
        body === null ? 204 : request.method === 'POST' && !url.pathname.endsWith('session') ? 201 : 200,
        body,
      ),
    (thrown: unknown) => {
      if (!(thrown instanceof Refusal)) console.error(thrown);
      const { status, code, message, field } =
        thrown instanceof Refusal ? thrown : new Refusal(500, 'mock', String(thrown));
      send(response, status, { error: { code, message, field } });
    },
  );
}

async function handle(request: IncomingMessage, url: URL): Promise<unknown> {
  const path = url.pathname.slice('/api/v1'.length);
  if (!signedIn && path !== '/session') throw new Refusal(401, 'signed-out', 'You are not signed in.');
  for (const [method, pattern, handler] of routes) {
    const match = pattern.exec(path);
    if (method !== request.method || !match) continue;
    if (method !== 'GET' && signedIn && request.headers['x-csrf-token'] !== 'token') {
      throw new Refusal(403, 'csrf', 'The request lacks its token.');
    }
    const params = match.slice(1).map(decodeURIComponent);
    return handler({
      params,
      query: url.searchParams,
      body: await bodyOf(request),
      ifMatch: request.headers['if-match'] ?? null,
    });
  }
  throw new Refusal(404, 'not-found', 'There is nothing at this address.');
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, never>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text ? JSON.parse(text) : {};
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(body === null ? undefined : JSON.stringify(body));
}

function session(): Schemas['Session'] {
  if (!signedIn) throw new Refusal(401, 'signed-out', 'You are not signed in.');
  return { member: MEMBER, csrf_token: 'token', expires_utc: '2026-12-24T00:00:00Z' };
}

function signIn({ body }: Ask): Schemas['Session'] {
  const { password } = body as unknown as Schemas['Credentials'];
  if (password !== 'demo')
    throw new Refusal(401, 'wrong-credentials', 'The login or the password is not right.');
  signedIn = true;
  return session();
}

function createCalendar({ body }: Ask): Schemas['Calendar'] {
  const { display_name, color } = body as unknown as Schemas['NewCalendar'];
  if (!display_name.trim()) throw new Refusal(400, 'invalid', 'A calendar needs a name.', 'display_name');
  const name = `c${++counter}`;
  const calendar = {
    name,
    display_name,
    color: color ?? null,
    order: null,
    components: ['VEVENT'],
    read_only: false,
    sync_token: '1',
    dav_path: `/dav/calendars/ana/${name}/`,
  };
  team.calendars.push(calendar);
  changed(name);
  return calendar;
}

function changeCalendar({ params, body }: Ask): Schemas['Calendar'] {
  const calendar = team.calendars.find(({ name }) => name === params[0]);
  if (!calendar) throw new Refusal(404, 'no-calendar', 'There is no such calendar.');
  Object.assign(calendar, body);
  changed(calendar.name);
  return calendar;
}

function removeCalendar({ params }: Ask): null {
  team.calendars = team.calendars.filter(({ name }) => name !== params[0]);
  team.events = team.events.filter(({ calendar }) => calendar !== params[0]);
  changed(params[0]!);
  return null;
}

function listInstances({ query }: Ask): Schemas['InstanceList'] {
  const from = parseInstant(query.get('from') ?? '') ?? 0;
  const to = parseInstant(query.get('to') ?? '') ?? 0;
  const instances = team.events.flatMap((event) => instancesOf(event, from, to));
  return { instances: instances.sort((a, b) => a.start_utc.localeCompare(b.start_utc)) };
}

const STEPS: Record<string, number> = {
  'FREQ=DAILY': 1,
  'FREQ=WEEKLY': 7,
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR': 1,
  'FREQ=MONTHLY': 28,
};

function instancesOf(event: Stored, from: number, to: number): Schemas['Instance'][] {
  if (!event.rule)
    return [instanceOf(event, event.start, event.end, null)].filter((one) => within(one, from, to));
  const found: Schemas['Instance'][] = [];
  const step = STEPS[event.rule] ?? 7;
  for (let i = 0; i < 800; i += step) {
    const start = shift(event.start, i * 86_400_000);
    const id = basicForm(start);
    const weekday = new Date(
      `${'date' in start ? start.date : 'local' in start ? start.local.slice(0, 10) : start.utc.slice(0, 10)}T00:00Z`,
    ).getUTCDay();
    if (event.removed.includes(id) || (event.rule.includes('BYDAY') && weekday % 6 === 0)) continue;
    const other = event.overrides[id] ?? {};
    const base = { ...event, ...other };
    const one = instanceOf(
      base,
      other.start ?? start,
      other.end ?? shift(event.end, i * 86_400_000),
      start,
      id in event.overrides,
    );
    if (within(one, from, to)) found.push(one);
  }
  return found;
}

function within(one: Schemas['Instance'], from: number, to: number): boolean {
  return Date.parse(one.end_utc) > from && Date.parse(one.start_utc) < to;
}

function instanceOf(
  event: Stored,
  start: EventTime,
  end: EventTime,
  id: EventTime | null,
  override = false,
): Schemas['Instance'] {
  return {
    ...common(event),
    recurrence_id: id,
    recurring: id !== null,
    override,
    start,
    end,
    start_utc: utc(start),
    end_utc: utc(end),
    all_day: 'date' in start,
    status: event.status ?? null,
    transparency: event.transparency ?? null,
    classification: event.classification ?? null,
  };
}

function common({ calendar, object, etag, summary, location, description }: Stored) {
  return {
    calendar,
    object,
    etag,
    uid: object,
    summary,
    location: location ?? null,
    description: description ?? null,
  };
}

function utc(time: EventTime): string {
  const zone = MEMBER.time_zone ?? 'UTC';
  return formatInstant(instantOf(wallIn(zone, time), zone));
}

function eventBody(event: Stored): Schemas['Event'] {
  const { start, end, rule, classification } = event;
  return {
    ...common(event),
    start,
    end,
    recurrence_rule: rule,
    classification: classification ?? null,
    ics: 'BEGIN:VCALENDAR',
  };
}

function stored([calendar, object]: string[]): Stored {
  const event = team.events.find((one) => one.calendar === calendar && one.object === object);
  if (!event) throw new Refusal(404, 'no-event', 'That event is no longer there.');
  return event;
}

function createEvent({ params, body }: Ask): Schemas['EventRef'] {
  const { recurrence_rule, ...event } = body as unknown as Schemas['NewEvent'];
  if (event.summary === 'refuse me') throw new Refusal(413, 'too-large', 'The calendar is full.');
  const object = `e${++counter}.ics`;
  const made: Stored = {
    ...given(event),
    calendar: params[0]!,
    object,
    etag: `"${counter}"`,
    rule: recurrence_rule ?? null,
    removed: [],
    overrides: {},
  };
  team.events.push(made);
  changed(made.calendar);
  return { calendar: made.calendar, object, etag: made.etag };
}

/** The fields of a body, those that are null taken away. */
function given<T extends object>(body: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, value ?? undefined])) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}

function changeEvent({ params, body, ifMatch }: Ask): Schemas['EventRef'] {
  const event = matching(params, ifMatch);
  const { recurrence_id, recurrence_rule, move_to_calendar, ...fields } =
    body as unknown as Schemas['EventChange'];
  if (recurrence_id)
    event.overrides[basicForm(recurrence_id)] = {
      ...event.overrides[basicForm(recurrence_id)],
      ...given(fields),
    };
  else Object.assign(event, given(fields));
  if (recurrence_rule !== undefined) event.rule = recurrence_rule;
  if (move_to_calendar) event.calendar = move_to_calendar;
  event.etag = `"${++counter}"`;
  changed(event.calendar);
  return { calendar: event.calendar, object: event.object, etag: event.etag };
}

function removeEvent({ params, query, ifMatch }: Ask): null {
  const event = matching(params, ifMatch);
  const id = query.get('recurrence_id');
  if (id) event.removed.push(id);
  else team.events = team.events.filter((one) => one !== event);
  event.etag = `"${++counter}"`;
  changed(event.calendar);
  return null;
}

function matching(params: string[], ifMatch: string | null): Stored {
  const event = stored(params);
  if (event.etag !== ifMatch)
    throw new Refusal(412, 'changed-since', 'Somebody changed this event in the meantime.');
  return event;
}

function createPassword({ body }: Ask): Schemas['NewAppPassword'] {
  const { label } = body as unknown as { label: string };
  const id = `p${++counter}`;
  passwords.push({
    id,
    label,
    created_utc: new Date().toISOString(),
    last_used_utc: null,
    last_client: null,
  });
  return { id, label, secret: 'kfru-9mzq-2hxw-tbne-7cda' };
}

function removePassword({ params }: Ask): null {
  passwords.splice(
    passwords.findIndex(({ id }) => id === params[0]),
    1,
  );
  return null;
}

function listen(request: IncomingMessage, response: ServerResponse): void {
  if (!signedIn)
    return send(response, 401, { error: { code: 'signed-out', message: 'You are not signed in.' } });
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('event: hello\ndata: {}\n\n');
  listeners.add(response);
  request.on('close', () => listeners.delete(response));
}

function changed(calendar: string): void {
  const data = JSON.stringify({ calendar, sync_token: String(++counter) });
  for (const response of listeners) response.write(`event: change\ndata: ${data}\n\n`);
}

/** Moves the first event by half an hour, as if on another device. */
function elsewhere(response: ServerResponse): void {
  const event = team.events[0]!;
  const later = (time: EventTime): EventTime =>
    'local' in time
      ? { ...time, local: formatWall(((parseWall(time.local) ?? 0) + 1_800_000) as Wall) }
      : time;
  Object.assign(event, {
    start: later(event.start),
    end: later(event.end),
    etag: `"${++counter}"`,
    summary: `${event.summary} (moved)`,
  });
  changed(event.calendar);
  send(response, 200, { moved: event.object });
}
