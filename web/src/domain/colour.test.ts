import { expect, test } from 'vitest';
import { colourOf, PALETTE, unusedColour } from './colour.ts';

test("a calendar's own colour is used as it is", () => {
  expect(colourOf({ name: 'work', color: '#123abc' })).toBe('#123abc');
});

test('a calendar without one always gets the same of the palette', () => {
  const colour = colourOf({ name: 'work', color: null });
  expect(PALETTE).toContain(colour);
  expect(colourOf({ name: 'work', color: 'red; } body { display: none' })).toBe(colour);
});

test('a new calendar is offered a colour that no other has', () => {
  expect(unusedColour([PALETTE[0]!, PALETTE[1]!.toUpperCase()])).toBe(PALETTE[2]);
  expect(unusedColour(PALETTE)).toBe(PALETTE[0]);
});

test('every colour of the palette keeps 3:1 against the light and the dark surface', () => {
  for (const colour of PALETTE) {
    for (const surface of ['#ffffff', '#171d1a']) {
      expect(contrast(colour, surface), `${colour} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
  }
});

/** WCAG 2.2's contrast ratio. */
function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
