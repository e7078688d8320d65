/** The whole station put together, without Electron: tests open the same one. */
import type { EventName, EventPayload } from '#contract/events.ts';
import type { Handlers } from '#contract/handlers.ts';
import type { SettingsView } from '#contract/views.ts';
import type { Payment } from '#domain/payment.ts';
import type { Refund } from '#domain/refund.ts';
import type { ChosenEnvironment, Settings } from '#domain/settings.ts';
import { openGlobalPay } from '#globalpay/client.ts';
import { GLOBALPAY_ORIGINS } from '#globalpay/origins.ts';
import { may } from '#domain/staff.ts';
import type { OpenGateway, PinKeeper, SettingsFile, StaffFile } from '#services/ports.ts';
import type { ReceiptStanding } from '#services/print-receipt.ts';
import { Session } from '#services/session.ts';
import type { Bench } from './bench.ts';
import type { Counter, CounterPorts } from './counter.ts';
import { openCounter } from './counter.ts';
import { guarded } from './guard.ts';
import { makeHandlers } from './handlers.ts';
import { receiptView } from './handlers/receipts.ts';
import { sessionView } from './handlers/staff.ts';
import { refundView } from './present-refund.ts';
import { customerSnapshot, showPayment, tillSnapshot, tillView } from './snapshot.ts';

/** What the till itself tells its counter. */
type Told = 'onChange' | 'onRefund' | 'onReceipt' | 'onRefilled' | 'signedIn';

export interface TillPorts extends Omit<CounterPorts, Told> {
  readonly bench: Bench | null;
  readonly settingsFile: SettingsFile;
  readonly staff: StaffFile;
  readonly pins: PinKeeper;
  /** Whether people sign in even where nobody needs to: in training and on the bench. */
  readonly alwaysAsksForStaff: boolean;
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

interface Shown {
  readonly counter: () => Counter;
  readonly session: Session;
}

/** Everything that is pushed to the windows. */
const pushes = ({ push, clock, staff }: TillPorts, { counter, session }: Shown) => {
  const shown = { counter, session, clock };
  let shownDay = '';
  const mayShowHistory = (): boolean => session.person !== null && may(session.person.role, 'see-history');
  const payment = (changed: Payment | null): void => {
    push('customer.changed', customerSnapshot(counter()));
    const today = counter().day.days.dateOf(clock.now());
    if (today !== shownDay) {
      shownDay = today;
      push('till.replaced', tillSnapshot(shown));
      return;
    }
    push('till.changed', tillView(counter()));
    if (changed && mayShowHistory()) push('history.changed', showPayment(counter())(changed));
  };
  const refund = (changed: Refund): void => {
    if (mayShowHistory()) push('refund.changed', refundView(changed));
    const of = counter().journal.payment(changed.paymentReference);
    if (of) payment(of);
  };
  const all = (): void => {
    shownDay = counter().day.days.dateOf(clock.now());
    push('till.replaced', tillSnapshot(shown));
    push('customer.changed', customerSnapshot(counter()));
  };
  const people = (): void => {
    push('session.changed', sessionView(session, staff, clock));
    all();
  };
  const receipt = (standing: ReceiptStanding): void => {
    if (mayShowHistory()) push('receipts.changed', receiptView(standing));
  };
  return { payment, refund, receipt, all, people };
};

/** Opens the environment, takes up what was left unfinished, and from then on pushes every change to the windows. */
export const openTill = async (ports: TillPorts): Promise<Till> => {
  const { push, bench, settingsFile: file } = ports;
  let settings = file.read();

  const session = new Session({
    ...ports,
    asksForStaff: () => ports.alwaysAsksForStaff || ['test', 'live'].includes(counter.terms.environment),
    house: () => counter.journal,
    isBusy: () => counter.desk.isWaiting,
    onChange: () => show.people(),
  });
  const show = pushes(ports, { counter: () => counter, session });

  const told = {
    onChange: show.payment,
    onRefund: show.refund,
    onReceipt: show.receipt,
    onRefilled: show.all,
    signedIn: () => session.person,
  };
  const open = async (): Promise<Counter> => openCounter({ ...ports, ...told }, settings, bench);

  const begin = (): void => {
    counter.takeUp();
    session.enter();
    show.people();
  };

  /** A till that cannot open the new environment goes on in the old one, and starts in it the next time. */
  const reopen = async (next: Settings): Promise<boolean> => {
    const before = settings;
    // Another environment is another book: people sign in there anew.
    if (next.environment !== before.environment) session.signOut('asked');
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
      begin();
    }
  };

  let counter = await open();
  begin();
  const handlers = makeHandlers({
    ...ports,
    session,
    house: () => counter.journal,
    file,
    openGateway,
    reopen,
    counter: () => counter,
    showTill: () => push('till.changed', tillView(counter)),
    settings: () => settings,
  });
  return { handlers: guarded(handlers, session), stop: async () => counter.close() };
};
