import { join } from 'node:path';
import { effectiveSettings } from '#domain/shop/effective-settings.ts';
import type { Installation } from '#domain/installation/whose-payment.ts';
import type { Settings } from '#domain/shop/settings.ts';
import type { PaymentDesk } from '#services/payment/take-payment.ts';
import { openInstallation } from '#services/installation/open-installation.ts';
import type { KeptJournal } from '#sqlite/care/kept-journal.ts';
import { openKeptJournal } from '#sqlite/care/kept-journal.ts';
import { isDue } from '#sqlite/care/recovery-note.ts';
import { installationNote } from '#sqlite/care/installation-note.ts';
import { isBusy, openDesks } from './open-desks.ts';
import type { StationGateway } from './open-gateway.ts';
import { openStationGateway } from './open-gateway.ts';
import { JournalRecovery } from './journal-recovery.ts';
import type { Bench } from './read-bench.ts';
import type { Station, StationDeps } from './station.ts';

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

const installationOf = (deps: StationDeps, kept: KeptJournal, journalFile: string): Installation => {
  const lost = kept.recovery.read();
  return openInstallation(
    { ...deps, journal: kept.journal, note: installationNote(journalFile) },
    lost && isDue(lost) ? lost.lastAt : null,
  );
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
  const installation = installationOf(deps, kept, journalFile);
  const opened = await openGatewayOrClose(deps, saved, bench, kept);
  const { gateway, link, training, blocked } = opened;
  const { journal } = kept;
  const recovery = new JournalRecovery(kept, clock, settings);
  const mayLackPayments = (): boolean => recovery.mayLackPayments;
  const connected = { gateway, link, blocked, journal, installation, mayLackPayments };
  const { stop, ...desks } = openDesks({ ...deps, ...connected, journalFile, exportsFolder }, settings);
  payments = desks.payments;
  return {
    settings,
    ...desks,
    journal,
    journalHealth: () => kept.health(),
    dismissJournalNotice: () => recovery.dismiss(),
    acceptIncompleteJournal: (by) => recovery.accept(by),
    exportsFolder,
    link,
    training,
    blocked,
    resume: () => {
      desks.payments.resume();
      desks.refunds.resume();
      desks.reconciler.keepCatchingUp();
      if (!blocked) recovery.start({ ...deps, gateway, settings, installation, ...desks });
    },
    wake: () => {
      desks.payments.wake();
      desks.refunds.wake();
    },
    close: async () => {
      const stopped = Promise.all([stop(), recovery.stop()]);
      await opened.close();
      await stopped;
      await kept.close();
    },
  };
};
