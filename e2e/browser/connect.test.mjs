/** Connecting a device: what the page tells must work. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Agenda } from './support/agenda.mjs';
import { openBrowser, withPage } from './support/browser.mjs';
import { dav } from './support/caldav.mjs';
import { ANNA, startServer } from './support/server.mjs';

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

test('an app password works over CalDAV until it is revoked, and is shown once', () =>
  withPage(browser, 'app-password', {}, async (page) => {
    await new Agenda(page, server.url).signIn(ANNA);
    await page.getByRole('link', { name: 'Connect a device' }).click();
    await page.getByLabel('For which device or program?').fill('My phone');
    await page.getByRole('button', { name: 'Make app password' }).click();
    const password = await page.locator('.made code').innerText();
    const address = await page.locator('dl code').last().innerText();

    const allowed = await dav({ login: ANNA.login, password }, 'PROPFIND', address, {
      headers: { Depth: '0' },
    });
    assert.equal(allowed.status, 207);

    await page.reload();
    await page.getByRole('button', { name: 'Revoke My phone' }).waitFor();
    assert.ok(!(await page.content()).includes(password));

    await page.getByRole('button', { name: 'Revoke My phone' }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('You have none yet.').waitFor();
    const refused = await dav({ login: ANNA.login, password }, 'PROPFIND', address, {
      headers: { Depth: '0' },
    });
    assert.equal(refused.status, 401);
  }));
