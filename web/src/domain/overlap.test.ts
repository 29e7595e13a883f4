import { expect, test } from 'vitest';
import { placeSideBySide } from './overlap.ts';

const stretch = (start: number, end: number) => ({ start, end });

test('a lone event has the whole width', () => {
  expect(placeSideBySide([stretch(60, 120)])).toEqual([{ column: 0, columns: 1, span: 1 }]);
});

test('events that only touch do not share the width', () => {
  expect(placeSideBySide([stretch(60, 120), stretch(120, 180)]).map(({ columns }) => columns)).toEqual([
    1, 1,
  ]);
});

test('events at once stand side by side, the earlier on the left', () => {
  const [later, earlier] = placeSideBySide([stretch(90, 150), stretch(60, 120)]);
  expect(earlier).toEqual({ column: 0, columns: 2, span: 1 });
  expect(later).toEqual({ column: 1, columns: 2, span: 1 });
});

test('a chain of overlaps is divided alike, and a freed column is used again', () => {
  const places = placeSideBySide([stretch(0, 60), stretch(30, 120), stretch(60, 90)]);
  expect(places.map(({ column }) => column)).toEqual([0, 1, 0]);
  expect(places.map(({ columns }) => columns)).toEqual([2, 2, 2]);
});

test('an event grows over columns that are free beside it', () => {
  // Three at once, then one alone that overlaps only the first of them.
  const places = placeSideBySide([stretch(0, 120), stretch(0, 60), stretch(0, 60), stretch(60, 120)]);
  expect(places[3]).toEqual({ column: 1, columns: 3, span: 2 });
});

test('no two events cover one another, whatever the order given', () => {
  const stretches = [
    stretch(0, 50),
    stretch(10, 200),
    stretch(20, 30),
    stretch(40, 90),
    stretch(85, 100),
    stretch(0, 10),
  ];
  const places = placeSideBySide(stretches);
  for (const [i, a] of stretches.entries()) {
    for (const [j, b] of stretches.entries()) {
      if (i >= j || a.end <= b.start || b.end <= a.start) continue;
      const [left, right] = [places[i]!, places[j]!].sort((p, q) => p.column - q.column);
      expect(left!.column + left!.span).toBeLessThanOrEqual(right!.column);
    }
  }
});
