/** Chromium, one for each test file, and a page that complains about whatever goes wrong in it. */

import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser() {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

/**
 * Runs `story` with a new page. Errors thrown in the page and breaks of the content security policy fail it; where it fails, a
 * picture is kept.
 */
export async function withPage(browser, name, options, story) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on(
    'console',
    (message) => /Content.Security.Policy/i.test(message.text()) && faults.push(message.text()),
  );
  try {
    await story(page, context);
    if (faults.length > 0) throw new Error(`the page complained: ${faults.join('; ')}`);
  } catch (error) {
    await mkdir('failures', { recursive: true });
    await page.screenshot({ path: `failures/${name}.png` });
    throw error;
  } finally {
    await context.close();
  }
}
