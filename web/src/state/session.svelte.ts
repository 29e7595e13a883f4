/**
 * Who is signed in. A session that ends while somebody works is `expired`: the page stays as it is, with what was typed, and
 * asks for the password again.
 */

import { ApiFailure } from '../api/failure.ts';
import { setCsrfToken } from '../api/client.ts';
import * as requests from '../api/requests.ts';
import type { Member, SessionBody } from '../api/types.ts';
import { browserZone, isKnownZone } from '../domain/zone.ts';

/** Where the session stands. */
export type SessionStatus = 'asking' | 'unreachable' | 'signed-out' | 'signed-in' | 'expired';

class Session {
  status = $state<SessionStatus>('asking');
  member = $state<Member | null>(null);

  /** The zone that the agenda is shown in: the member's own, or where the profile names none, the device's. */
  zone = $derived.by(() => {
    const own = this.member?.time_zone;
    return own && isKnownZone(own) ? own : browserZone();
  });

  /** Asks the server whether the browser is signed in already. */
  async resume(): Promise<void> {
    try {
      this.#begin(await requests.currentSession());
    } catch (thrown) {
      this.status = isSignedOut(thrown)
        ? this.#outOrExpired()
        : this.status === 'asking'
          ? 'unreachable'
          : this.status;
    }
  }

  /** @throws ApiFailure where the server refuses */
  async signIn(login: string, password: string): Promise<void> {
    this.#begin(await requests.signIn(login, password));
  }

  /**
   * Ends the session and loads the page anew, so that nothing of this member is left in it for the next.
   *
   * @throws ApiFailure where the server could not be told
   */
  async signOut(): Promise<void> {
    try {
      await requests.signOut();
    } catch (thrown) {
      if (!isSignedOut(thrown)) throw thrown;
    }
    location.reload();
  }

  /** Notes that a request was refused for want of a session, if that is what was thrown. */
  noteFailure(thrown: unknown): void {
    if (isSignedOut(thrown)) this.status = this.#outOrExpired();
  }

  #begin({ member, csrf_token }: SessionBody): void {
    setCsrfToken(csrf_token);
    this.member = member;
    this.status = 'signed-in';
  }

  #outOrExpired(): SessionStatus {
    return this.member ? 'expired' : 'signed-out';
  }
}

function isSignedOut(thrown: unknown): boolean {
  return thrown instanceof ApiFailure && thrown.kind === 'signed-out';
}

export const session = new Session();
