/**
 * The server's change stream: it says that something changed, and the client fetches what is in view again.
 */

import { API_BASE } from '../api/client.ts';
import { backoffMs } from '../domain/backoff.ts';
import { agenda } from './agenda.svelte.ts';
import { calendars } from './calendars.svelte.ts';
import { session } from './session.svelte.ts';

/** Whether changes made elsewhere arrive. */
export type Link = 'connecting' | 'live' | 'reconnecting' | 'offline';

/** A burst of changes, such as an import, is fetched once. */
const SETTLE_MS = 60;

/** A page that nobody looks at gives its connection up after a while: browsers allow only six to a server. */
const HIDDEN_MS = 60_000;

class Changes {
  link = $state<Link>('connecting');
  #wanted = false;
  #source: EventSource | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #settle: ReturnType<typeof setTimeout> | undefined;
  #hidden: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    addEventListener('online', () => this.#wanted && this.#connect());
    addEventListener('offline', () => this.#wanted && this.#lost());
    document.addEventListener('visibilitychange', () => this.#wanted && this.#seenOrHidden());
  }

  /** Opens the stream; call once somebody is signed in. */
  start(): void {
    this.#wanted = true;
    this.link = 'connecting';
    this.#connect();
  }

  /** Closes the stream, until it is started again. */
  stop(): void {
    this.#wanted = false;
    this.#disconnect();
  }

  #disconnect(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #connect(): void {
    this.#disconnect();
    const source = new EventSource(`${API_BASE}/changes`);
    source.addEventListener('hello', () => this.#live());
    source.addEventListener('change', () => this.#refetchSoon());
    source.addEventListener('resync', () => this.#refetchSoon());
    source.addEventListener('error', () => this.#lost());
    this.#source = source;
  }

  /** What changed before the stream stood was not told, so the days in view are fetched even at the first hello. */
  #live(): void {
    this.link = 'live';
    this.#attempt = 0;
    this.#refetchSoon();
  }

  /**
   * Tries again later, always anew: the browser's own retry gives up for good on an answer such as 502. The server ends streams
   * now and then, so a first loss is not worth a word.
   */
  #lost(): void {
    this.#disconnect();
    if (!navigator.onLine) this.link = 'offline';
    else if (this.#attempt > 0) this.link = 'reconnecting';
    this.#retry = setTimeout(() => void this.#again(), backoffMs(this.#attempt++, Math.random()));
  }

  /** The stream's failure does not say why; a session that has ended is told by asking for it. */
  async #again(): Promise<void> {
    await session.resume();
    if (this.#wanted && session.status === 'signed-in') this.#connect();
  }

  #seenOrHidden(): void {
    clearTimeout(this.#hidden);
    if (document.hidden) this.#hidden = setTimeout(() => this.#disconnect(), HIDDEN_MS);
    else if (!this.#source) this.#connect();
  }

  #refetchSoon(): void {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => void refetch(), SETTLE_MS);
  }
}

/** Fetches the calendars and the days in view. */
export async function refetch(): Promise<void> {
  try {
    await calendars.refresh();
  } catch (thrown) {
    session.noteFailure(thrown);
  }
  await agenda.refresh();
}

export const changes = new Changes();
