/** After a recovery: payments that the gateway has and the journal lost are put back. */
import { jittered, retryWait } from '#domain/pace.ts';
import { CLOCK_MARGIN_MS, listOwnPayments } from './list-own-payments.ts';
import type { Gateway } from '#services/gateway/gateway-port.ts';
import { Alarm } from '#services/alarm.ts';
import type { Ids } from '#services/ports.ts';
import type { ImportPaymentsPorts } from './import-payments.ts';
import { importPayments } from './import-payments.ts';

export interface RecoverPaymentsPorts extends ImportPaymentsPorts {
  readonly gateway: Gateway;
  readonly ids: Ids;
  /** The gateway has been asked for everything and so many payments were put back; unfinished ones wait for somebody. */
  readonly onDone: (found: number) => void;
}

export interface PaymentRecovery {
  /** Settles when nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Asks the gateway for everything since the recovered journal's last event (`lastAt`, epoch ms; 0 asks for all) and
 * writes down what the journal lacks, a page at a time so that the till goes on selling; again and again, with growing
 * waits, until the gateway has told all and the disk has taken it. Doing it twice adds nothing.
 */
export const recoverPayments = (ports: RecoverPaymentsPorts, lastAt: number): PaymentRecovery => {
  const { clock, ids, log, onDone } = ports;
  let found = 0;
  let failures = 0;
  let stopped = false;
  const alarm = new Alarm(clock);

  const attempt = (): ReturnType<typeof listOwnPayments> =>
    listOwnPayments(
      {
        gateway: ports.gateway,
        terminalIds: [ports.terms.terminal.terminalId],
        startAt: lastAt === 0 ? null : lastAt - CLOCK_MARGIN_MS,
        endAt: clock.now(),
      },
      (listed) => void (found += importPayments(ports, listed)),
      () => stopped,
    );
  const run = async (): Promise<void> => {
    try {
      const outcome = await attempt();
      if (outcome === 'stopped') return;
      if (outcome === 'ok') {
        onDone(found);
        return;
      }
      log.warn('the gateway did not tell which payments were lost', { outcome });
    } catch (error) {
      log.error('lost payments could not be put back', { error });
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
