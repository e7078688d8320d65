import type { Answer, Failure } from './ask.ts';

/** What a form has sent: one at a time, and why the last was not done. */
export class Sending {
  failure = $state.raw<Failure | null>(null);
  isBusy = $state(false);

  /** For a form's `onsubmit`; `then` is called once the office has done it. */
  readonly submit =
    <T>(send: () => Promise<Answer<T>>, then: (value: T) => unknown) =>
    async (event: SubmitEvent): Promise<void> => {
      event.preventDefault();
      if (this.isBusy) return;
      this.isBusy = true;
      const answer = await send();
      this.isBusy = false;
      this.failure = answer.kind === 'ok' ? null : answer;
      if (answer.kind === 'ok') await then(answer.value);
    };
}
