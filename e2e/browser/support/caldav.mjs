/** A calendar program's side of things: plain CalDAV requests. */

/** Sends a request as somebody; the answer as it is. */
export function dav({ login, password }, method, address, { headers = {}, body } = {}) {
  const credentials = Buffer.from(`${login}:${password}`).toString('base64');
  return fetch(address, { method, headers: { Authorization: `Basic ${credentials}`, ...headers }, body });
}

/** An event in Paris as an iCalendar object; `date` as `2026-11-23`, times as `0930`. */
export function event({ uid, summary, date, start, end }) {
  const day = date.replaceAll('-', '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//TeamAgenda//browser tests//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=Europe/Paris:${day}T${start}00`,
    `DTEND;TZID=Europe/Paris:${day}T${end}00`,
    `SUMMARY:${summary}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
