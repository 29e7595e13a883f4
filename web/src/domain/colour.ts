/** Colours of calendars. */

/** What is offered for a new calendar; all keep a contrast of 3:1 to both the light and the dark surface. */
export const PALETTE: readonly string[] = [
  '#2a8c82',
  '#3a7bd5',
  '#8a63d2',
  '#c2528b',
  '#cf4f3f',
  '#c07a1c',
  '#6b8e23',
  '#71808c',
];

/** The calendar's own colour, or for one without, always the same of the palette for the same name. */
export function colourOf(calendar: { name: string; color?: string | null }): string {
  return isColour(calendar.color)
    ? calendar.color
    : (PALETTE[hash(calendar.name) % PALETTE.length] ?? '#71808c');
}

/** The first colour of the palette that none of the calendars has; the first of all when all are taken. */
export function unusedColour(taken: readonly string[]): string {
  const used = new Set(taken.map((colour) => colour.toLowerCase()));
  return PALETTE.find((colour) => !used.has(colour)) ?? PALETTE[0] ?? '#71808c';
}

function isColour(text: string | null | undefined): text is string {
  return /^#[0-9a-f]{6}$/i.test(text ?? '');
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}
