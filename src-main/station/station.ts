/** One environment, opened: its journal, its gateway, its desk. The till holds exactly one at a time. */
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import type { Payment } from '#domain/payment/payment.ts';
import type { Refund } from '#domain/refund/refund.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { Person } from '#domain/staff/staff.ts';
import type { ExportDesk, ExportStatus } from '#services/export/export-desk.ts';
import type { Ids, SigningKey, Training } from '#services/ports.ts';
import type { PaymentRecovery, RecoverPaymentsPorts } from '#services/reconcile/recover-payments.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import type { RefundDesk } from '#services/refund/refund-desk.ts';
import type { PaymentDesk, SaleTerms } from '#services/payment/take-payment.ts';
import type { GatewayLink } from '#services/gateway/gateway-link.ts';
import type { KeptJournal } from '#sqlite/care/kept-journal.ts';
import { openKeptJournal } from '#sqlite/care/kept-journal.ts';
import type { Bench } from './read-bench.ts';
import type { StationDay } from './open-day.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { Printing, PrintOutlets } from './open-printing.ts';
import type { JournalHealth } from '#domain/journal/journal-health.ts';
import type { StationGatewayPorts } from './open-gateway.ts';
import { openStationGateway, TRAINING_SITE } from './open-gateway.ts';

export interface StationPorts extends Omit<StationGatewayPorts, 'onLinkChange'>, PrintOutlets {
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
  readonly onImported: () => void;
}

export interface Station {
  readonly terms: SaleTerms;
  readonly desk: PaymentDesk;
  readonly refunds: RefundDesk;
  readonly printing: Printing;
  readonly journal: KeptJournal['journal'];
  readonly exports: ExportDesk;
  readonly exportsFolder: string;
  /** Its shifts and business days. */
  readonly day: StationDay;
  readonly training: Training | null;
  /** What keeps this counter from charging at all. */
  readonly blocked: Problem | null;
  readonly journalHealth: () => JournalHealth;
  /** A person has read what a recovery did; does nothing while something is left to do. */
  readonly dismissJournalNotice: () => void;
  readonly link: GatewayLink;
  /** Takes up unfinished payments and, after a recovery, asks the gateway for the lost ones. */
  readonly resume: () => void;
  /** Leaves every payment where a next start will find it, and the journal backed up. */
  readonly close: () => Promise<void>;
}

const termsOf = (settings: Settings): SaleTerms =>
  settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;

const dismiss = ({ recovery }: KeptJournal): void => {
  if (typeof recovery.read()?.found === 'number') recovery.drop();
};

/** A gateway that cannot be reached at all, such as a practice one without a free port, must not keep the journal locked. */
const openGatewayOrClose = async (
  ports: StationPorts,
  settings: Settings,
  bench: Bench | null,
  kept: KeptJournal,
) => {
  try {
    const onLinkChange = (): void => ports.onChange(null);
    return await openStationGateway({ ...ports, onLinkChange }, settings, bench);
  } catch (error) {
    await kept.close();
    throw error;
  }
};

type RecoveryDeps = Omit<RecoverPaymentsPorts, 'journal' | 'onDone'> &
  Pick<StationPorts, 'onImported'> & { readonly blocked: Problem | null };

/** Asks the gateway for what a recovery has lost, where that is due and the gateway can be asked. */
const recoverIfDue = (kept: KeptJournal, desk: PaymentDesk, around: RecoveryDeps): PaymentRecovery | null => {
  const due = kept.recovery.read();
  if (due?.found !== null || around.blocked) return null;
  const onDone = (found: number): void => {
    kept.recovery.markImported(found);
    desk.resume();
    around.onImported();
  };
  return recoverPayments({ ...around, journal: kept.journal, onDone }, due.lastAt);
};

/** Opens the environment that the settings, or a bench from outside, name; nothing unfinished is taken up yet. */
export const openStation = async (
  ports: StationPorts,
  settings: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const { clock, log, signingKey: key } = ports;
  const terms = bench?.terms ?? termsOf(settings);
  const folder = join(ports.home, terms.environment);
  const file = join(folder, 'journal.db');
  const exportsFolder = join(folder, 'exports');
  const atDesk: { desk?: PaymentDesk } = {};
  const kept = openKeptJournal({
    file,
    key,
    clock,
    log,
    isBusy: () => isBusy(atDesk.desk),
    onChange: () => atDesk.desk && ports.onChange(null),
  });
  const { journal } = kept;
  const { gateway, link, training, blocked, close } = await openGatewayOrClose(ports, settings, bench, kept);
  const reached = { journal, gateway, link, blocked };
  const desks = openDesks(ports, terms, settings, { ...reached, file, exportsFolder });
  const { desk, refunds, printing, exports, day } = desks;
  atDesk.desk = desk;
  let recovery: PaymentRecovery | null = null;
  return {
    terms,
    ...desks,
    journal,
    exportsFolder,
    training,
    blocked,
    journalHealth: () => kept.health(),
    dismissJournalNotice: () => dismiss(kept),
    link,
    resume: () => {
      desk.resume();
      refunds.resume();
      day.reconciler.keepCatchingUp();
      recovery = recoverIfDue(kept, desk, { ...ports, gateway, terms, blocked });
    },
    close: async () => {
      // The files of a day that was closed just now need the page that printing has.
      const written = exports.stop().then(() => printing.stop());
      const resting = [desk.stop(), refunds.stop(), day.reconciler.stop(), written];
      const rested = Promise.all([...resting, recovery?.stop()]);
      await close();
      await rested;
      await kept.close();
    },
  };
};
