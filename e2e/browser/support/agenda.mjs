/** The agenda's page, in the words of somebody who uses it. */

import assert from 'node:assert/strict';

export class Agenda {
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  async signIn({ login, password }) {
    await this.page.goto(this.url);
    await this.page.getByLabel('Login').fill(login);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Today' }).waitFor();
  }

  /** Turns to the week of a date such as `2026-11-23`. */
  async showWeek(date) {
    await this.page.goto(`${this.url}/#/week/${date}`);
    await this.page.locator('.columns > section').nth(6).waitFor();
  }

  /** A point of the grid: column 0 is Monday. */
  async at(column, hour) {
    const box = await this.page.locator('.columns > section').nth(column).boundingBox();
    return { x: box.x + box.width / 2, y: box.y + (box.height * hour) / 24 };
  }

  async drag(from, to) {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  /** The block of an event in the grid. */
  block(title) {
    return this.page.locator('.block', { hasText: title });
  }

  /** Waits until an event is called what it should be, which begins with its title and times. */
  async sees(title, times, timeout = 5_000) {
    const name = `${title}, ${times}`;
    await this.page.locator(`.block[aria-label^=${JSON.stringify(name)}]`).waitFor({ timeout });
  }

  async seesNot(title) {
    await this.block(title).waitFor({ state: 'detached', timeout: 5_000 });
  }

  /** The open dialog, once there is one. */
  async dialog() {
    const dialog = this.page.getByRole('dialog').last();
    await dialog.waitFor();
    return dialog;
  }

  /** A field of the open dialog. */
  field(label) {
    return this.page.getByRole('dialog').last().getByLabel(label, { exact: true });
  }

  async save() {
    await this.page.getByRole('button', { name: 'Save' }).click();
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async dialogShows(label, value) {
    assert.equal(await this.field(label).inputValue(), value);
  }
}

/** The Monday of next week as `2026-11-30`, and the other days of that week by their offset from it. */
export function nextWeek(now = new Date()) {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const monday = today + (7 - ((now.getUTCDay() + 6) % 7)) * 86_400_000;
  return (offset) => new Date(monday + offset * 86_400_000).toISOString().slice(0, 10);
}
