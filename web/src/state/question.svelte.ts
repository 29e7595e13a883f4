/**
 * A question that must be answered before an action goes on, shown as a dialog over whatever is open.
 */

/** One answer to choose from. */
export interface Choice<T> {
  label: string;
  value: T;
  /** How the button looks. */
  look?: 'primary' | 'danger';
}

interface Asked {
  title: string;
  text: string;
  choices: Choice<unknown>[];
  answer: (value: unknown) => void;
}

class Question {
  asked = $state.raw<Asked | null>(null);

  /** Asks, and resolves to the value of the chosen answer; null where the person backs out. */
  ask<T>(title: string, text: string, choices: Choice<T>[]): Promise<T | null> {
    return new Promise((resolve) => {
      const answer = (value: unknown) => {
        this.asked = null;
        resolve(value as T | null);
      };
      this.asked = { title, text, choices, answer };
    });
  }
}

export const question = new Question();
