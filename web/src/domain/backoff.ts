/** How long to wait before asking a server again that did not answer. */

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before attempt number `attempt` (the first is 0): doubling, up to half a minute, and spread over the
 * upper half of that by `random` (0 to 1), so that a team's browsers do not all return at once.
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}
