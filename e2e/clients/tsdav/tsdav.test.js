// tsdav, the client inside many web applications, against the server at TASERVER_URL.
import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { calendarNamed, event, newCalendar, signIn, todo } from './agenda.js';

let laptop;
let phone;
let calendar;

before(async () => {
  laptop = await signIn('anna');
  phone = await signIn('anna');
});

beforeEach(async () => {
  calendar = await newCalendar(laptop);
});

test('a new calendar is listed on another device', async () => {
  assert.ok(await calendarNamed(phone, calendar.displayName));
});

test('a calendar offers synchronisation', () => {
  assert.ok(calendar.reports.includes('syncCollection'));
});

test('a calendar of one member is not listed for another', async () => {
  assert.equal(await calendarNamed(await signIn('ben'), calendar.displayName), undefined);
});

test('an event stored on one device is seen on another', async () => {
  await store(event('planning', 'Planning'));

  const [found] = await phone.fetchCalendarObjects({ calendar });
  // tsdav drops the line end after END:VCALENDAR.
  assert.equal(found.data.trim(), event('planning', 'Planning').trim());
});

test('a to-do stored on one device is found by a filter on the other', async () => {
  await store(todo('chairs', 'Order chairs'), 'chairs.ics');

  const found = await phone.fetchCalendarObjects({ calendar, filters: componentFilter('VTODO') });
  assert.equal(found.length, 1);
});

test('a changed event is seen on the other device', async () => {
  await store(event('planning', 'Planning'));

  const answer = await change(await onlyObject(laptop), 'Planning in the small room');
  assert.ok(answer.ok);
  assert.match((await onlyObject(phone)).data, /SUMMARY:Planning in the small room\r\n/);
});

test('a deleted event is gone on the other device', async () => {
  await store(event('planning', 'Planning'));

  await laptop.deleteCalendarObject({ calendarObject: await onlyObject(laptop) });

  assert.deepEqual(await phone.fetchCalendarObjects({ calendar }), []);
});

test('a change on top of an unseen change is refused', async () => {
  await store(event('planning', 'Planning'));
  const seenBefore = await onlyObject(laptop);
  await change(await onlyObject(phone), 'Changed on the phone');

  assert.equal((await change(seenBefore, 'Changed on the laptop')).status, 412);
});

test('creating an event over another one is refused', async () => {
  await store(event('planning', 'Planning'));

  assert.equal((await store(event('planning', 'Planning again'))).status, 412);
});

test('a time range finds the events in it only', async () => {
  await store(event('planning', 'Planning'));
  const inRange = (start, end) => phone.fetchCalendarObjects({ calendar, timeRange: { start, end } });

  assert.equal((await inRange('2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z')).length, 1);
  assert.equal((await inRange('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z')).length, 0);
});

test('synchronisation brings what was created, changed and deleted elsewhere', async () => {
  await store(event('changed', 'Before'), 'changed.ics');
  await store(event('deleted', 'Deleted'), 'deleted.ics');
  const mirror = await mirrored();
  const named = (name) => mirror.objects.find((object) => object.url.endsWith(name));

  await change({ ...named('changed.ics'), data: event('changed', 'Before') }, 'After');
  await laptop.deleteCalendarObject({ calendarObject: named('deleted.ics') });
  await store(event('created', 'Created'), 'created.ics');

  const synced = await phone.smartCollectionSyncDetailed({ collection: mirror, method: 'webdav' });
  assert.deepEqual(namesOf(synced.objects.created), ['created.ics']);
  assert.deepEqual(namesOf(synced.objects.updated), ['changed.ics']);
  assert.deepEqual(namesOf(synced.objects.deleted), ['deleted.ics']);
});

test('synchronisation with an unknown token is refused', async () => {
  const [answer] = await phone.syncCollection({
    url: calendar.url,
    props: { 'd:getetag': {} },
    syncLevel: 1,
    syncToken: 'https://example.com/never-given-out',
  });

  assert.equal(answer.status, 403);
});

function store(iCalString, filename = 'planning.ics') {
  return laptop.createCalendarObject({ calendar, filename, iCalString });
}

function change(object, summary) {
  const data = object.data.replace(/SUMMARY:.*\r\n/, `SUMMARY:${summary}\r\n`);
  return laptop.updateCalendarObject({ calendarObject: { ...object, data } });
}

async function onlyObject(client) {
  const objects = await client.fetchCalendarObjects({ calendar });
  assert.equal(objects.length, 1);
  return objects[0];
}

/** The calendar as the phone has it after its first synchronisation. */
async function mirrored() {
  const collection = { ...calendar, syncToken: undefined, objects: [], objectMultiGet: phone.calendarMultiGet };
  const synced = await phone.smartCollectionSync({ collection, method: 'webdav' });
  return { ...collection, ...synced };
}

function namesOf(objects) {
  return objects.map((object) => object.url.split('/').at(-1)).sort();
}

function componentFilter(name) {
  return { 'comp-filter': { _attributes: { name: 'VCALENDAR' }, 'comp-filter': { _attributes: { name } } } };
}
