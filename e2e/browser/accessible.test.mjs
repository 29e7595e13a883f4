/** Every view and dialog is looked over by axe, in light and dark, on a phone's and a desk's width. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { Agenda, nextWeek } from './support/agenda.mjs';
import { openBrowser, withPage } from './support/browser.mjs';
import { dav, event } from './support/caldav.mjs';
import { ANNA, startServer } from './support/server.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const day = nextWeek();
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  await put({ uid: 'one', summary: 'One', date: day(0), start: '0900', end: '1000' });
  await put({ uid: 'beside-one', summary: 'Beside one', date: day(0), start: '0915', end: '0930' });
  await put({ uid: 'late', summary: 'Late', date: day(3), start: '2200', end: '2345' });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function put(described) {
  const address = `${server.url}/dav/calendars/${ANNA.login}/calendar/${described.uid}.ics`;
  const headers = { 'Content-Type': 'text/calendar' };
  const made = await dav(ANNA, 'PUT', address, { headers, body: event(described) });
  assert.equal(made.status, 201, await made.text());
}

/** What axe objects to, in lines for people. */
async function objections(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

for (const colorScheme of ['light', 'dark']) {
  for (const width of [390, 1440]) {
    const name = `nothing is inaccessible in ${colorScheme} at ${width} pixels`;
    const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
    test(name, () =>
      withPage(browser, `axe-${colorScheme}-${width}`, options, async (page) => {
        const agenda = new Agenda(page, server.url);
        await agenda.signIn(ANNA);
        for (const view of ['week', 'day', 'month', 'list']) {
          await page.goto(`${server.url}/#/${view}/${day(0)}`);
          await page.locator('[aria-busy="false"]').waitFor();
          assert.deepEqual(await objections(page), [], view);
        }
        await page.keyboard.press('c');
        await agenda.dialog();
        assert.deepEqual(await objections(page), [], 'the form of an event');
        await page.keyboard.press('Escape');
        await page.goto(`${server.url}/#/connect`);
        await page.locator('summary').first().click();
        assert.deepEqual(await objections(page), [], 'connecting a device');
      }),
    );
  }
}
