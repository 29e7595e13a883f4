/** A week of a small team, for looking at the client. */

import type { components } from '../src/api/schema.d.ts';
import type { EventTime } from '../src/api/types.ts';
import { addDays, formatDay, type Day } from '../src/domain/day.ts';
import { startOfWeek } from '../src/domain/week.ts';

/** An event as the stand-in keeps it. */
export interface Stored {
  calendar: string;
  object: string;
  etag: string;
  summary: string;
  location?: string;
  description?: string;
  start: EventTime;
  end: EventTime;
  rule: string | null;
  classification?: string;
  status?: string;
  transparency?: string;
  removed: string[];
  overrides: Record<string, Partial<Stored>>;
}

/** Everything the stand-in knows. */
export interface Team {
  calendars: components['schemas']['Calendar'][];
  events: Stored[];
}

const ZONE = 'Europe/Paris';

/** A team whose busiest week is the one that `now` lies in. */
export function demoTeam(now: Date): Team {
  const monday = startOfWeek(Math.floor(now.getTime() / 86_400_000) as Day, 1);
  const calendars = [
    calendar('work', 'Work', '#2a8c82'),
    calendar('home', 'Home', '#c07a1c'),
    calendar('project', 'Project Aurora', '#3a7bd5'),
    calendar('birthdays', 'Birthdays', '#c2528b', true),
  ];
  const at = (offset: number, time: string, hours: number, zone: string | null = ZONE) =>
    timed(addDays(monday, offset), time, hours, zone);
  const whole = (offset: number, days: number) => ({
    start: { date: formatDay(addDays(monday, offset)) },
    end: { date: formatDay(addDays(monday, offset + days)) },
  });
  const daily = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
  const events: Omit<Stored, 'object' | 'etag' | 'removed' | 'overrides'>[] = [
    {
      calendar: 'project',
      summary: 'Aurora: scope review',
      location: 'Room Curie',
      ...at(1, '10:00', 1.5),
      rule: null,
    },
    { calendar: 'work', summary: 'Stand-up', location: 'Room Curie', ...at(-14, '09:15', 0.25), rule: daily },
    { calendar: 'work', summary: 'One to one with Ben', ...at(0, '11:00', 0.75), rule: 'FREQ=WEEKLY' },
    {
      calendar: 'work',
      summary: 'Hiring: panel',
      location: 'Room Noether',
      ...at(1, '10:30', 1),
      rule: null,
    },
    {
      calendar: 'work',
      summary: 'Budget call, Boston',
      ...at(2, '09:30', 1, 'America/New_York'),
      rule: null,
    },
    {
      calendar: 'home',
      summary: 'Dentist',
      location: '12 rue des Lilas',
      ...at(3, '08:15', 0.75),
      rule: null,
      classification: 'PRIVATE',
    },
    { calendar: 'home', summary: 'Choir', ...at(2, '19:30', 2), rule: 'FREQ=WEEKLY' },
    {
      calendar: 'project',
      summary: 'Workshop with the client',
      description: 'Bring the printed plans.\nLunch is ordered.',
      location: 'Their office',
      ...at(3, '09:30', 6.5),
      rule: null,
    },
    { calendar: 'work', summary: 'Release 4.2', ...at(3, '14:00', 2), rule: null, status: 'TENTATIVE' },
    { calendar: 'work', summary: 'Lunch with Mira', ...at(4, '12:15', 1), rule: null },
    { calendar: 'work', summary: 'Vendor demo', ...at(4, '15:00', 1), rule: null, status: 'CANCELLED' },
    { calendar: 'project', summary: 'Night migration', ...at(4, '22:00', 5), rule: null },
    { calendar: 'home', summary: 'Market', ...at(5, '09:00', 1.5, null), rule: null },
    { calendar: 'work', summary: 'Lyon: trade fair', ...whole(1, 3), rule: null },
    { calendar: 'home', summary: 'Visit from Rosa', ...whole(4, 4), rule: null },
    { calendar: 'birthdays', summary: 'Tomás', ...whole(3, 1), rule: null, transparency: 'TRANSPARENT' },
  ];
  return {
    calendars,
    events: events.map((event, i) => ({
      ...event,
      object: `e${i}.ics`,
      etag: `"${i}"`,
      removed: [],
      overrides: {},
    })),
  };
}

function calendar(
  name: string,
  display_name: string,
  color: string,
  read_only = false,
): components['schemas']['Calendar'] {
  return {
    name,
    display_name,
    color,
    order: null,
    components: ['VEVENT'],
    read_only,
    sync_token: '1',
    dav_path: `/dav/calendars/ana/${name}/`,
  };
}

function timed(
  day: Day,
  time: string,
  hours: number,
  time_zone: string | null,
): { start: EventTime; end: EventTime } {
  const start = Date.parse(`${formatDay(day)}T${time}:00Z`);
  const local = (ms: number) => new Date(ms).toISOString().slice(0, 19);
  return {
    start: { local: local(start), time_zone },
    end: { local: local(start + hours * 3_600_000), time_zone },
  };
}
