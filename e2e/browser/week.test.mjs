/** A member's week, driven as a person would drive it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Agenda, nextWeek } from './support/agenda.mjs';
import { openBrowser, withPage } from './support/browser.mjs';
import { dav, event } from './support/caldav.mjs';
import { ANNA, startServer } from './support/server.mjs';

const day = nextWeek();
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A test with Anna signed in, on next week. */
function story(name, tell) {
  test(name, () =>
    withPage(browser, name.replaceAll(/\W+/g, '-'), {}, async (page) => {
      const agenda = new Agenda(page, server.url);
      await agenda.signIn(ANNA);
      await agenda.showWeek(day(0));
      await tell(agenda, page);
    }),
  );
}

/** The address of the first of Anna's calendars. */
async function calendarAddress(page) {
  const path = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/calendars');
    return (await answer.json()).calendars[0].dav_path;
  });
  return `${server.url}${path}`;
}

/** All events of that calendar as a calendar program gets them, lines unfolded. */
async function eventsText(page) {
  const answer = await dav(ANNA, 'REPORT', await calendarAddress(page), {
    headers: { Depth: '1', 'Content-Type': 'application/xml' },
    body: `<C:calendar-query xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:"><D:prop><C:calendar-data/></D:prop>
      <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>`,
  });
  assert.equal(answer.status, 207);
  return (await answer.text()).replaceAll(/(\r|&#13;)?\n[ \t]/g, '');
}

test('a wrong password is told, and nothing is shown', () =>
  withPage(browser, 'wrong-password', {}, async (page) => {
    await page.goto(server.url);
    await page.getByLabel('Login').fill(ANNA.login);
    await page.getByLabel('Password').fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Today' }).count(), 0);
  }));

story('an event is drawn, moved, made longer, edited and deleted', async (agenda, page) => {
  await agenda.drag(await agenda.at(0, 13.02), await agenda.at(0, 14.4));
  await agenda.dialogShows('Start time', '13:00');
  await agenda.dialogShows('End time', '14:30');
  await agenda.field('Title').fill('Review');
  await agenda.save();
  await agenda.sees('Review', '13:00 – 14:30');

  await agenda.drag(await agenda.at(0, 13.25), await agenda.at(2, 14.25));
  await agenda.sees('Review', '14:00 – 15:30');

  const box = await agenda.block('Review').boundingBox();
  const bottom = { x: box.x + box.width / 2, y: box.y + box.height - 2 };
  await agenda.drag(bottom, await agenda.at(2, 16.5));
  await agenda.sees('Review', '14:00 – 16:30');

  await agenda.block('Review').click();
  await agenda.field('Title').fill('Long review');
  await agenda.field('Place').fill('Room Curie');
  await agenda.save();
  await agenda.sees('Long review', '14:00 – 16:30, Room Curie');

  await agenda.block('Long review').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete' }).last().click();
  await agenda.seesNot('Long review');
});

story('a change made over CalDAV is seen within a second', async (agenda, page) => {
  const address = `${await calendarAddress(page)}from-a-phone.ics`;
  const fromPhone = { uid: 'from-a-phone', summary: 'From a phone', date: day(1) };
  const made = await dav(ANNA, 'PUT', address, {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
    body: event({ ...fromPhone, start: '0930', end: '1015' }),
  });
  assert.equal(made.status, 201);
  await agenda.sees('From a phone', '09:30 – 10:15', 1_000);

  const changed = await dav(ANNA, 'PUT', address, {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
    body: event({ ...fromPhone, start: '1100', end: '1145' }),
  });
  assert.ok(changed.ok);
  await agenda.sees('From a phone', '11:00 – 11:45', 1_000);

  assert.ok((await dav(ANNA, 'DELETE', address)).ok);
  await agenda.block('From a phone').waitFor({ state: 'detached', timeout: 1_000 });
});

story('an event made here is what a calendar program gets', async (agenda, page) => {
  await agenda.drag(await agenda.at(3, 10.02), await agenda.at(3, 10.9));
  await agenda.field('Title').fill('Für alle: ça va?');
  await agenda.field('Notes').fill('First line\nsecond; line, with commas');
  await agenda.save();
  await agenda.sees('Für alle: ça va?', '10:00 – 11:00');
  const text = await eventsText(page);
  assert.match(text, /SUMMARY:Für alle: ça va\?/);
  assert.match(text, /DESCRIPTION:First line\\nsecond\\; line\\, with commas/);
  assert.match(text, new RegExp(`DTSTART;TZID=Europe/Paris:${day(3).replaceAll('-', '')}T100000`));
});

story('of a series, one instance or all of it is changed', async (agenda, page) => {
  await agenda.drag(await agenda.at(4, 8.02), await agenda.at(4, 8.9));
  await agenda.field('Title').fill('Weekly');
  await agenda.field('Repeats').selectOption({ label: 'Every week' });
  await agenda.save();
  await agenda.sees('Weekly', '08:00 – 09:00');

  await agenda.drag(await agenda.at(4, 8.5), await agenda.at(4, 9.5));
  await page.getByRole('button', { name: 'Only this one' }).click();
  await agenda.sees('Weekly', '09:00 – 10:00');
  await page.keyboard.press('n');
  await agenda.sees('Weekly', '08:00 – 09:00');

  await agenda.drag(await agenda.at(4, 8.5), await agenda.at(4, 11.5));
  await page.getByRole('button', { name: 'Whole series' }).click();
  await agenda.sees('Weekly', '11:00 – 12:00');
  await page.keyboard.press('n');
  await agenda.sees('Weekly', '11:00 – 12:00');

  await agenda.block('Weekly').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Whole series' }).click();
  await agenda.seesNot('Weekly');
  await page.keyboard.press('p');
  await agenda.seesNot('Weekly');
});

story('somebody who was faster is not overwritten', async (agenda, page) => {
  const address = `${await calendarAddress(page)}contested.ics`;
  const contested = { uid: 'contested', date: day(1) };
  const put = (body) => dav(ANNA, 'PUT', address, { headers: { 'Content-Type': 'text/calendar' }, body });
  await put(event({ ...contested, summary: 'Contested', start: '1500', end: '1600' }));
  await agenda.sees('Contested', '15:00 – 16:00');
  await agenda.block('Contested').click();
  await agenda.field('Place').fill('My place');
  await put(event({ ...contested, summary: 'Contested and renamed', start: '1500', end: '1600' }));
  await agenda.sees('Contested and renamed', '15:00 – 16:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody changed this event while you had it open').waitFor();
  await page.getByRole('button', { name: 'Keep my changes on top' }).click();
  await agenda.dialogShows('Title', 'Contested and renamed');
  await agenda.dialogShows('Place', 'My place');
  await agenda.save();
  await agenda.sees('Contested and renamed', '15:00 – 16:00, My place');
});

story('a calendar is added, hidden, shown and removed', async (agenda, page) => {
  await page.getByRole('button', { name: 'Add a calendar' }).click();
  await agenda.field('Name').fill('Rowing');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const tick = page.getByRole('checkbox', { name: 'Rowing' });
  await tick.waitFor();
  await agenda.drag(await agenda.at(5, 9.02), await agenda.at(5, 9.9));
  await agenda.field('Title').fill('On the river');
  await agenda.field('Calendar').selectOption({ label: 'Rowing' });
  await agenda.save();
  await agenda.sees('On the river', '09:00 – 10:00');
  await tick.uncheck();
  await agenda.seesNot('On the river');
  await tick.check();
  await agenda.sees('On the river', '09:00 – 10:00');
  await page.getByRole('button', { name: 'Change Rowing' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('button', { name: 'Delete the calendar' }).click();
  await agenda.seesNot('On the river');
  assert.equal(await tick.count(), 0);
});

story('everything is done by keyboard alone', async (agenda, page) => {
  await page.getByRole('button', { name: /^New event on .* at 09:00/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await agenda.dialogShows('Starts', day(1));
  await agenda.dialogShows('Start time', '09:30');
  await page.keyboard.type('Typed');
  await page.keyboard.press('Enter');
  await agenda.sees('Typed', '09:30 – 10:30');
  await agenda.block('Typed').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await agenda.sees('Typed', '09:45 – 11:00');
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Typed'));
  await page.keyboard.press('Enter');
  await agenda.dialogShows('Starts', day(2));
  await page.keyboard.press('Escape');
});

test("in another zone than the device's, the profile's clock holds and is named", () =>
  withPage(browser, 'zone', { timezoneId: 'America/New_York' }, async (page) => {
    const agenda = new Agenda(page, server.url);
    await agenda.signIn(ANNA);
    await agenda.showWeek(day(0));
    await page.getByText('Times of Europe/Paris').waitFor();
    await agenda.drag(await agenda.at(6, 18.02), await agenda.at(6, 18.9));
    await agenda.field('Title').fill('Evening in Paris');
    await agenda.save();
    await agenda.sees('Evening in Paris', '18:00 – 19:00');
    const text = await eventsText(page);
    assert.match(text, new RegExp(`DTSTART;TZID=Europe/Paris:${day(6).replaceAll('-', '')}T180000`));
  }));

story('a session that ends takes nothing that was typed', async (agenda, page) => {
  await agenda.drag(await agenda.at(6, 9.02), await agenda.at(6, 9.9));
  await agenda.field('Title').fill('Precious');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Sign in again' }).waitFor();
  await page.getByLabel('Password').fill(ANNA.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await agenda.dialogShows('Title', 'Precious');
  await agenda.save();
  await agenda.sees('Precious', '09:00 – 10:00');
});

story('a server that goes away is told, and what it missed is seen when it is back', async (agenda, page) => {
  const address = `${await calendarAddress(page)}meanwhile.ics`;
  const back = await server.away();
  await page.getByText('Reconnecting…').waitFor();
  await agenda.drag(await agenda.at(2, 7.52), await agenda.at(2, 7.9));
  await agenda.field('Title').fill('Kept');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The server cannot be reached').last().waitFor();
  await agenda.dialogShows('Title', 'Kept');
  await back();
  await agenda.save();
  await agenda.sees('Kept', '07:30 – 08:00');
  await dav(ANNA, 'PUT', address, {
    headers: { 'Content-Type': 'text/calendar' },
    body: event({ uid: 'meanwhile', summary: 'Meanwhile', date: day(3), start: '0700', end: '0745' }),
  });
  await agenda.sees('Meanwhile', '07:00 – 07:45', 30_000);
  await page.getByText('Reconnecting…').waitFor({ state: 'detached' });
});
