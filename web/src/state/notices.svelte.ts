/**
 * Short notices at the foot of the page: what happened, or what did not. Screen readers speak them.
 */

import { wordsFor } from '../api/failure.ts';

/** Whether a notice reports or warns. */
export type Tone = 'done' | 'failed';

interface Notice {
  id: number;
  tone: Tone;
  text: string;
}

const SHOWN_MS: Record<Tone, number> = { done: 4_000, failed: 10_000 };

class Notices {
  list = $state<Notice[]>([]);
  /** What only screen readers are told. */
  whispered = $state('');
  #count = 0;

  /** Shows a notice for a while. */
  say(tone: Tone, text: string): void {
    const id = ++this.#count;
    this.list.push({ id, tone, text });
    setTimeout(() => this.dismiss(id), SHOWN_MS[tone]);
  }

  /** Tells screen readers of something that everybody else can see. */
  whisper(text: string): void {
    this.whispered = text;
  }

  /** Tells of something that was thrown. */
  tell(thrown: unknown): void {
    this.say('failed', wordsFor(thrown));
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}

export const notices = new Notices();
