/**
 * What went wrong with a request, in a form that can be decided on and read out.
 */

/** How a request failed, as far as the client acts differently. */
export type FailureKind =
  'offline' | 'signed-out' | 'forbidden' | 'missing' | 'conflict' | 'refused' | 'server';

/** A request that did not do what it was asked to. */
export class ApiFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    /** The API's own word for the failure, if it answered with one. */
    readonly code: string | null = null,
    /** The field of the request's body that the API objects to, if it names one. */
    readonly field: string | null = null,
  ) {
    super(message);
    this.name = 'ApiFailure';
  }
}

const KIND_BY_STATUS: ReadonlyMap<number, FailureKind> = new Map([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'missing'],
  [410, 'missing'],
  [409, 'refused'],
  [412, 'conflict'],
]);

const WORDS: Record<FailureKind, string> = {
  offline: 'The server cannot be reached. Check the connection and try again.',
  'signed-out': 'You are no longer signed in.',
  forbidden: 'You may not do that.',
  missing: 'That is no longer there.',
  conflict: 'Somebody changed this in the meantime.',
  refused: 'The server did not accept that.',
  server: 'The server had a problem. Try again in a moment.',
};

/** The failure that a status and a body (of whatever shape: a proxy may have written it) stand for. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const kind = KIND_BY_STATUS.get(status) ?? (status >= 500 ? 'server' : 'refused');
  const { code, message, field } = errorIn(body);
  return new ApiFailure(kind, message === null ? WORDS[kind] : sentence(message), code, field);
}

/** The API writes its messages as clauses; people read sentences. */
function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** The failure of a request that got no answer. */
export function unreachable(): ApiFailure {
  return new ApiFailure('offline', WORDS.offline);
}

/** What to tell people about anything that was thrown. */
export function wordsFor(thrown: unknown): string {
  return thrown instanceof ApiFailure
    ? thrown.message
    : 'Something went wrong in this page. Reload it and try again.';
}

function errorIn(body: unknown): { code: string | null; message: string | null; field: string | null } {
  const error = propertyOf(body, 'error');
  return { code: textOf(error, 'code'), message: textOf(error, 'message'), field: textOf(error, 'field') };
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function textOf(value: unknown, key: string): string | null {
  const text = propertyOf(value, key);
  return typeof text === 'string' && text !== '' ? text : null;
}
