import { learnPolls } from '#domain/cadence/learn-polls.ts';
import type { CustomerWait } from '#domain/cadence/customer-wait.ts';
import { customerWaitOf } from '#domain/cadence/customer-wait.ts';
import { keepNewest } from '#domain/keep-newest.ts';
import type { Rung } from '#domain/pace.ts';
import { PACE } from '#domain/pace.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Journal } from '#services/journal-ports.ts';
import type { Log } from '#services/ports.ts';

export interface LearnedPollsPorts {
  readonly journal: Pick<Journal, 'newestPayments'>;
  readonly log: Pick<Log, 'error'>;
}

/**
 * How often payments are polled, learned from the last that ended here. The first poll is planned by the table. The
 * journal is read when the next one is planned, long after the code was shown, so that neither a start nor a charge
 * waits for it.
 */
export class LearnedPolls {
  readonly #ports: LearnedPollsPorts;
  #isWanted = false;
  /** By reference, oldest first; undefined until the journal has been read. */
  #seen: Map<string, CustomerWait> | undefined;
  #polls: readonly Rung[] | undefined;

  constructor(ports: LearnedPollsPorts) {
    this.#ports = ports;
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
    if (waited) keepNewest(this.#seen, PACE.learnedPolls.from, payment.reference, waited);
    this.#polls = undefined;
  }

  /** A journal that cannot be read must not stop a payment: the till then learns from what it sees from now on. */
  #read(): Map<string, CustomerWait> {
    const { journal, log } = this.#ports;
    try {
      const newest = journal.newestPayments(PACE.learnedPolls.from).toReversed();
      return new Map(
        newest.flatMap((payment) => {
          const waited = customerWaitOf(payment);
          return waited ? [[payment.reference, waited]] : [];
        }),
      );
    } catch (error) {
      log.error('the last payments could not be read', { error });
      return new Map();
    }
  }
}
