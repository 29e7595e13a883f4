import { expect, test } from 'vitest';
import { OwnChanges } from './own-changes.ts';

const version = (etag: string) => ({ calendar: 'work', object: 'a.ics', etag });

test('a change waits for the one before it', async () => {
  const own = new OwnChanges();
  const done: string[] = [];
  const slow = own.inTurn(() => new Promise((resolve) => setTimeout(() => resolve(done.push('first')), 20)));
  const quick = own.inTurn(async () => done.push('second'));
  await Promise.all([slow, quick]);
  expect(done).toEqual(['first', 'second']);
});

test('a change that fails fails alone', async () => {
  const own = new OwnChanges();
  const failing = own.inTurn(() => Promise.reject(new Error('refused')));
  const next = own.inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('refused');
  expect(await next).toBe('done');
});

test('our own changes are followed from version to version', () => {
  const own = new OwnChanges();
  own.note(version('1'), version('2'));
  own.note(version('2'), version('3'));
  expect(own.newest(version('1'))).toEqual(version('3'));
});

test('an event that we moved to another calendar is followed there', () => {
  const own = new OwnChanges();
  own.note(version('1'), { ...version('1'), calendar: 'home' });
  expect(own.newest(version('1')).calendar).toBe('home');
});

test('a change that made no new version is not followed in circles', () => {
  const own = new OwnChanges();
  own.note(version('1'), version('1'));
  expect(own.newest(version('1'))).toEqual(version('1'));
});

test('a version made by somebody else stays what it is', () => {
  const own = new OwnChanges();
  own.note(version('1'), version('2'));
  expect(own.newest(version('x'))).toEqual(version('x'));
  expect(own.newest({ ...version('1'), object: 'b.ics' }).etag).toBe('1');
});
