import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { PaymentDesk, SaleTerms } from '#services/payment/take-payment.ts';
import type { PaymentRecovery, RecoverPaymentsPorts } from '#services/reconcile/recover-payments.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import type { Books } from '#sqlite/kept-journal.ts';
import { openKeptJournal } from '#sqlite/kept-journal.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { StationGateway } from './open-gateway.ts';
import { openStationGateway, TRAINING_SITE } from './open-gateway.ts';
import type { Bench } from './read-bench.ts';
import type { JournalHealth, Station, StationDeps } from './station.ts';

const termsOf = (settings: Settings): SaleTerms =>
  settings.environment === 'training' ? { ...settings, siteId: TRAINING_SITE } : settings;

const healthOf = (kept: Books): JournalHealth => ({
  trouble: kept.trouble(),
  broken: kept.broken(),
  recovery: kept.recovery.read(),
});

const dismissNotice = ({ recovery }: Books): void => {
  if (typeof recovery.read()?.found === 'number') recovery.drop();
};

/** A gateway that does not open, such as a training one without a free port, must not leave the journal locked. */
const openGatewayOrClose = async (
  deps: StationDeps,
  settings: Settings,
  bench: Bench | null,
  kept: Books,
): Promise<StationGateway> => {
  try {
    return await openStationGateway(deps, settings, bench);
  } catch (error) {
    await kept.close();
    throw error;
  }
};

type RecoveryDeps = Omit<RecoverPaymentsPorts, 'journal' | 'onDone'> &
  Pick<StationDeps, 'changes'> & { readonly blocked: Problem | null };

/** Imports what a recovery has lost from the gateway, where that is due and the gateway can be asked. */
const recoverIfDue = (kept: Books, payments: PaymentDesk, deps: RecoveryDeps): PaymentRecovery | null => {
  const due = kept.recovery.read();
  if (due?.found !== null || deps.blocked) return null;
  const onDone = (found: number): void => {
    kept.recovery.markImported(found);
    payments.resume();
    deps.changes.emit('imported');
  };
  return recoverPayments({ ...deps, journal: kept.journal, onDone }, due.lastAt);
};

/** Opens the environment that the settings, or a bench from outside, name; nothing unfinished is resumed yet. */
export const openStation = async (
  deps: StationDeps,
  settings: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const { clock, log, signingKey: key, changes } = deps;
  const terms = bench?.terms ?? termsOf(settings);
  const folder = join(deps.home, terms.environment);
  const journalFile = join(folder, 'journal.db');
  const exportsFolder = join(folder, 'exports');
  // The journal opens first, and there is nothing to show before the desks are there.
  let payments: PaymentDesk | null = null;
  const kept = openKeptJournal({
    file: journalFile,
    key,
    clock,
    log,
    isBusy: () => payments !== null && isBusy(payments),
    onChange: () => payments && changes.emit('status'),
  });
  const opened = await openGatewayOrClose(deps, settings, bench, kept);
  const { gateway, link, training, blocked } = opened;
  const { journal } = kept;
  const reached = { gateway, link, blocked, journal };
  const { stop, ...desks } = openDesks({ ...deps, ...reached, journalFile, exportsFolder }, terms, settings);
  payments = desks.payments;
  let recovery: PaymentRecovery | null = null;
  return {
    terms,
    ...desks,
    journal,
    journalHealth: () => healthOf(kept),
    dismissJournalNotice: () => dismissNotice(kept),
    exportsFolder,
    link,
    training,
    blocked,
    resume: () => {
      desks.payments.resume();
      desks.refunds.resume();
      desks.reconciler.keepCatchingUp();
      recovery = recoverIfDue(kept, desks.payments, { ...deps, gateway, terms, blocked });
    },
    wake: () => {
      desks.payments.wake();
      desks.refunds.wake();
    },
    close: async () => {
      const rested = Promise.all([stop(), recovery?.stop()]);
      await opened.close();
      await rested;
      await kept.close();
    },
  };
};
