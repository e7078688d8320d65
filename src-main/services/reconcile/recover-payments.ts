/** After a recovery of the journal: imports the payments that the gateway has and the journal lost. */
import { jittered, retryWait } from '#domain/pace.ts';
import type { Installation, Listed, Whose } from '#domain/installation/whose-payment.ts';
import { CLOCK_MARGIN_MS, whoseIs } from '#domain/installation/whose-payment.ts';
import type { Listing } from './list-own-payments.ts';
import { listOwnPayments } from './list-own-payments.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Alarm } from '#services/alarm.ts';
import type { Emits } from '#services/changes.ts';
import type { Ids } from '#services/ports.ts';
import type { ImportPaymentsPorts } from './import-payments.ts';
import { importPaymentsFromGateway } from './import-payments.ts';

export interface RecoverPaymentsPorts extends ImportPaymentsPorts {
  readonly gateway: Gateway;
  readonly ids: Ids;
  readonly installation: Installation;
  /** Everything has been listed and so many payments imported; the caller resumes unfinished ones. */
  readonly onDone: (imported: number) => void;
  readonly changes: Emits<'imported'>;
}

export interface PaymentRecovery {
  /** Settles when nothing runs any more. */
  stop(): Promise<void>;
}

/**
 * Lists everything at the gateway since the recovered journal's last event (`lastAt`, epoch ms; 0 lists all) and
 * imports what this journal has lost, a page at a time so that the till goes on selling. Retries with growing waits until
 * all is listed and on disk. Repeating it adds nothing.
 */
export const recoverPayments = (ports: RecoverPaymentsPorts, lastAt: number): PaymentRecovery => {
  const { clock, ids, log, onDone, changes, journal, installation } = ports;
  const { terminalId } = ports.settings.terminal;
  const isKnown = (reference: string): boolean => journal.payment(reference) !== undefined;
  const whose = (listed: Listed): Whose => whoseIs(listed, installation, [terminalId], isKnown);
  let imported = 0;
  let failures = 0;
  let stopped = false;
  const alarm = new Alarm(clock);

  const attempt = (): Promise<Listing> =>
    listOwnPayments(
      {
        gateway: ports.gateway,
        log,
        whose,
        startAt: lastAt === 0 ? null : lastAt - CLOCK_MARGIN_MS,
        endAt: clock.now(),
      },
      (listed) => {
        const lost = listed.filter((payment) => whose(payment) === 'lost');
        imported += importPaymentsFromGateway(ports, lost);
      },
      () => stopped,
    );
  const run = async (): Promise<void> => {
    try {
      const outcome = await attempt();
      if (outcome === 'stopped') return;
      if (outcome === 'ok') {
        onDone(imported);
        changes.emit('imported');
        return;
      }
      log.warn('lost payments could not be listed', { outcome });
    } catch (error) {
      log.error('lost payments could not be imported', { error });
    }
    failures += 1;
    const wait = jittered(retryWait(failures), ids.chance());
    alarm.setIn(wait, () => void (running = run()));
  };

  let running = run();
  return {
    stop: async () => {
      stopped = true;
      alarm.cancel();
      await running;
    },
  };
};
