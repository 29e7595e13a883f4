/** The reader's region, read once: browsers do not change it under a page. */

import { regionOf, Words } from '../domain/words.ts';
import { firstWeekday } from '../domain/week.ts';

const region = regionOf(navigator.languages);

/** Writes dates and times for the reader. */
export const words = new Words(region);

/** The weekday that the reader's weeks begin on. */
export const weekBegins = firstWeekday(region.customs);
