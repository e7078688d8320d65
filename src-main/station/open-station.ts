import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { effectiveSettings } from '#domain/shop/effective-settings.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { PaymentDesk } from '#services/payment/take-payment.ts';
import type { PaymentRecovery, RecoverPaymentsPorts } from '#services/reconcile/recover-payments.ts';
import { openInstallation } from '#services/installation/open-installation.ts';
import { recoverPayments } from '#services/reconcile/recover-payments.ts';
import type { KeptJournal } from '#sqlite/care/kept-journal.ts';
import { openKeptJournal } from '#sqlite/care/kept-journal.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { StationGateway } from './open-gateway.ts';
import { openStationGateway } from './open-gateway.ts';
import type { Bench } from './read-bench.ts';
import type { Station, StationDeps } from './station.ts';

const dismissNotice = ({ recovery }: KeptJournal): void => {
  if (typeof recovery.read()?.found === 'number') recovery.drop();
};

/** A gateway that does not open, such as a training one without a free port, must not leave the journal locked. */
const openGatewayOrClose = async (
  deps: StationDeps,
  settings: Settings,
  bench: Bench | null,
  kept: KeptJournal,
): Promise<StationGateway> => {
  try {
    return await openStationGateway(deps, settings, bench);
  } catch (error) {
    await kept.close();
    throw error;
  }
};

type RecoveryDeps = Omit<RecoverPaymentsPorts, 'journal' | 'onDone'> & {
  readonly blocked: Problem | null;
};

/** Imports from the gateway the payments that a recovery lost, where that is due and the gateway can be called. */
const recoverIfDue = (
  kept: KeptJournal,
  payments: PaymentDesk,
  deps: RecoveryDeps,
): PaymentRecovery | null => {
  const due = kept.recovery.read();
  if (due?.found !== null || deps.blocked) return null;
  const onDone = (found: number): void => {
    kept.recovery.markImported(found);
    payments.resume();
  };
  return recoverPayments({ ...deps, journal: kept.journal, onDone }, due.lastAt);
};

/** Opens the environment that the settings, or a bench from outside, name; nothing unfinished is resumed yet. */
export const openStation = async (
  deps: StationDeps,
  saved: Settings,
  bench: Bench | null,
): Promise<Station> => {
  const { clock, log, signingKey: key, changes } = deps;
  const settings = effectiveSettings(saved, bench?.identity ?? null);
  const folder = join(deps.home, settings.environment);
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
  const due = kept.recovery.read();
  const installation = openInstallation(
    { ...deps, journal: kept.journal, note: installationNote(journalFile) },
    due?.found === null ? due.lastAt : null,
  );
  const opened = await openGatewayOrClose(deps, saved, bench, kept);
  const { gateway, link, training, blocked } = opened;
  const { journal } = kept;
  const connected = { gateway, link, blocked, journal, installation };
  const { stop, ...desks } = openDesks({ ...deps, ...connected, journalFile, exportsFolder }, settings);
  payments = desks.payments;
  let recovery: PaymentRecovery | null = null;
  return {
    settings,
    ...desks,
    journal,
    journalHealth: () => kept.health(),
    dismissJournalNotice: () => dismissNotice(kept),
    exportsFolder,
    link,
    training,
    blocked,
    resume: () => {
      desks.payments.resume();
      desks.refunds.resume();
      desks.reconciler.keepCatchingUp();
      recovery = recoverIfDue(kept, desks.payments, { ...deps, gateway, settings, blocked, installation });
    },
    wake: () => {
      desks.payments.wake();
      desks.refunds.wake();
    },
    close: async () => {
      const stopped = Promise.all([stop(), recovery?.stop()]);
      await opened.close();
      await stopped;
      await kept.close();
    },
  };
};
