/**
 * The few repetitions that the form offers, as recurrence rules (RFC 5545 §3.3.10) and back.
 */

/** What the form can say; `custom` is a rule made elsewhere that it shows and leaves alone. */
export type Repeat = 'none' | 'daily' | 'weekly' | 'monthly' | 'custom';

const RULES: Record<Exclude<Repeat, 'custom'>, string | null> = {
  none: null,
  daily: 'FREQ=DAILY',
  weekly: 'FREQ=WEEKLY',
  monthly: 'FREQ=MONTHLY',
};

/** The rule that the form's word stands for; null for no repetition. */
export function ruleOf(repeat: Exclude<Repeat, 'custom'>): string | null {
  return RULES[repeat];
}

/** The form's word for a rule. */
export function repeatOf(rule: string | null | undefined): Repeat {
  if (!rule) return 'none';
  const parts = partsOf(rule);
  parts.delete('WKST');
  if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL');
  if (parts.size > 1) return 'custom';
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return 'daily';
    case 'WEEKLY':
      return 'weekly';
    case 'MONTHLY':
      return 'monthly';
    default:
      return 'custom';
  }
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule parts that pin instances to dates whatever the start. */
const DATE_PARTS = new Set(['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYMONTH', 'BYSETPOS']);

/**
 * The rule of a series whose start is moved by whole days. A weekly rule that names its weekdays must have them moved too, or
 * the series would start on a day that it does not hold.
 *
 * @returns the rule, unchanged where it follows the start by itself; null where no rule of the same kind says what is meant
 */
export function shiftRule(rule: string, daysMoved: number): string | null {
  const parts = partsOf(rule);
  const pinned = [...parts.keys()].filter((key) => DATE_PARTS.has(key));
  if (daysMoved === 0 || pinned.length === 0) return rule;
  const named = parts.get('BYDAY')?.split(',') ?? [];
  const isWeekly = parts.get('FREQ') === 'WEEKLY' && pinned.length === 1;
  if (!isWeekly || !named.every((day) => WEEKDAYS.includes(day))) return null;
  parts.set('BYDAY', named.map((day) => weekdayAfter(day, daysMoved)).join(','));
  return [...parts].map(([key, value]) => `${key}=${value}`).join(';');
}

function weekdayAfter(day: string, days: number): string {
  const index = (((WEEKDAYS.indexOf(day) + days) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? day;
}

const UNITS: Record<string, [string, string]> = {
  DAILY: ['day', 'days'],
  WEEKLY: ['week', 'weeks'],
  MONTHLY: ['month', 'months'],
  YEARLY: ['year', 'years'],
};

const WEEKDAY_NAMES: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** A rule in a few words, such as "Every 2 weeks on Monday, Friday"; what has no few words is "By its own rule". */
export function describeRule(rule: string): string {
  const parts = partsOf(rule);
  const unit = UNITS[parts.get('FREQ') ?? ''];
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const names = days.map((day) => WEEKDAY_NAMES[day]);
  const pinned = [...parts.keys()].filter((key) => DATE_PARTS.has(key) && key !== 'BYDAY');
  if (!unit || pinned.length > 0 || names.includes(undefined)) return 'By its own rule';
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const every = interval === 1 ? `Every ${unit[0]}` : `Every ${interval} ${unit[1]}`;
  const count = parts.get('COUNT');
  return [every, names.length > 0 && `on ${names.join(', ')}`, count && `${count} times`]
    .filter(Boolean)
    .join(' ');
}

function partsOf(rule: string): Map<string, string> {
  return new Map(
    rule
      .toUpperCase()
      .split(';')
      .filter((part) => part.includes('='))
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  );
}
