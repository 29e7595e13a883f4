import { expect, test } from 'vitest';
import type { Day } from './day.ts';
import { barsOf } from './lanes.ts';

const run = (firstDay: number, lastDay: number) => ({ firstDay: firstDay as Day, lastDay: lastDay as Day });

test('a run is cut to the row and says where it goes on', () => {
  const [bar] = barsOf([run(8, 30)], 10 as Day, 7);
  expect(bar).toMatchObject({ offset: 0, length: 7, continues: true, continued: true });
});

test('runs that do not touch the row are left out', () => {
  expect(barsOf([run(1, 9), run(17, 18)], 10 as Day, 7)).toEqual([]);
});

test('runs that share a day lie in different lanes, the longer higher', () => {
  const bars = barsOf([run(10, 10), run(10, 12)], 10 as Day, 7);
  expect(bars.map(({ length, lane }) => [length, lane])).toEqual([
    [3, 0],
    [1, 1],
  ]);
});

test('a lane is used again by a later run', () => {
  const bars = barsOf([run(10, 12), run(13, 13)], 10 as Day, 7);
  expect(bars.map(({ lane }) => lane)).toEqual([0, 0]);
});
