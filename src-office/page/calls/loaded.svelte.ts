import type { Answer, Failure } from './ask.ts';

/** The last answer to a request. A failed request leaves the former answer in place. */
export class Loaded<T> {
  value = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  isBusy = $state(false);
  /** When it was last read; epoch ms. */
  at = $state<number | null>(null);
  #latest = 0;

  /** Ignores an answer that comes after a newer request. */
  async load(asked: Promise<Answer<T>>): Promise<Answer<T>> {
    const mine = ++this.#latest;
    this.isBusy = true;
    const answer = await asked;
    if (mine !== this.#latest) return answer;
    this.isBusy = false;
    this.failure = answer.kind === 'ok' ? null : answer;
    if (answer.kind === 'ok') [this.value, this.at] = [answer.value, Date.now()];
    return answer;
  }
}
