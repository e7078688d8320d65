import { learnPolls } from '#domain/cadence/learn-polls.ts';
import type { CustomerWait } from '#domain/cadence/customer-wait.ts';
import { customerWaitOf } from '#domain/cadence/customer-wait.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Journal } from '#services/journal-ports.ts';

/**
 * How often payments are polled, learned from the last that ended here. The first poll is planned by the table. The
 * journal is read when the next one is planned, long after the code was shown, so that neither a start nor a charge
 * waits for it.
 */
export class LearnedPolls {
  readonly #journal: Pick<Journal, 'newestPayments'>;
  #isWanted = false;
  /** By reference, oldest first; undefined until the journal has been read. */
  #seen: Map<string, CustomerWait> | undefined;
  #polls: readonly Rung[] | undefined;

  constructor(journal: Pick<Journal, 'newestPayments'>) {
    this.#journal = journal;
  }

  get now(): readonly Rung[] {
    if (!this.#isWanted) {
      this.#isWanted = true;
      return PACE.polls;
    }
    this.#seen ??= this.#read();
    this.#polls ??= learnPolls([...this.#seen.values()]);
    return this.#polls;
  }

  /** A payment has changed; the journal has it. */
  note(payment: Payment): void {
    if (!this.#seen) return;
    const waited = customerWaitOf(payment);
    const had = this.#seen.delete(payment.reference);
    if (!waited && !had) return;
    if (waited) this.#seen.set(payment.reference, waited);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > PACE.learnedPolls.from && oldest !== undefined) this.#seen.delete(oldest);
    this.#polls = undefined;
  }

  #read(): Map<string, CustomerWait> {
    const newest = this.#journal.newestPayments(PACE.learnedPolls.from).toReversed();
    return new Map(
      newest.flatMap((payment) => {
        const waited = customerWaitOf(payment);
        return waited ? [[payment.reference, waited]] : [];
      }),
    );
  }
}
