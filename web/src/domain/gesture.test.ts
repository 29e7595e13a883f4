import { describe, expect, test } from 'vitest';
import { clickedSpan, spanOf, suggestedSpan, type Span } from './gesture.ts';
import { dayOf } from './day.ts';
import { formatWall, parseWall, type Wall } from './zone.ts';

const wall = (text: string) => parseWall(`2026-11-${text}`) as Wall;

function shown({ startWall, endWall }: Span): string {
  return `${formatWall(startWall).slice(8, 16)} ${formatWall(endWall).slice(8, 16)}`;
}

const meeting = { startWall: wall('23T10:00'), endWall: wall('23T11:30') };

describe('drawing a new event', () => {
  test('takes whole quarters, downwards and upwards', () => {
    expect(shown(spanOf({ kind: 'create', anchor: wall('23T09:07') }, wall('23T10:20')))).toBe(
      '23T09:00 23T10:30',
    );
    expect(shown(spanOf({ kind: 'create', anchor: wall('23T09:07') }, wall('23T08:20')))).toBe(
      '23T08:15 23T09:15',
    );
  });

  test('stays within the day that it began on', () => {
    expect(shown(spanOf({ kind: 'create', anchor: wall('23T22:00') }, wall('24T03:00')))).toBe(
      '23T22:00 24T00:00',
    );
  });

  test('of whole days takes both ends in', () => {
    expect(shown(spanOf({ kind: 'create-days', anchor: wall('25T00:00') }, wall('23T00:00')))).toBe(
      '23T00:00 26T00:00',
    );
  });
});

test('moving keeps the length and the point that was grabbed', () => {
  const gesture = { kind: 'move', span: meeting, grabbed: wall('23T10:40') } as const;
  expect(shown(spanOf(gesture, wall('24T12:10')))).toBe('24T11:30 24T13:00');
});

test('moving keeps odd minutes', () => {
  const odd = { startWall: wall('23T10:05'), endWall: wall('23T10:20') };
  expect(shown(spanOf({ kind: 'move', span: odd, grabbed: wall('23T10:10') }, wall('23T11:11')))).toBe(
    '23T11:05 23T11:20',
  );
});

test('resizing never makes an event shorter than a quarter', () => {
  expect(shown(spanOf({ kind: 'resize-end', span: meeting }, wall('23T08:00')))).toBe('23T10:00 23T10:15');
  expect(shown(spanOf({ kind: 'resize-start', span: meeting }, wall('23T12:00')))).toBe('23T11:15 23T11:30');
});

test('a click makes an hour from the half hour clicked in', () => {
  expect(shown(clickedSpan(wall('23T09:50')))).toBe('23T09:30 23T10:30');
});

describe('an event begun without pointing', () => {
  test('starts at the next full hour today, and at nine on other days', () => {
    expect(shown(suggestedSpan(dayOf(2026, 11, 23), wall('23T14:20')))).toBe('23T15:00 23T16:00');
    expect(shown(suggestedSpan(dayOf(2026, 11, 24), wall('23T14:20')))).toBe('24T09:00 24T10:00');
  });

  test('still ends on the same day late in the evening', () => {
    expect(shown(suggestedSpan(dayOf(2026, 11, 23), wall('23T23:50')))).toBe('23T22:00 23T23:00');
  });
});
