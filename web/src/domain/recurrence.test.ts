import { describe, expect, test } from 'vitest';
import { describeRule, repeatOf, shiftRule } from './recurrence.ts';

test('the rules that the form makes are read back', () => {
  expect(repeatOf('FREQ=DAILY')).toBe('daily');
  expect(repeatOf('FREQ=WEEKLY;INTERVAL=1;WKST=MO')).toBe('weekly');
  expect(repeatOf('freq=monthly')).toBe('monthly');
  expect(repeatOf(null)).toBe('none');
});

test('rules that say more are custom', () => {
  expect(repeatOf('FREQ=WEEKLY;BYDAY=MO,WE')).toBe('custom');
  expect(repeatOf('FREQ=DAILY;COUNT=5')).toBe('custom');
  expect(repeatOf('FREQ=YEARLY')).toBe('custom');
});

describe('shiftRule', () => {
  test('leaves rules alone that follow their start', () => {
    expect(shiftRule('FREQ=WEEKLY;COUNT=9', 2)).toBe('FREQ=WEEKLY;COUNT=9');
  });

  test('moves the weekdays of a weekly rule along', () => {
    expect(shiftRule('FREQ=WEEKLY;BYDAY=MO,FR', 1)).toBe('FREQ=WEEKLY;BYDAY=TU,SA');
    expect(shiftRule('FREQ=WEEKLY;BYDAY=MO;INTERVAL=2', -1)).toBe('FREQ=WEEKLY;BYDAY=SU;INTERVAL=2');
  });

  test('gives up on rules whose days cannot follow', () => {
    expect(shiftRule('FREQ=MONTHLY;BYDAY=2TU', 1)).toBeNull();
    expect(shiftRule('FREQ=MONTHLY;BYMONTHDAY=15', 1)).toBeNull();
  });

  test('leaves every rule alone when only the hour moves', () => {
    expect(shiftRule('FREQ=MONTHLY;BYDAY=2TU', 0)).toBe('FREQ=MONTHLY;BYDAY=2TU');
  });
});

test('describeRule says the common rules in words', () => {
  expect(describeRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR')).toBe('Every 2 weeks on Monday, Friday');
  expect(describeRule('FREQ=DAILY;COUNT=5')).toBe('Every day 5 times');
  expect(describeRule('FREQ=MONTHLY;BYDAY=2TU')).toBe('By its own rule');
});
