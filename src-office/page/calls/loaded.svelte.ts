import type { Answer, Failure } from './ask.ts';

/**
 * The last answer to a request. A failed request leaves the former answer in place, unless that answers another
 * `question`: it would be read as the answer to this one.
 */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  isBusy = $state(false);
  /** When it was last read; epoch ms. */
  at = $state<number | null>(null);
  #latest = 0;
  #question = '';

  /** Ignores an answer that comes after a newer request. */
  async load(asked: Promise<Answer<T>>, question = ''): Promise<Answer<T>> {
    const mine = ++this.#latest;
    this.isBusy = true;
    if (question !== this.#question) this.value = this.failure = this.at = null;
    this.#question = question;
    const answer = await asked;
    if (mine !== this.#latest) return answer;
    this.isBusy = false;
    this.failure = answer.kind === 'ok' ? null : answer;
    if (answer.kind === 'ok') [this.value, this.at] = [answer.value, Date.now()];
    return answer;
  }
}
