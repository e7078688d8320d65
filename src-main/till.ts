/** The whole station put together, without Electron: tests open the same one. */
import type { EventName, EventPayload } from '#contract/events.ts';
import type { Handlers } from '#contract/handlers.ts';
import type { SettingsView } from '#contract/views.ts';
import type { Payment } from '#domain/payment.ts';
import type { Refund } from '#domain/refund.ts';
import type { ChosenEnvironment, Settings } from '#domain/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/origins.ts';
import type { OpenGateway, SettingsFile } from '#services/ports.ts';
import type { Bench } from './bench.ts';
import type { Counter, CounterPorts } from './counter.ts';
import { openCounter } from './counter.ts';
import { makeHandlers } from './handlers.ts';
import { refundView } from './present-refund.ts';
import { customerSnapshot, showPayment, tillSnapshot, tillView } from './snapshot.ts';

export interface TillPorts extends Omit<CounterPorts, 'onChange' | 'onRefund' | 'onRefilled'> {
  readonly bench: Bench | null;
  readonly settingsFile: SettingsFile;
  readonly keyStore: () => SettingsView['keyStore'];
  readonly showFolder: (folder: string) => void;
  readonly push: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
}

export interface Till {
  readonly handlers: Handlers;
  /** Leaves every payment where a next start will find it. */
  stop(): Promise<void>;
}

const openGateway: OpenGateway = (environment, siteId, apiKey) =>
  openGlobalPay({
    origin: GLOBALPAY_ORIGINS[environment as Exclude<ChosenEnvironment, 'training'>],
    siteId,
    apiKey,
  });

/** Opens the environment, takes up what was left unfinished, and from then on pushes every change to the windows. */
export const openTill = async (ports: TillPorts): Promise<Till> => {
  const { push, clock, bench, settingsFile: file } = ports;
  let settings = file.read();

  const onChange = (payment: Payment | null): void => {
    push('customer.changed', customerSnapshot(counter));
    const today = counter.day.days.dateOf(clock.now());
    if (today !== shownDay) {
      shownDay = today;
      push('till.replaced', tillSnapshot(counter, clock));
      return;
    }
    push('till.changed', tillView(counter));
    if (payment) push('history.changed', showPayment(counter)(payment));
  };

  const onRefund = (refund: Refund): void => {
    push('refund.changed', refundView(refund));
    const payment = counter.journal.payment(refund.paymentReference);
    if (payment) onChange(payment);
  };

  const show = (): void => {
    push('till.replaced', tillSnapshot(counter, clock));
    push('customer.changed', customerSnapshot(counter));
  };

  const open = async (): Promise<Counter> =>
    openCounter({ ...ports, onChange, onRefund, onRefilled: show }, settings, bench);

  /** A till that cannot open the new environment goes on in the old one, and starts in it the next time. */
  const reopen = async (next: Settings): Promise<boolean> => {
    const before = settings;
    await counter.close();
    try {
      settings = next;
      counter = await open();
      return true;
    } catch (error) {
      ports.log.error('the environment could not be opened', { environment: next.environment, error });
      settings = before;
      file.write(before);
      counter = await open();
      return false;
    } finally {
      counter.takeUp();
      show();
    }
  };

  let counter = await open();
  let shownDay = counter.day.days.dateOf(clock.now());
  counter.takeUp();
  const handlers = makeHandlers({
    ...ports,
    file,
    openGateway,
    reopen,
    counter: () => counter,
    showTill: () => push('till.changed', tillView(counter)),
    settings: () => settings,
  });
  return { handlers, stop: async () => counter.close() };
};
