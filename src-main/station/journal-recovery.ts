/** Imports from the gateway what the journal has lost; until that is done, payments may be missing here. */
import { PACE } from '#domain/pace.ts';
import type { EffectiveSettings } from '#domain/shop/settings/effective-settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { PaymentDesk } from '#services/payment/payment-desk.ts';
import type { Clock } from '#services/ports.ts';
import type { PaymentRecovery, RecoverPaymentsPorts } from '#services/reconcile/recover-payments.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import type { ManagedJournal } from '#sqlite/care/managed-journal.ts';
import type { ImportHold } from './import-hold.ts';
import { isDue } from '#sqlite/restore/recovery-note.ts';

interface RecoveryDeps extends Omit<RecoverPaymentsPorts, 'journal' | 'onListed'> {
  readonly payments: Pick<PaymentDesk, 'resume'>;
}

export class JournalRecovery {
  readonly #managed: Pick<ManagedJournal, 'journal' | 'recovery'>;
  readonly #clock: Clock;
  /** When everybody who was at the counter at the start has left; ms of the steady clock. */
  readonly #counterIsEmptyAt: number;
  readonly #hold: Pick<ImportHold, 'begin' | 'end'>;
  #running: PaymentRecovery | null = null;

  constructor(
    managed: ManagedJournal,
    clock: Clock,
    { terminal }: Pick<EffectiveSettings, 'terminal'>,
    hold: Pick<ImportHold, 'begin' | 'end'>,
  ) {
    this.#managed = managed;
    this.#hold = hold;
    this.#clock = clock;
    this.#counterIsEmptyAt = clock.steady() + terminal.tokenLifetime * 60_000 + PACE.sameAmount;
  }

  /** Whether a customer may have paid at this counter just now without this journal's knowledge. */
  get mayLackPayments(): boolean {
    const lost = this.#managed.recovery.read();
    if (lost === null) return false;
    if (lost.found === null) return true;
    return !lost.complete && this.#clock.steady() < this.#counterIsEmptyAt;
  }

  /** Imports from the gateway what is missing, if anything may be. */
  start({ payments, ...ports }: RecoveryDeps): void {
    const { recovery, journal } = this.#managed;
    const lost = recovery.read();
    if (lost === null || !isDue(lost)) return;
    const onListed = (imported: number, complete: boolean): void => {
      recovery.markImported(imported, complete);
      this.#hold.end();
      // The journal was complete after all, so there is nothing to report.
      if (complete && imported === 0 && lost.why === 'unsure') recovery.drop();
      payments.resume();
    };
    if (lost.found === null) this.#hold.begin();
    this.#running = recoverPayments({ ...ports, journal, onListed }, lost);
  }

  /** Call when a person has read what was imported; does nothing while work is left. */
  dismiss(): void {
    const { recovery } = this.#managed;
    const read = recovery.read();
    if (read !== null && !isDue(read)) recovery.drop();
  }

  /** A manager accepts the journal as it is, although the gateway's list may be incomplete. */
  async accept(by: Person): Promise<void> {
    const { recovery, journal } = this.#managed;
    const read = recovery.read();
    if (read === null || read.found === null || read.complete) return;
    journal.record({ type: 'tail-accepted', by, imported: read.found }, this.#clock.now());
    recovery.drop();
    await this.stop();
  }

  /** Settles when nothing runs any more. */
  async stop(): Promise<void> {
    this.#hold.end();
    await this.#running?.stop();
  }
}
