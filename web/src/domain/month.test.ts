import { describe, expect, test } from 'vitest';
import { daysFrom, dayOf, type Day } from './day.ts';
import type { AgendaItem } from './item.ts';
import { weekRow } from './month.ts';
import { wallAt } from './zone.ts';

const monday = dayOf(2026, 11, 23);
const week = daysFrom(monday, 7);

function item(key: string, offset: number, length: number, minute: number | null): AgendaItem {
  const firstDay = (monday + offset) as Day;
  return {
    key,
    wide: minute === null,
    startWall: wallAt(firstDay, minute ?? 0),
    firstDay,
    lastDay: (firstDay + length - 1) as Day,
  } as AgendaItem;
}

const shown = (room: number, ...items: AgendaItem[]) =>
  weekRow(week, items, room).bars.map(({ item: { key } }) => key);

test('bars lie above lines, and lines in order of their hour', () => {
  const row = weekRow(week, [item('late', 0, 1, 900), item('early', 0, 1, 540), item('day', 0, 1, null)], 4);
  expect(row.bars.map(({ item: { key }, lane }) => [key, lane])).toEqual([
    ['day', 0],
    ['early', 1],
    ['late', 2],
  ]);
});

test('what runs past midnight stays on the day it begins', () => {
  const row = weekRow(week, [item('night', 4, 2, 1320)], 4);
  expect(row.bars[0]).toMatchObject({ offset: 4, length: 1 });
});

describe('when there is no room', () => {
  const three = [item('a', 0, 1, 540), item('b', 0, 1, 600), item('c', 0, 1, 660)];

  test('exactly enough room shows everything', () => {
    expect(shown(3, ...three)).toEqual(['a', 'b', 'c']);
  });

  test('the last lane tells how many are missing', () => {
    const row = weekRow(week, three, 2);
    expect(row.bars.map(({ item: { key } }) => key)).toEqual(['a']);
    expect(row.more).toEqual([2, 0, 0, 0, 0, 0, 0]);
  });

  test('days that do not overflow keep all their lanes', () => {
    expect(shown(2, ...three, item('x', 3, 1, 540), item('y', 3, 1, 600))).toEqual(['a', 'x', 'y']);
  });
});
