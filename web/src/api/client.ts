/**
 * The typed client of the JSON API: same origin, cookie session, failures thrown as `ApiFailure`.
 */

import createClient, { type Middleware } from 'openapi-fetch';
import { ApiFailure, failureOf, unreachable } from './failure.ts';
import type { paths } from './schema.d.ts';

export const API_BASE = '/api/v1';

let csrfToken: string | null = null;

/** Sets the token that every changing request of this session must carry. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

const withCsrfToken: Middleware = {
  onRequest({ request }) {
    if (csrfToken && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  onError() {
    return unreachable();
  },
};

export const api = createClient<paths>({ baseUrl: API_BASE });
api.use(withCsrfToken);

/** What openapi-fetch answers with. */
interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * The body of an answer.
 *
 * @throws ApiFailure where the server refused, failed, or was not reached
 */
export async function bodyOf<T>(request: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await settled(request);
  if (!response.ok) throw failureOf(response.status, error);
  return data as T;
}

/** An answer cut off while its body was read is as good as none. */
async function settled<T>(request: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await request;
  } catch (thrown) {
    throw thrown instanceof ApiFailure ? thrown : unreachable();
  }
}
