import { join } from 'node:path';
import type { Installation } from '#domain/installation/payment-ownership.ts';
import { networkOf } from '#globalpay/route/network.ts';
import { cursorNote } from '#office/cursor-note.ts';
import { openOffices } from '#office/open-offices.ts';
import { OfficeDesk } from '#services/office/office-desk.ts';
import { tillStateOf } from '#services/office/till-state.ts';
import type { Station, StationDeps } from '#station/station.ts';

interface OpenOfficeDeps
  extends
    StationDeps,
    Pick<
      Station,
      | 'blocked'
      | 'businessDays'
      | 'journal'
      | 'journalCare'
      | 'journalHealth'
      | 'link'
      | 'payments'
      | 'refunds'
      | 'shifts'
    >,
    Pick<Station, 'settings'> {
  readonly installation: Installation;
  /** The environment's folder. */
  readonly folder: string;
}

/** What connects this environment to an office; it does nothing before `start`. */
export const openOffice = (deps: OpenOfficeDeps): OfficeDesk => {
  const { settings, folder, log, systemNetwork, payments, refunds, blocked, businessDays } = deps;
  const sources = { ...deps, dayRule: businessDays.rule, isSetUp: blocked === null };
  return new OfficeDesk({
    ...deps,
    care: deps.journalCare,
    identity: deps.installation.identity,
    environment: settings.environment,
    offices: openOffices(networkOf(process.env, systemNetwork)),
    vault: deps.officeVault(settings.environment),
    note: cursorNote(join(folder, 'office-cursor.json'), log),
    tillState: () => tillStateOf(sources),
    hint: (reference) => {
      payments.tracker.hint(reference);
      refunds.tracker.hint(reference);
    },
  });
};
