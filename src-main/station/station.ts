/** One environment, opened: its journal, its gateway, its desk. The till holds exactly one at a time. */
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ExportDesk, ExportStatus } from '#services/export/export-desk.ts';
import type { Ids, SigningKey, Training } from '#services/ports.ts';
import type { Refill, RefillPorts } from '#services/reconcile/recover-payments.ts';
import { refillJournal } from '#services/reconcile/recover-payments.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { PaymentDesk, SaleTerms } from '#services/payment/take-payment.ts';
import type { WayToGateway } from '#services/gateway/gateway-link.ts';
import type { Books } from '#sqlite/kept-journal.ts';
import { openBooks } from '#sqlite/kept-journal.ts';
import type { Bench } from './read-bench.ts';
import type { CounterDay } from './open-day.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { Printing, PrintOutlets } from './open-printing.ts';
import type { BooksState } from '#handlers/views/payment-view.ts';
import type { ReachPorts } from './open-gateway.ts';
import { reachGateway, TRAINING_SITE } from './open-gateway.ts';

export interface CounterPorts extends Omit<ReachPorts, 'onWayChange'>, PrintOutlets {
  readonly exportWorkerFile: string;
  readonly ids: Ids;
  /** Signs the journal of every environment. */
  readonly signingKey: SigningKey;
  /** Who stands at the till. */
  readonly signedIn: () => Person | null;
  /** A payment changed, or which one stands in front of the cashier. */
  readonly onChange: (payment: Payment | null) => void;
  readonly onRefund: (refund: Refund) => void;
  readonly onExport: (status: ExportStatus) => void;
  /** Lost payments were put back, whatever the screens show of the past. */
  readonly onRefilled: () => void;
}

export interface Counter {
  readonly terms: SaleTerms;
  readonly desk: PaymentDesk;
  readonly refunds: RefundDesk;
  readonly printing: Printing;
  readonly journal: Books['journal'];
  readonly exports: ExportDesk;
  readonly exportsFolder: string;
  /** Its shifts and business days. */
  readonly day: CounterDay;
  readonly training: Training | null;
  /** What keeps this counter from charging at all. */
  readonly blocked: Problem | null;
  readonly books: () => BooksState;
  /** A person has read what a recovery did; does nothing while something is left to do. */
  readonly putAwayBooksNotice: () => void;
  readonly way: WayToGateway;
  /** Takes up unfinished payments and, after a recovery, asks the gateway for the lost ones. */
  readonly takeUp: () => void;
  /** Leaves every payment where a next start will find it, and the journal backed up. */
  readonly close: () => Promise<void>;
}

const termsOf = (settings: Settings): SaleTerms =>
  settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;

const stateOf = (books: Books): BooksState => ({
  trouble: books.trouble(),
  broken: books.broken(),
  recovery: books.recovery.read(),
});

const putAway = ({ recovery }: Books): void => {
  if (typeof recovery.read()?.found === 'number') recovery.drop();
};

/** A gateway that cannot be reached at all, such as a practice one without a free port, must not keep the books. */
const reachOrClose = async (ports: CounterPorts, settings: Settings, bench: Bench | null, books: Books) => {
  try {
    const onWayChange = (): void => ports.onChange(null);
    return await reachGateway({ ...ports, onWayChange }, settings, bench);
  } catch (error) {
    await books.close();
    throw error;
  }
};

type RefillCircumstances = Omit<RefillPorts, 'journal' | 'onDone'> &
  Pick<CounterPorts, 'onRefilled'> & { readonly blocked: Problem | null };

/** Asks the gateway for what a recovery has lost, where that is due and the gateway can be asked. */
const refillIfDue = (books: Books, desk: PaymentDesk, around: RefillCircumstances): Refill | null => {
  const due = books.recovery.read();
  if (due?.found !== null || around.blocked) return null;
  const onDone = (found: number): void => {
    books.recovery.refilled(found);
    desk.resume();
    around.onRefilled();
  };
  return refillJournal({ ...around, journal: books.journal, onDone }, due.lastAt);
};

/** Opens the environment that the settings, or a bench from outside, name; nothing unfinished is taken up yet. */
export const openCounter = async (
  ports: CounterPorts,
  settings: Settings,
  bench: Bench | null,
): Promise<Counter> => {
  const { clock, log, signingKey: key } = ports;
  const terms = bench?.terms ?? termsOf(settings);
  const folder = join(ports.home, terms.environment);
  const file = join(folder, 'journal.db');
  const exportsFolder = join(folder, 'exports');
  const atDesk: { desk?: PaymentDesk } = {};
  const books = openBooks({
    file,
    key,
    clock,
    log,
    isBusy: () => isBusy(atDesk.desk),
    onChange: () => atDesk.desk && ports.onChange(null),
  });
  const { journal } = books;
  const { gateway, way, training, blocked, close } = await reachOrClose(ports, settings, bench, books);
  const reached = { journal, gateway, way, blocked };
  const desks = openDesks(ports, terms, settings, { ...reached, file, exportsFolder });
  const { desk, refunds, printing, exports, day } = desks;
  atDesk.desk = desk;
  let refill: Refill | null = null;
  return {
    terms,
    ...desks,
    journal,
    exportsFolder,
    training,
    blocked,
    books: () => stateOf(books),
    putAwayBooksNotice: () => putAway(books),
    way,
    takeUp: () => {
      desk.resume();
      refunds.resume();
      day.reconciler.keepCatchingUp();
      refill = refillIfDue(books, desk, { ...ports, gateway, terms, blocked });
    },
    close: async () => {
      // The files of a day that was closed just now need the page that printing has.
      const written = exports.stop().then(() => printing.stop());
      const resting = [desk.stop(), refunds.stop(), day.reconciler.stop(), written];
      const rested = Promise.all([...resting, refill?.stop()]);
      await close();
      await rested;
      await books.close();
    },
  };
};
