import { expect, test } from 'vitest';
import { ApiFailure, failureOf, wordsFor } from './failure.ts';

test("the API's own words are kept, with code and field", () => {
  const body = { error: { code: 'invalid-field', message: 'The end lies before the start.', field: 'end' } };
  expect(failureOf(400, body)).toMatchObject({
    kind: 'refused',
    message: 'The end lies before the start.',
    code: 'invalid-field',
    field: 'end',
  });
});

test('a clause is read out as a sentence', () => {
  const body = { error: { code: 'too-large', message: 'the event is larger than 1 MiB' } };
  expect(failureOf(413, body).message).toBe('The event is larger than 1 MiB.');
});

test('a page that a proxy wrote still gives plain words', () => {
  const failure = failureOf(502, '<html>Bad gateway</html>');
  expect(failure.kind).toBe('server');
  expect(failure.message).not.toContain('html');
});

test('each status that the client acts on has its kind', () => {
  const kinds = [401, 403, 404, 409, 412, 413, 429, 500].map((status) => failureOf(status, null).kind);
  expect(kinds).toEqual([
    'signed-out',
    'forbidden',
    'missing',
    'refused',
    'conflict',
    'refused',
    'refused',
    'server',
  ]);
});

test('what was thrown by the page itself is not read out', () => {
  expect(wordsFor(new TypeError('x is undefined'))).not.toContain('undefined');
  expect(wordsFor(new ApiFailure('offline', 'No network.'))).toBe('No network.');
});
