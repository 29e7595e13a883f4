// What each test begins with: members signed in from nothing but the server's address, and a calendar of their own.
import { randomUUID } from 'node:crypto';
import { createDAVClient } from 'tsdav';

const serverUrl = process.env.TASERVER_URL;
const passwords = JSON.parse(process.env.TASERVER_MEMBERS);

export function signIn(login) {
  return createDAVClient({
    serverUrl,
    credentials: { username: login, password: passwords[login] },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
  });
}

/** A new calendar of the member's, found again in their list as a client would find it. */
export async function newCalendar(client) {
  const name = randomUUID();
  const account = await client.createAccount({ account: { serverUrl, accountType: 'caldav' } });
  await client.makeCalendar({ url: new URL(`${name}/`, account.homeUrl).href, props: { 'd:displayname': name } });
  return calendarNamed(client, name);
}

export async function calendarNamed(client, name) {
  const listed = await client.fetchCalendars();
  return listed.find((calendar) => calendar.url.includes(`/${name}/`) || calendar.displayName === name);
}

export function event(uid, summary) {
  return calendarText([
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20261101T120000Z',
    'DTSTART:20261123T090000Z',
    'DTEND:20261123T100000Z',
    `SUMMARY:${summary}`,
    'END:VEVENT',
  ]);
}

export function todo(uid, summary) {
  return calendarText(['BEGIN:VTODO', `UID:${uid}`, 'DTSTAMP:20261101T120000Z', `SUMMARY:${summary}`, 'END:VTODO']);
}

function calendarText(component) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//TeamAgenda//End to end//EN', ...component];
  return [...lines, 'END:VCALENDAR', ''].join('\r\n');
}
