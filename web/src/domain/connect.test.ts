import { expect, test } from 'vitest';
import { addressesOf, guidesFor } from './connect.ts';
import { dayOf } from './day.ts';

const page = new URL('https://agenda.example.org:8443/#/connect');
const monday = dayOf(2026, 11, 23);

test('addresses are those of the server that the page came from', () => {
  expect(addressesOf(page, 'ana')).toEqual({
    server: 'https://agenda.example.org:8443',
    host: 'agenda.example.org:8443',
    principal: 'https://agenda.example.org:8443/dav/principals/users/ana/',
    home: 'https://agenda.example.org:8443/dav/calendars/ana/',
    login: 'ana',
    encrypted: true,
  });
});

test('a login is escaped in addresses, and nowhere else', () => {
  const { login, home } = addressesOf(page, 'ana ruiz@lyon');
  expect(login).toBe('ana ruiz@lyon');
  expect(home).toBe('https://agenda.example.org:8443/dav/calendars/ana%20ruiz%40lyon/');
});

test('iPhone users are warned where the server has no HTTPS', () => {
  const plain = addressesOf(new URL('http://10.0.0.5:3552/'), 'ana');
  const [iphone] = guidesFor(plain, monday);
  expect(iphone?.note).toMatch(/only to servers with HTTPS/);
});

test('every guide has a name of its own, and steps', () => {
  const guides = guidesFor(addressesOf(page, 'ana'), monday);
  expect(new Set(guides.map(({ id }) => id)).size).toBe(8);
  expect(guides.every(({ steps }) => steps.length > 2)).toBe(true);
});

test('the example asks for the week in question', () => {
  const script = guidesFor(addressesOf(page, 'ana'), monday).at(-1);
  expect(script?.steps[0]?.copy).toContain('from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z');
});
